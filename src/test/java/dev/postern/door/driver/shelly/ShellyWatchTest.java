package dev.postern.door.driver.shelly;

import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.HOST_NOT_ALLOWED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.PASSWORD_REFUSED;
import static dev.postern.door.OpeningReason.SILENT;
import static dev.postern.door.OpeningReason.UNREACHABLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.door.AllowedHosts;
import dev.postern.door.Contact;
import dev.postern.door.DoorCapability;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorFault;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorRig;
import dev.postern.door.DoorSettings;
import dev.postern.door.DoorSign;
import dev.postern.door.Health;
import dev.postern.door.OpeningReason;
import dev.postern.vault.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ShellyWatchTest {
  private static final Duration TIME = Duration.ofSeconds(8);
  private static final JsonMapper JSON = new JsonMapper();

  private static final AtomicLong FLOODED = new AtomicLong();

  private ShellyRig rig;

  @BeforeEach
  void start() throws IOException {
    rig = new ShellyRig();
  }

  @AfterEach
  void stop() throws IOException {
    assertThat(rig.shelly.problems()).isEmpty();
    rig.close();
  }

  @Test
  void looksAtRelayContactAndModelAndMovesNothing() {
    assertThat(rig.driver().probe(rig.line(), TIME))
        .isEqualTo(new Health.Well(Contact.CLOSED, "SNSW-001X16EU 2.0.0"));
    assertThat(rig.shelly.methods())
        .containsExactly(
            "Switch.GetStatus",
            "Switch.GetStatus",
            "Input.GetStatus",
            "Input.GetStatus",
            "Shelly.GetDeviceInfo");
    rig.leaf(true);
    assertThat(rig.driver().probe(rig.line(), TIME))
        .isEqualTo(new Health.Well(Contact.OPEN, "SNSW-001X16EU 2.0.0"));
    assertThat(rig.driver().probe(line("contact", "OPEN_WHEN_OFF"), TIME))
        .isEqualTo(new Health.Well(Contact.CLOSED, "SNSW-001X16EU 2.0.0"));
    assertThat(rig.driver().probe(line("contact", "NONE"), TIME))
        .isEqualTo(new Health.Well(null, "SNSW-001X16EU 2.0.0"));
    assertThat(rig.commands()).isZero();
  }

  @Test
  void saysWhyADeviceWouldTakeNoCommand() throws IOException {
    var stranger = new ShellyDriver(new AllowedHosts(List.of()), JSON);
    assertThat(stranger.probe(rig.line(), TIME)).isEqualTo(ill(HOST_NOT_ALLOWED));
    assertThat(rig.driver().probe(line("relay", "3"), TIME)).isEqualTo(ill(DEVICE_REFUSED));
    assertThat(rig.driver().probe(line("contactInput", "5"), TIME)).isEqualTo(ill(DEVICE_REFUSED));
    // Input 1 is set as a button, which has no state.
    assertThat(rig.driver().probe(line("contactInput", "1"), TIME)).isEqualTo(ill(NOT_READY));
    assertThat(rig.driver().probe(line(new Secret("wrong")), TIME))
        .isEqualTo(ill(PASSWORD_REFUSED));
    assertThat(rig.driver().probe(line((Secret) null), TIME)).isEqualTo(ill(NOT_READY));
    rig.play(DoorRig.Fault.ABSENT);
    assertThat(rig.driver().probe(rig.line(), TIME)).isEqualTo(ill(UNREACHABLE));
  }

  @Test
  void saysWhyADeviceCannotBeWatched() throws Exception {
    var stranger = new ShellyDriver(new AllowedHosts(List.of()), JSON);
    assertThat(stranger.watch(rig.line(), 0, new Heard())).isEqualTo(HOST_NOT_ALLOWED);
    assertThat(watch(line((Secret) null))).isEqualTo(NOT_READY);
    assertThat(watch(line(new Secret("wrong")))).isEqualTo(PASSWORD_REFUSED);
    assertThat(watch(line("contactInput", "5"))).isEqualTo(DEVICE_REFUSED);
    rig.play(DoorRig.Fault.ABSENT);
    assertThat(watch(rig.line())).isEqualTo(UNREACHABLE);
  }

  @Test
  void countsAnOpeningThatNoLookCouldSee() throws Exception {
    try (var heard = new Heard().of(rig.driver(), rig.line())) {
      heard.awaits("CLOSED");
      rig.shelly.flutter();
      heard.awaits("CLOSED", "heard OPENED", "heard CLOSED", "CLOSED");
    }
  }

  @Test
  void tellsOnePressOfTheExitButtonOnce() throws Exception {
    try (var heard = new Heard().of(rig.driver(), rig.line())) {
      heard.awaits("CLOSED");
      rig.pressExitButton();
      heard.awaits("CLOSED", "heard EXIT_BUTTON", "CLOSED");
      assertThat(rig.replaySigns()).isTrue();
      Thread.sleep(300);
      assertThat(heard.told).containsOnlyOnce("heard EXIT_BUTTON");
    }
  }

  @Test
  void answersANewChallengeAndListensOn() throws Exception {
    try (var heard = new Heard().of(rig.driver(), rig.line())) {
      heard.awaits("CLOSED");
      rig.shelly.forgetChallenges();
      rig.leaf(true);
      heard.awaits("CLOSED", "heard OPENED", "OPEN");
    }
  }

  @Test
  void hangsUpWhenItIsNotToListenAnyMore() throws Exception {
    try (var heard = new Heard().of(rig.driver(), rig.line())) {
      heard.awaits("CLOSED");
      assertThat(rig.shelly.listeners()).isEqualTo(1);
    }
    long giveUp = System.nanoTime() + TIME.toNanos();
    while (rig.shelly.listeners() > 0 && System.nanoTime() < giveUp) Thread.sleep(20);
    assertThat(rig.shelly.listeners()).isZero();
  }

  @Test
  void canTellWhatItsInputsAreSetFor() {
    var driver = rig.driver();
    assertThat(driver.capabilities(rig.line().settings()))
        .containsExactlyInAnyOrder(DoorCapability.values());
    assertThat(driver.capabilities(DoorSettings.NONE)).containsExactly(DoorCapability.TIMED_PULSE);
    assertThat(driver.faults(rig.line().settings())).isEmpty();
    assertThat(driver.faults(line("contactInput", "").settings()))
        .containsExactly(new DoorFault("contactInput", DoorFault.Reason.MISSING));
    assertThat(driver.faults(line("exitInput", "2").settings()))
        .containsExactly(new DoorFault("exitInput", DoorFault.Reason.UNUSABLE));
  }

  /** The frames are those of a Plus 1 and a Plus i4, as their owners published them. */
  @Test
  void understandsSignsAsDevicesSendThem() {
    var heard = new Heard();
    var signs = new ShellySigns(rig.line().settings(), heard);
    for (String frame :
        List.of(
            """
            {"src":"shellyplus1-a8032abc7158","dst":"postern","method":"NotifyStatus",\
            "params":{"ts":1646945882.47,"input:2":{"id":2,"state":true}}}\
            """,
            """
            {"src":"shellyplusi4-a8032ab1fe78","dst":"postern","method":"NotifyEvent",\
            "params":{"ts":1677696108.45,"events":[{"component":"sys","event":"ota_progress",\
            "msg":"Waiting for data","progress_percent":99,"ts":1677696108.45}]}}\
            """,
            """
            {"src":"shellyplus1-a8032abc7158","dst":"postern","method":"NotifyEvent",\
            "params":{"ts":1646945882.47,"events":[{"component":"input:1","id":1,\
            "event":"btn_down","ts":1646945882.47}]}}\
            """,
            """
            {"src":"shellyplus1-a8032abc7158","dst":"postern","method":"NotifyStatus",\
            "params":{"ts":1646945883.02,"input:1":{"id":1,"state":true}}}\
            """,
            """
            {"src":"shellyplus1-a8032abc7158","dst":"postern","method":"NotifyStatus",\
            "params":{"ts":1646945882.01,"input:0":{"id":0,"state":true}}}\
            """)) {
      assertThat(ShellySigns.isSign(JSON.readTree(frame))).isTrue();
      signs.tell(JSON.readTree(frame));
      signs.tell(JSON.readTree(frame));
    }
    assertThat(heard.told)
        .containsExactly("heard OPENED", "heard EXIT_BUTTON", "heard EXIT_BUTTON");
  }

  @Test
  void answersAChallengeHoweverItsNonceIsWritten() {
    for (String nonce : List.of("1625038762", "\"7ypf/xlj9XXwfDPEoM4U==\"")) {
      var challenge =
          FrameChallenge.in(
                  JSON.readTree(
                      """
                      {"auth_type": "digest", "nonce": %s, "nc": 1, "realm": "shellypro4pm-f0", \
                      "algorithm": "SHA-256"}\
                      """
                          .formatted(nonce)))
              .orElseThrow();
      Map<String, Object> auth = challenge.answer(new Secret("s3cret"));
      assertThat(JSON.writeValueAsString(auth)).contains("\"nonce\":" + nonce);
      assertThat(auth.get("response"))
          .isEqualTo(
              challenge.response(new Secret("s3cret"), (int) requireNonNull(auth.get("cnonce"))));
      assertThat(auth.toString()).doesNotContain("s3cret");
    }
    // Computed apart from this program from the description's own formula.
    var known = new FrameChallenge("shellypro4pm-f0", JSON.readTree("1625038762"), 1);
    assertThat(known.response(new Secret("mysecretpassword"), 313273957))
        .isEqualTo("e7351a3c460edecbda6e770b64332ff3dcc17b11119482e7fd04aebec7c5dcef");
  }

  private record Broken(String what, String says, OpeningReason reason) {}

  private static final String WELCOME = "welcome";
  private static final List<Broken> BROKEN =
      List.of(
          new Broken("hangs up", "", SILENT),
          new Broken("garbage", "\0\1\2 who is there?\r\n\r\n", SILENT),
          new Broken(
              "no websocket", "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", DEVICE_REFUSED),
          new Broken("too busy", "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n", DEVICE_REFUSED),
          new Broken(
              "elsewhere",
              "HTTP/1.1 302 Go\r\nLocation: /\r\nContent-Length: 0\r\n\r\n",
              DEVICE_REFUSED),
          new Broken("endless headers", "endless", SILENT),
          new Broken(
              "half a welcome", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: webso", SILENT),
          new Broken("silence", WELCOME, SILENT),
          new Broken("half a frame", WELCOME + "\u0081~@", SILENT),
          new Broken("half a text", WELCOME + "\u0081 {\"id\":", SILENT),
          new Broken("unknown kind of frame", WELCOME + "\u0087\u0000", UNREACHABLE),
          new Broken("masked frame", WELCOME + "\u0081\u0081abcdx", UNREACHABLE),
          new Broken("binary frame", WELCOME + "\u0082\u0002ab", SILENT),
          new Broken("not JSON", WELCOME + "\u0081\u0005hello", SILENT),
          new Broken("not an object", WELCOME + "\u0081\u0002[]", SILENT),
          new Broken("a farewell", WELCOME + "\u0088\u0000", UNREACHABLE),
          new Broken("endless text", WELCOME + "flood", SILENT));

  /** All at once, because most of them make the watch wait. */
  @Test
  void endsWithAReasonWhateverADeviceSaysAndAlsoIfItSaysNothing() throws Exception {
    var silent = new Heard().of(rig.driver(), rig.line());
    silent.awaits("CLOSED");
    long silentSince = System.nanoTime();
    rig.shelly.fallSilent();
    List<Heard> all = new ArrayList<>();
    List<ServerSocket> devices = new ArrayList<>();
    for (Broken broken : BROKEN) {
      var device = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
      devices.add(device);
      Thread.startVirtualThread(() -> play(device, broken.says()));
      String host = "127.0.0.1:" + device.getLocalPort();
      var driver = new ShellyDriver(new AllowedHosts(List.of(host)), JSON);
      all.add(new Heard().of(driver, line("host", host)));
    }
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).lost.get(15, TimeUnit.SECONDS))
          .as(BROKEN.get(i).what())
          // Whoever breaks the line before the first question is not even asked.
          .isIn(BROKEN.get(i).reason(), UNREACHABLE);
      assertThat(all.get(i).told).as(BROKEN.get(i).what()).isEmpty();
    }
    // What the two ends of a socket hold by themselves, and no more.
    assertThat(FLOODED.get()).isLessThan(16_000_000);
    for (ServerSocket device : devices) {
      device.close();
    }
    assertThat(silent.lost.get(20, TimeUnit.SECONDS)).isEqualTo(SILENT);
    assertThat(Duration.ofNanos(System.nanoTime() - silentSince))
        .isLessThan(Duration.ofSeconds(12));
  }

  @Test
  void understandsAnyFrameWithoutAnException() {
    var random = new Random(20_261_124);
    List<String> parts =
        List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"ts\"",
            "\"params\"",
            "\"events\"",
            "\"input:2\"",
            "\"state\"",
            "true",
            "null",
            "1e9",
            "-1",
            "\"method\"",
            "\"NotifyStatus\"",
            "\"error\"",
            "\"code\"",
            "401",
            "\"message\"",
            "\"nonce\"",
            "\"realm\"",
            "\"id\"",
            "\"result\"");
    var frames = new ShellyFrames(JSON, rig.line().settings());
    var signs = new ShellySigns(rig.line().settings(), new Heard());
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder("{");
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(parts.get(random.nextInt(parts.size())));
        if (random.nextInt(3) == 0) text.append(":{");
      }
      frames
          .tree(text + "}".repeat(random.nextInt(4)))
          .ifPresent(frame -> {
            signs.tell(frame);
            FrameChallenge.in(frame);
            ShellyCall.health(rig.line().settings(), ShellyFrames.result(frame), "");
          });
    }
  }

  private static void play(ServerSocket device, String says) {
    try (Socket connection = device.accept()) {
      var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
      String key = "";
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        if (line.startsWith("Sec-WebSocket-Key: ")) key = line.substring(19);
      }
      var out = connection.getOutputStream();
      String rest = says;
      if (says.startsWith("welcome")) {
        out.write(WebSocketFrames.welcome(key).getBytes(UTF_8));
        rest = says.substring(7);
      }
      if (rest.equals("endless")) {
        out.write("HTTP/1.1 101 Switching Protocols\r\n".getBytes(UTF_8));
        while (true) out.write("X: y\r\n".repeat(100).getBytes(UTF_8));
      }
      if (rest.equals("flood")) {
        out.write(new byte[] {1, 126, 16, 0});
        out.write(new byte[4_096]);
        while (true) {
          out.write(new byte[] {0, 126, 16, 0});
          out.write(new byte[4_096]);
          FLOODED.addAndGet(4_096);
        }
      }
      out.write(rest.getBytes(ISO_8859_1));
      out.flush();
      if (!rest.isEmpty() || says.equals("welcome")) Thread.sleep(12_000);
    } catch (IOException e) {
      // The other side went away, which is its right.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private OpeningReason watch(DoorLine line) throws InterruptedException {
    return rig.driver().watch(line, 0, new Heard());
  }

  private DoorLine line(String key, String value) {
    Map<String, String> settings = new HashMap<>(rig.settings());
    settings.put(key, value);
    return DoorRig.line(ShellyDriver.NAME, new Secret(ShellySimulator.PASSWORD), settings);
  }

  private DoorLine line(@Nullable Secret password) {
    return DoorRig.line(ShellyDriver.NAME, password, rig.settings());
  }

  private static Health ill(OpeningReason because) {
    return new Health.Ill(because);
  }

  /** Listens, and writes down in which order it was told what. */
  private static final class Heard implements DoorListener, AutoCloseable {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<OpeningReason> lost = new CompletableFuture<>();
    private @Nullable Thread thread;

    Heard of(DoorDriver driver, DoorLine line) {
      thread =
          Thread.startVirtualThread(() -> {
            try {
              lost.complete(driver.watch(line, 0, this));
            } catch (InterruptedException | RuntimeException e) {
              lost.completeExceptionally(e);
            }
          });
      return this;
    }

    /** That it was told this and nothing else, apart from readings that say the same again. */
    void awaits(String... expected) throws InterruptedException {
      long giveUp = System.nanoTime() + TIME.toNanos();
      while (!changes().equals(List.of(expected)) && System.nanoTime() < giveUp) Thread.sleep(20);
      assertThat(changes()).containsExactly(expected);
    }

    private List<String> changes() {
      List<String> changes = new CopyOnWriteArrayList<>();
      for (String it : told) {
        if (changes.isEmpty() || !changes.getLast().equals(it)) changes.add(it);
      }
      return changes;
    }

    @Override
    public void well(@Nullable Contact contact) {
      told.add(String.valueOf(contact));
    }

    @Override
    public void heard(DoorSign sign) {
      told.add("heard " + sign.kind());
    }

    @Override
    public void close() {
      if (thread != null) thread.interrupt();
    }
  }
}
