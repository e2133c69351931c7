package dev.postern.door.driver.controlbyweb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.door.AllowedHosts;
import dev.postern.door.Contact;
import dev.postern.door.DoorCapability;
import dev.postern.door.DoorCommand;
import dev.postern.door.DoorFault;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorRig;
import dev.postern.door.DoorRig.Fault;
import dev.postern.door.DoorSettings;
import dev.postern.door.DoorSign;
import dev.postern.door.Health;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.FakeListener;
import dev.postern.door.driver.controlbyweb.FakeControlByWeb.Model;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlByWebDriverTest {
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(800);
  private static final Duration BUSY_MACHINE = Duration.ofSeconds(2);
  private static final String OFF =
      "<datavalues><relaystate>0</relaystate><inputstate>0</inputstate></datavalues>";

  @Test
  void sendsExactlyTheseTwoRequests() throws IOException {
    try (var device = new FakeControlByWeb(Model.SINGLE)) {
      assertThat(open(device, settings(device), TIME)).isEqualTo(new Opened());

      String headers =
          "Host: %s\r\nAuthorization: Basic bm9uZTp3ZWJyZWxheQ==\r\nConnection: close\r\n\r\n"
              .formatted(device.host());
      assertThat(device.requests())
          .containsExactly(
              "GET /state.xml HTTP/1.0\r\n" + headers,
              "GET /state.xml?relayState=2&pulseTime=7 HTTP/1.0\r\n" + headers);
      assertThat(device.room().releases()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void speaksToEachModelInItsWay(Model model) throws IOException {
    try (var device = new FakeControlByWeb(model)) {
      String relay = model == Model.SINGLE ? "0" : "1";
      var settings = settings(device, Map.of("relay", relay, "contactInput", relay));
      device.room().leaf(true);

      assertThat(probe(device, settings))
          .isInstanceOfSatisfying(
              Health.Well.class, it -> assertThat(it.contact()).isEqualTo(Contact.OPEN));
      assertThat(open(device, settings, TIME)).isEqualTo(new Opened());

      assertThat(device.room().releases()).isOne();
      assertThat(device.pulses()).hasSize(1);
      assertThat(device.pulses().getFirst()).contains("pulseTime").contains("=7");
    }
  }

  @Test
  void sendsTheUserThatIsFilledInAndNoneIfThereIsNothing() throws IOException {
    try (var device = new FakeControlByWeb(Model.SINGLE)) {
      var line = line(settings(device, Map.of("user", "Änne")), "päß:1");
      assertThat(driver(device).probe(line, TIME))
          .isEqualTo(new Health.Ill(OpeningReason.PASSWORD_REFUSED));
      driver(device).probe(line(settings(device), null), TIME);

      assertThat(device.requests().getFirst()).contains("Basic w4RubmU6cMOkw586MQ==\r\n");
      assertThat(device.requests().getLast()).doesNotContain("Authorization");
    }
  }

  @Test
  void isNotOpenedIfThePasswordIsAnother() throws IOException {
    try (var device = new FakeControlByWeb(Model.SINGLE)) {
      device.changePassword("changed");

      assertThat(open(device, settings(device), TIME))
          .isEqualTo(notOpened(OpeningReason.PASSWORD_REFUSED));
      assertThat(device.pulses()).isEmpty();
    }
  }

  @Test
  void isNotOpenedIfThePulseIsRefused() throws IOException {
    try (var device = new FakeControlByWeb(Model.SINGLE)) {
      device.play(Fault.REFUSES);
      assertThat(open(device, settings(device), TIME))
          .isEqualTo(notOpened(OpeningReason.DEVICE_REFUSED));
    }
    try (var device = new FakeControlByWeb(Model.SINGLE)) {
      device.answerPulseWith("HTTP/1.0 401 Unauthorized\r\n\r\n");
      assertThat(open(device, settings(device), TIME))
          .isEqualTo(notOpened(OpeningReason.PASSWORD_REFUSED));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0\1\2",
        "<html>It works!</html>",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n<html></html>",
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/state.xml?relayState=2\r\n\r\n",
        "HTTP/1.1 500 Internal Server Error\r\n\r\n",
        "HTTP/1.1 nonsense\r\n\r\n",
        "<datavalues><relaystate>1</relaystate>",
        "<datavalues><relaystate>1</relaystate><relaystate>1</relaystate></datavalues>",
        "<datavalues><relay1state>1</relay1state></datavalues>",
        "<datavalues><relaystate>2</relaystate></datavalues>",
        "<!DOCTYPE d><datavalues><relaystate>1</relaystate></datavalues>"
      })
  void knowsNothingFromAnAnswerThatIsNone(String bytes) throws IOException {
    try (var device = new FakeControlByWeb(Model.SINGLE)) {
      device.answerPulseWith(bytes);
      assertThat(open(device, settings(device), TIME)).isInstanceOf(Unknown.class);
      assertThat(device.pulses()).hasSize(1);
    }
    try (var device = new FakeControlByWeb(Model.SINGLE)) {
      device.answerLookWith(bytes);
      assertThat(open(device, settings(device), TIME)).isInstanceOf(NotOpened.class);
      assertThat(probe(device, settings(device))).isInstanceOf(Health.Ill.class);
      assertThat(device.pulses()).isEmpty();
    }
  }

  @Test
  void doesNotSayOpenedWhenTheRelayStaysOff() throws IOException {
    try (var device = new FakeControlByWeb(Model.SINGLE)) {
      device.answerLookWith(OFF);
      device.answerPulseWith(OFF);

      assertThat(open(device, settings(device), TIME))
          .isEqualTo(new Unknown(OpeningReason.UNCLEAR_ANSWER));
      assertThat(device.pulses()).hasSize(1);
    }
  }

  @Test
  void looksOnceMoreIfItAnsweredBeforeItSwitched() throws IOException {
    try (var device = new FakeControlByWeb(Model.QUAD)) {
      device.answerBeforeSwitching();

      assertThat(open(device, settings(device, Map.of("relay", "1")), TIME))
          .isEqualTo(new Opened());
      assertThat(device.pulses()).hasSize(1);
      assertThat(device.requests()).hasSize(3);
    }
  }

  @Test
  void asksNothingOfADeviceWithoutThisRelay() throws IOException {
    try (var device = new FakeControlByWeb(Model.QUAD)) {
      var settings = settings(device, Map.of("relay", "5"));
      assertThat(open(device, settings, TIME)).isEqualTo(notOpened(OpeningReason.NOT_READY));
      assertThat(probe(device, settings)).isEqualTo(new Health.Ill(OpeningReason.NOT_READY));
      assertThat(device.pulses()).isEmpty();

      var noInput = settings(device, Map.of("relay", "1", "contactInput", "9"));
      assertThat(probe(device, noInput)).isEqualTo(new Health.Ill(OpeningReason.NOT_READY));
    }
  }

  @Test
  void callsNobodyWhoIsNotOnTheList() throws Exception {
    try (var device = new FakeControlByWeb(Model.SINGLE)) {
      for (var hosts : List.of(List.<String>of(), List.of("127.0.0.1"))) {
        var driver = new ControlByWebDriver(new AllowedHosts(hosts));
        DoorLine line = line(settings(device), FakeControlByWeb.PASSWORD);

        assertThat(driver.open(command(line, TIME)))
            .isEqualTo(notOpened(OpeningReason.HOST_NOT_ALLOWED));
        assertThat(driver.probe(line, TIME))
            .isEqualTo(new Health.Ill(OpeningReason.HOST_NOT_ALLOWED));
        assertThat(driver.watch(line, 0, new Deaf())).isEqualTo(OpeningReason.HOST_NOT_ALLOWED);
      }
      assertThat(device.requests()).isEmpty();
    }
  }

  @Test
  void givesUpInTimeOnWhoDripsAndOnWhoNeverEnds() throws IOException {
    try (var drips = new FakeListener(ControlByWebDriverTest::drip);
        var endless = new FakeListener(ControlByWebDriverTest::pour)) {
      for (var device : List.of(drips, endless)) {
        String host = "127.0.0.1:" + device.port();
        var driver = new ControlByWebDriver(new AllowedHosts(List.of(host)));
        DoorLine line = line(Map.of("host", host, "relay", "0"), null);
        long start = System.nanoTime();

        assertThat(driver.open(command(line, SHORT))).isEqualTo(notOpened(OpeningReason.SILENT));
        assertThat(driver.probe(line, SHORT)).isEqualTo(new Health.Ill(OpeningReason.SILENT));
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isLessThan(SHORT.multipliedBy(2).plus(BUSY_MACHINE));
      }
    }
  }

  @Test
  void doesNotReachAHostThatHasNoAddress() {
    var driver = new ControlByWebDriver(new AllowedHosts(List.of("relay.invalid")));
    var line = line(Map.of("host", "relay.invalid", "relay", "0"), null);

    assertThat(driver.open(command(line, TIME))).isEqualTo(notOpened(OpeningReason.UNREACHABLE));
  }

  @Test
  void refusesSettingsThatCannotBe() {
    var driver = new ControlByWebDriver(new AllowedHosts(List.of()));
    var same =
        new DoorSettings(Map.of("contact", "OPEN_WHEN_ON", "contactInput", "1", "exitInput", "1"));
    var blind = new DoorSettings(Map.of("contact", "NONE", "contactInput", "1", "exitInput", "1"));

    assertThat(driver.faults(same))
        .containsExactly(new DoorFault("exitInput", DoorFault.Reason.UNUSABLE));
    assertThat(driver.faults(blind)).isEmpty();
    assertThat(driver.faults(new DoorSettings(Map.of("user", "a:b"))))
        .containsExactly(new DoorFault("user", DoorFault.Reason.UNUSABLE));
    assertThat(driver.capabilities(blind))
        .containsExactly(DoorCapability.TIMED_PULSE, DoorCapability.EXIT_BUTTON);
  }

  private static void drip(Socket connection) throws IOException, InterruptedException {
    OutputStream out = connection.getOutputStream();
    for (byte one : "<datavalues><relaystate>1</relaystate></datavalues>".getBytes(US_ASCII)) {
      out.write(one);
      Thread.sleep(100);
    }
  }

  private static void pour(Socket connection) throws IOException {
    OutputStream out = connection.getOutputStream();
    out.write("<datavalues>".getBytes(US_ASCII));
    while (!connection.isClosed()) out.write("<x>1</x>".repeat(100).getBytes(US_ASCII));
  }

  private static Opening open(
      FakeControlByWeb device, Map<String, String> settings, Duration time) {
    return driver(device).open(command(line(settings, FakeControlByWeb.PASSWORD), time));
  }

  private static Health probe(FakeControlByWeb device, Map<String, String> settings) {
    return driver(device).probe(line(settings, FakeControlByWeb.PASSWORD), TIME);
  }

  private static ControlByWebDriver driver(FakeControlByWeb device) {
    return new ControlByWebDriver(new AllowedHosts(List.of(device.host())));
  }

  private static DoorLine line(Map<String, String> settings, @Nullable String password) {
    return DoorRig.line("controlbyweb", password == null ? null : new Secret(password), settings);
  }

  private static DoorCommand command(DoorLine line, Duration time) {
    return new DoorCommand(line, new UUID(0, 3), System.nanoTime() + time.toNanos());
  }

  private static Map<String, String> settings(FakeControlByWeb device) {
    return settings(device, Map.of());
  }

  private static Map<String, String> settings(FakeControlByWeb device, Map<String, String> more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "host", device.host(),
                "relay", "0",
                "pulseSeconds", "7",
                "contact", "OPEN_WHEN_ON",
                "contactInput", "0"));
    settings.putAll(more);
    return settings;
  }

  private static Opening notOpened(OpeningReason because) {
    return new NotOpened(because);
  }

  private static final class Deaf implements DoorListener {
    @Override
    public void well(@Nullable Contact contact) {}

    @Override
    public void heard(DoorSign sign) {}
  }
}
