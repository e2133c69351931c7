package dev.postern.door.driver.http;

import static dev.postern.door.OpeningReason.CUT_OFF;
import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.HOST_NOT_ALLOWED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.NO_ANSWER;
import static dev.postern.door.OpeningReason.PASSWORD_REFUSED;
import static dev.postern.door.OpeningReason.SILENT;
import static dev.postern.door.OpeningReason.TOO_LATE;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
import static dev.postern.door.OpeningReason.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.postern.door.AllowedHosts;
import dev.postern.door.Contact;
import dev.postern.door.DoorCapability;
import dev.postern.door.DoorCommand;
import dev.postern.door.DoorFault;
import dev.postern.door.DoorField;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorRig;
import dev.postern.door.DoorRig.Fault;
import dev.postern.door.DoorSettings;
import dev.postern.door.Health;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDriverTest {
  private static final UUID ENTRY = UUID.fromString("0198c0de-0000-7000-8000-00000000cafe");
  private static final Duration TIME = Duration.ofSeconds(8);
  private static final Duration SHORT = Duration.ofMillis(700);
  private static final Duration BUSY_MACHINE = Duration.ofSeconds(3);

  @Test
  void makesTheCallThatIsDescribedAndNoOther() throws IOException {
    try (var relay = new FakeRelay()) {
      var settings = with(HttpRig.settings(relay.host()), "pulseSeconds", "7");

      assertThat(open(relay.host(), settings)).isEqualTo(new Opened());

      assertThat(relay.requests()).hasSize(1);
      var request = relay.requests().getFirst();
      assertThat(request.line()).isEqualTo("PUT /open?for=7 HTTP/1.1");
      assertThat(request.body()).isEqualTo("{\"command\": \"" + ENTRY + "\"}");
      assertThat(request.headers())
          .containsEntry("content-type", "application/json")
          .containsEntry("authorization", FakeRelay.TOKEN)
          .containsEntry("host", relay.host())
          .doesNotContainKeys("upgrade", "http2-settings", "cookie");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT"})
  void neverSendsASecondTimeWhateverTheMethod(String method) throws IOException {
    for (Fault fault : List.of(Fault.REPLY_LOST, Fault.HALF_ANSWER, Fault.WRONG_ANSWER)) {
      try (var relay = new FakeRelay()) {
        relay.play(fault);
        var settings = with(with(HttpRig.settings(relay.host()), "method", method), "body", "");

        assertThat(open(relay.host(), settings)).isInstanceOf(Unknown.class);

        assertThat(relay.commands()).isEqualTo(1);
        assertThat(relay.requests()).hasSize(1);
      }
    }
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", new Opened()),
        arguments("HTTP/1.0 200 OK\r\n\r\nit is ok", new Opened()),
        arguments("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno", unknown(UNCLEAR_ANSWER)),
        arguments("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", unknown(UNCLEAR_ANSWER)),
        arguments("HTTP/1.1 202 Later\r\nContent-Length: 2\r\n\r\nok", unknown(UNCLEAR_ANSWER)),
        arguments(
            "HTTP/1.1 307 Go\r\nLocation: /open\r\nContent-Length: 2\r\n\r\nok",
            unknown(UNCLEAR_ANSWER)),
        arguments("HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\nok", unknown(UNCLEAR_ANSWER)),
        arguments("HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nok", unknown(UNCLEAR_ANSWER)),
        arguments("HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\nok", notOpened(DEVICE_REFUSED)),
        arguments("HTTP/1.1 429 No\r\nContent-Length: 0\r\n\r\n", notOpened(DEVICE_REFUSED)),
        arguments("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", notOpened(PASSWORD_REFUSED)),
        arguments("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", notOpened(PASSWORD_REFUSED)),
        arguments("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", unknown(CUT_OFF)),
        arguments("HTTP/1.1 200 OK\r\n\r\nok" + "x".repeat(20_000), unknown(CUT_OFF)),
        arguments("ok", unknown(CUT_OFF)),
        arguments("\0\1\2\r\n\r\n", unknown(CUT_OFF)),
        arguments("", unknown(CUT_OFF)));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void believesOnlyTheAnswerThatIsDescribed(String answer, Opening expected) throws IOException {
    try (var device = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      answerAll(device, answer, false);

      assertThat(open(host(device), simple(host(device)))).isEqualTo(expected);
    }
  }

  @Test
  void waitsForNoAnswerLongerThanTheDeadline() throws IOException {
    try (var device = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      answerAll(device, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no", true);
      long startedAt = System.nanoTime();

      Opening opening = driver(host(device)).open(command(simple(host(device)), null, SHORT));

      assertThat(opening).isEqualTo(unknown(NO_ANSWER));
      assertThat(since(startedAt)).isLessThan(SHORT.plus(BUSY_MACHINE));
    }
  }

  @Test
  void callsNobodyWhoIsNotOnTheList() throws IOException {
    try (var relay = new FakeRelay()) {
      var settings = HttpRig.settings(relay.host());
      var driver = driver("127.0.0.1:1");

      assertThat(driver.open(command(settings, null, TIME))).isEqualTo(notOpened(HOST_NOT_ALLOWED));
      assertThat(driver.probe(line(settings, null), TIME)).isEqualTo(ill(HOST_NOT_ALLOWED));
      var elsewhere = with(settings, "stateUrl", "http://127.0.0.1:1/state");
      assertThat(driver(relay.host()).probe(line(elsewhere, null), TIME))
          .isEqualTo(ill(HOST_NOT_ALLOWED));
      assertThat(relay.connections()).isZero();
    }
  }

  @Test
  void sendsNothingTooLateOrWithSettingsThatCannotBe() throws IOException {
    try (var relay = new FakeRelay()) {
      var settings = HttpRig.settings(relay.host());
      var driver = driver(relay.host());

      assertThat(driver.open(command(settings, null, Duration.ZERO)))
          .isEqualTo(notOpened(TOO_LATE));
      assertThat(driver.open(command(settings, new Secret("a\r\nHost: evil"), TIME)))
          .isEqualTo(notOpened(NOT_READY));
      var smuggled = with(settings, "headers", "X: a\nTransfer-Encoding: chunked");
      assertThat(driver.open(command(smuggled, null, TIME))).isEqualTo(notOpened(NOT_READY));
      assertThat(driver.open(command(Map.of(), null, TIME))).isEqualTo(notOpened(NOT_READY));
      assertThat(relay.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "content-length: 0",
        "Transfer-Encoding: chunked",
        "Connection: close",
        "Upgrade: h2c",
        "Expect: 100-continue",
        "Proxy-Authorization: Basic eA==",
        "Authorization: Basic eA==",
        "Cookie: session=1",
        "X-Api-Key: 1",
        "X: a\rHost: evil",
        "X: a\nHost: evil",
        "X: a\0b",
        "X: ü",
        "X:",
        "X",
        ": a",
        "X y: a",
        " X: a",
        "X: a\nx: b",
        "Ü: a"
      })
  void refusesHeadersThatMayNotBeSent(String lines) {
    assertThat(faults(with(simple("relay.lan"), "headers", lines)))
        .containsExactly(new DoorFault("headers", DoorFault.Reason.UNUSABLE));
  }

  @Test
  void takesHeadersThatMayBeSent() {
    var lines = "Accept: */*\r\n\r\nX-Door:  main entrance \nX-Empty-Line-Above: yes";
    assertThat(faults(with(simple("relay.lan"), "headers", lines))).isEmpty();
    assertThat(HeaderLines.read(lines).orElseThrow())
        .extracting(it -> it.name() + "=" + it.value().reveal())
        .containsExactly("Accept=*/*", "X-Door=main entrance", "X-Empty-Line-Above=yes");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    var settings = simple("relay.lan");
    assertThat(faults(settings)).isEmpty();
    assertThat(fields(with(settings, "openUrl", "http://relay.lan/{other}")))
        .containsExactly("openUrl");
    assertThat(fields(with(settings, "openUrl", "http://relay.lan?{command}")))
        .containsExactly("openUrl");
    assertThat(fields(with(settings, "openUrl", "http://relay{seconds}.lan/")))
        .containsExactly("openUrl");
    assertThat(fields(with(settings, "stateUrl", "http://relay.lan/{command}")))
        .containsExactly("stateUrl");
    assertThat(fields(with(settings, "body", "x"))).containsExactly("body");
    assertThat(fields(with(settings, "secretHeader", "Host"))).containsExactly("secretHeader");
    assertThat(fields(with(settings, "secretHeader", "A b"))).containsExactly("secretHeader");
    assertThat(fields(with(with(settings, "secretHeader", "X"), "headers", "x: 1")))
        .containsExactly("headers");
    assertThat(fields(with(settings, "contact", "OPEN_WHEN_ON")))
        .containsExactly("stateUrl", "onText");
  }

  @Test
  void fillsInAnAddressOnlyWhereItsHostIsFixed() {
    assertThat(DoorField.hostOf("http://relay.lan/a?x={command}&s={seconds}")).isPresent();
    assertThat(DoorField.hostOf("http://relay.lan/{\"a\": 1}")).isEmpty();
    assertThat(DoorField.hostOf("http://relay.lan/{a b}")).isEmpty();
  }

  @Test
  void readsTheContactWhereItIsToldTo() throws IOException {
    try (var relay = new FakeRelay()) {
      var settings = HttpRig.settings(relay.host());

      assertThat(probe(relay, settings)).isEqualTo(new Health.Well(Contact.CLOSED, ""));
      relay.leaf(true);
      assertThat(probe(relay, settings)).isEqualTo(new Health.Well(Contact.OPEN, ""));
      assertThat(probe(relay, with(settings, "contact", "OPEN_WHEN_OFF")))
          .isEqualTo(new Health.Well(Contact.CLOSED, ""));
      assertThat(probe(relay, with(settings, "stateUrl", "http://" + relay.host() + "/nothing")))
          .isEqualTo(ill(DEVICE_REFUSED));
      assertThat(driver(relay.host()).probe(line(settings, null), TIME))
          .isEqualTo(ill(PASSWORD_REFUSED));
      assertThat(relay.commands()).isZero();
    }
  }

  @Test
  void showsThePasswordToNobodyButTheDevice() throws IOException {
    try (var relay = new FakeRelay();
        var other = new FakeRelay()) {
      var settings = with(HttpRig.settings(relay.host()), "stateUrl", "http://" + other.host());
      var driver = new HttpDriver(new AllowedHosts(List.of(relay.host(), other.host())));

      driver.probe(line(settings, new Secret(FakeRelay.TOKEN)), TIME);

      assertThat(other.requests()).hasSize(1);
      assertThat(other.requests().getFirst().headers()).doesNotContainKey("authorization");
    }
  }

  @Test
  void canOnlyKnockWithoutAnAddressForTheState() throws IOException {
    String host;
    try (var device = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      host = host(device);
      assertThat(driver(host).probe(line(simple(host), null), TIME))
          .isEqualTo(new Health.Well(null, ""));
      assertThat(driver(host).capabilities(new DoorSettings(simple(host))))
          .containsExactly(DoorCapability.TIMED_PULSE);
    }
    assertThat(driver(host).probe(line(simple(host), null), TIME)).isEqualTo(ill(UNREACHABLE));
    assertThat(driver(host).open(command(simple(host), null, TIME)))
        .isEqualTo(notOpened(UNREACHABLE));
  }

  @Test
  void saysSilentOfAStateThatIsNone() throws IOException {
    for (String answer : List.of("", "?\r\n\r\n", "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")) {
      try (var device = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
        answerAll(device, answer, false);
        var settings = with(simple(host(device)), "stateUrl", "http://" + host(device) + "/s");

        assertThat(driver(host(device)).probe(line(settings, null), TIME)).isEqualTo(ill(SILENT));
      }
    }
  }

  @Test
  void understandsAnyLinesWithoutAnException() {
    var random = new Random(20_261_124);
    String alphabet = "aZ9:- \t\r\n\0é{}/\\\"'%_";
    for (int i = 0; i < 5_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      for (var header : HeaderLines.read(text.toString()).orElse(List.of())) {
        assertThat(header.name() + header.value().reveal()).doesNotContain("\r", "\n", "\0", "é");
      }
      faults(with(simple("relay.lan"), "openUrl", "http://relay.lan/" + text));
      DoorField.hostOf("http://" + text);
    }
  }

  private static void answerAll(ServerSocket device, String answer, boolean stay) {
    Thread.startVirtualThread(() -> {
      while (!device.isClosed()) {
        try (Socket connection = device.accept()) {
          connection.getInputStream().read(new byte[4_000]);
          connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
          connection.getOutputStream().flush();
          if (stay) connection.getInputStream().read();
        } catch (IOException e) {
          // The other side went away, which is its right.
        }
      }
    });
  }

  private static Map<String, String> simple(String host) {
    return Map.of("openUrl", "http://" + host + "/open", "method", "GET", "expectedText", "ok");
  }

  private static Map<String, String> with(Map<String, String> settings, String key, String value) {
    Map<String, String> changed = new HashMap<>(settings);
    changed.put(key, value);
    return changed;
  }

  private static Health probe(FakeRelay relay, Map<String, String> settings) {
    return driver(relay.host()).probe(line(settings, new Secret(FakeRelay.TOKEN)), TIME);
  }

  private static Opening open(String host, Map<String, String> settings) {
    return driver(host).open(command(settings, new Secret(FakeRelay.TOKEN), TIME));
  }

  private static HttpDriver driver(String host) {
    return new HttpDriver(new AllowedHosts(List.of(host)));
  }

  private static DoorCommand command(
      Map<String, String> settings, @Nullable Secret password, Duration timeLeft) {
    return new DoorCommand(line(settings, password), ENTRY, System.nanoTime() + timeLeft.toNanos());
  }

  private static DoorLine line(Map<String, String> settings, @Nullable Secret password) {
    return DoorRig.line(HttpDriver.NAME, password, settings);
  }

  private static List<DoorFault> faults(Map<String, String> settings) {
    return driver("relay.lan").faults(new DoorSettings(settings));
  }

  private static List<String> fields(Map<String, String> settings) {
    return faults(settings).stream().map(DoorFault::field).toList();
  }

  private static String host(ServerSocket server) {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private static Duration since(long startedAt) {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  private static Opening notOpened(OpeningReason because) {
    return new NotOpened(because);
  }

  private static Opening unknown(OpeningReason because) {
    return new Unknown(because);
  }

  private static Health ill(OpeningReason because) {
    return new Health.Ill(because);
  }
}
