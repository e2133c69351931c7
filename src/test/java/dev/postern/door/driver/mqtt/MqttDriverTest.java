package dev.postern.door.driver.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.postern.door.AllowedHosts;
import dev.postern.door.Contact;
import dev.postern.door.DoorCapability;
import dev.postern.door.DoorCommand;
import dev.postern.door.DoorField;
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
import dev.postern.support.Mosquitto;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MqttDriverTest {
  private static final Duration TIME = Duration.ofSeconds(4);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Instant NOW = Instant.parse("2026-11-24T18:00:00Z");

  /** A device behind a broker, and our line to that broker. */
  private static final class Site implements AutoCloseable {
    final Wire wire;
    final FakeMqttDoor device;
    final Map<String, String> settings;
    Clock clock = Clock.systemUTC();

    Site(String version, Mosquitto broker, boolean deviceKeeps) throws Exception {
      wire = new Wire(broker.port());
      device = new FakeMqttDoor(version, broker.port(), deviceKeeps, wire::cut);
      settings = MqttRig.settings(version, wire.host(), device);
    }

    Site with(String field, String value) {
      settings.put(field, value);
      return this;
    }

    DoorLine line(String password) {
      return DoorRig.line(MqttDriver.NAME, new Secret(password), settings);
    }

    MqttDriver driver() {
      return new MqttDriver(new AllowedHosts(List.of(wire.host())), clock);
    }

    Opening open(Duration time) {
      return MqttDriverTest.open(driver(), line(Mosquitto.PASSWORD), UUID.randomUUID(), time);
    }

    Health probe() {
      return driver().probe(line(Mosquitto.PASSWORD), Duration.ofSeconds(2));
    }

    @Override
    public void close() throws IOException {
      device.close();
      wire.close();
    }
  }

  private static final class Watcher implements DoorListener, AutoCloseable {
    final List<Object> heard = new CopyOnWriteArrayList<>();
    final CompletableFuture<OpeningReason> end = new CompletableFuture<>();
    private final Thread thread;

    Watcher(Site site) {
      thread =
          Thread.startVirtualThread(() -> {
            try {
              end.complete(site.driver().watch(site.line(Mosquitto.PASSWORD), 0, this));
            } catch (InterruptedException e) {
              end.completeExceptionally(e);
            }
          });
    }

    @Override
    public void well(@Nullable Contact contact) {
      heard.add(contact == null ? "well" : contact);
    }

    @Override
    public void heard(DoorSign sign) {
      heard.add(sign.kind());
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }

  @Test
  void sendsTheCommandOnceAtQos1NotKeptAndWithItsDeadline() throws Exception {
    try (var site = new Site("V5", Mosquitto.shared(), false)) {
      site.device.start();
      List<Mqtt5Publish> seen = new CopyOnWriteArrayList<>();
      var spy = spy(site.device.command, seen);
      site.clock = Clock.fixed(NOW, ZoneId.of("UTC"));
      site.device.clockUnknown();
      UUID entry = UUID.fromString("0b5d2d2e-6f3b-4a58-9c1e-8a3f2b1c0d9e");

      assertThat(open(site.driver(), site.line(Mosquitto.PASSWORD), entry, TIME))
          .isEqualTo(new Opened());

      within(SHORT, () -> !seen.isEmpty());
      var command = seen.getFirst();
      assertThat(new String(command.getPayloadAsBytes(), UTF_8))
          .isEqualTo(
              "{\"command\":\"0b5d2d2e-6f3b-4a58-9c1e-8a3f2b1c0d9e\",\"action\":\"open\","
                  + "\"seconds\":1,\"deadline\":"
                  + (NOW.getEpochSecond() + 3)
                  + "}");
      assertThat(command.getQos().getCode()).isEqualTo(1);
      assertThat(command.isRetain()).isFalse();
      assertThat(command.getMessageExpiryInterval().orElse(0)).isBetween(1L, 3L);
      assertThat(seen).hasSize(1);
      List<Mqtt5Publish> kept = new CopyOnWriteArrayList<>();
      var later = spy(site.device.command, kept);
      later.disconnect().get(5, TimeUnit.SECONDS);
      spy.disconnect().get(5, TimeUnit.SECONDS);
      assertThat(kept).isEmpty();
    }
  }

  private void wrongPassword(String version) throws Exception {
    try (var site = new Site(version, Mosquitto.shared(), false)) {
      site.device.start();
      var opening = open(site.driver(), site.line("wrong"), UUID.randomUUID(), TIME);

      assertThat(opening).isEqualTo(new NotOpened(OpeningReason.PASSWORD_REFUSED));
      assertThat(site.driver().probe(site.line("wrong"), TIME))
          .isEqualTo(new Health.Ill(OpeningReason.PASSWORD_REFUSED));
      assertThat(site.device.bodies()).isEmpty();
    }
  }

  private void nothingWhileAway(String version) throws Exception {
    try (var site = new Site(version, Mosquitto.shared(), true)) {
      assertThat(site.open(SHORT)).isEqualTo(new NotOpened(OpeningReason.UNREACHABLE));
      site.device.start();
      assertThat(site.open(TIME)).isEqualTo(new Opened());
      site.device.die();
      within(TIME, () -> site.probe() instanceof Health.Ill);

      assertThat(site.open(TIME)).isEqualTo(new NotOpened(OpeningReason.UNREACHABLE));
      assertThat(site.probe()).isEqualTo(new Health.Ill(OpeningReason.UNREACHABLE));

      site.device.start();
      Thread.sleep(200);
      assertThat(site.device.bodies()).hasSize(1);
    }
  }

  private void nobodyListens() throws Exception {
    try (var site = new Site("V5", Mosquitto.shared(), false).with("presenceTopic", "")) {
      assertThat(site.open(TIME)).isEqualTo(new NotOpened(OpeningReason.UNREACHABLE));
    }
  }

  private void brokerRefuses() throws Exception {
    try (var site =
        new Site("V5", Mosquitto.shared(), false)
            .with("commandTopic", Mosquitto.FORBIDDEN + UUID.randomUUID())) {
      site.device.start();
      assertThat(site.open(TIME)).isEqualTo(new NotOpened(OpeningReason.DEVICE_REFUSED));
    }
  }

  private void emptyReceipt() throws Exception {
    try (var site =
        new Site("V3", Mosquitto.shared(), false)
            .with("commandTopic", Mosquitto.FORBIDDEN + UUID.randomUUID())) {
      site.device.start();
      assertThat(site.open(SHORT)).isEqualTo(new Unknown(OpeningReason.NO_ANSWER));
    }
  }

  private void keptAnswer() throws Exception {
    try (var site = new Site("V5", Mosquitto.shared(), false).with("answerText", "opened")) {
      site.with("refusalText", "");
      site.device.start();
      site.device.publish(site.device.answer, "opened", true);
      site.device.play(Fault.SWALLOWS);
      assertThat(site.open(SHORT)).isEqualTo(new Unknown(OpeningReason.NO_ANSWER));
    }
  }

  @Test
  void callsNoBrokerThatIsNotOnTheList() throws Exception {
    try (var site = new Site("V5", Mosquitto.shared(), false)) {
      site.device.start();
      var driver = new MqttDriver(new AllowedHosts(List.of("127.0.0.1:1")), Clock.systemUTC());
      DoorLine line = site.line(Mosquitto.PASSWORD);
      var reason = OpeningReason.HOST_NOT_ALLOWED;

      assertThat(open(driver, line, UUID.randomUUID(), TIME)).isEqualTo(new NotOpened(reason));
      assertThat(driver.probe(line, TIME)).isEqualTo(new Health.Ill(reason));
      assertThat(driver.watch(line, 0, new Watcher(site))).isEqualTo(reason);
      assertThat(site.device.bodies()).isEmpty();
    }
  }

  @Test
  void tellsPressesOfTheExitButtonAndNoneThatTheBrokerHadKept() throws Exception {
    try (var site = new Site("V5", Mosquitto.shared(), false)) {
      site.device.start();
      site.device.publish(site.device.exit, "pressed", true);
      try (var watcher = new Watcher(site)) {
        within(TIME, () -> !watcher.heard.isEmpty());
        assertThat(watcher.heard).containsExactly(Contact.CLOSED);
        site.device.publish(site.device.exit, "pressed", false);
        site.device.publish(site.device.exit, "", false);
        within(TIME, () -> watcher.heard.contains(DoorSign.Kind.EXIT_BUTTON));
      }
      assertThat(watcherless(site)).containsExactly(Contact.CLOSED);
    }
  }

  @Test
  void endsTheWatchWhenTheLastWillSaysThatTheDeviceIsAway() throws Exception {
    try (var site = new Site("V3", Mosquitto.shared(), false)) {
      site.device.start();
      try (var watcher = new Watcher(site)) {
        within(TIME, () -> !watcher.heard.isEmpty());
        site.device.die();
        assertThat(watcher.end.get(5, TimeUnit.SECONDS)).isEqualTo(OpeningReason.UNREACHABLE);
      }
    }
  }

  private void keptContact() throws Exception {
    try (var site = new Site("V3", Mosquitto.shared(), false)) {
      site.device.leaf(true);
      site.device.start();
      assertThat(site.probe()).isEqualTo(new Health.Well(Contact.OPEN, ""));
      site.with("contact", DoorField.OPEN_WHEN_OFF);
      assertThat(site.probe()).isEqualTo(new Health.Well(Contact.CLOSED, ""));
      site.with("contactTopic", "doors/nothing-here");
      assertThat(site.probe()).isEqualTo(new Health.Ill(OpeningReason.SILENT));
      site.with("contact", DoorField.NO_CONTACT);
      assertThat(site.probe()).isEqualTo(new Health.Well(null, ""));
    }
  }

  /** They wait more than they work, so all run at once. */
  @TestFactory
  Stream<DynamicTest> staysSafeWhenBrokersAndLinesFail() throws Exception {
    Mosquitto.shared();
    Map<String, Proof> proofs = new LinkedHashMap<>();
    for (String version : List.of("V5", "V3")) {
      proofs.put("a broker killed while a command is out, " + version, () -> brokerKilled(version));
      proofs.put("a command that the line held back, " + version, () -> heldBack(version));
      proofs.put("a device that is away, " + version, () -> nothingWhileAway(version));
      proofs.put("a wrong password, " + version, () -> wrongPassword(version));
    }
    proofs.put("a command that the broker kept for a sleeping device", this::expires);
    proofs.put("a command the broker still had when the device came back", this::deviceCutOff);
    proofs.put("a broker that is gone without a word", this::hungBroker);
    proofs.put("a broker that says nothing", this::silentBroker);
    proofs.put("brokers that say anything", this::babblingBroker);
    proofs.put("a broker that says that nobody listens", this::nobodyListens);
    proofs.put("a broker that takes no command from us", this::brokerRefuses);
    proofs.put("a receipt of the old protocol that says nothing", this::emptyReceipt);
    proofs.put("an answer that the broker had kept", this::keptAnswer);
    proofs.put("a contact that the broker keeps", this::keptContact);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    List<DynamicTest> tests = new ArrayList<>();
    proofs.forEach((name, proof) -> {
      Future<?> running =
          threads.submit(() -> {
            proof.run();
            return name;
          });
      tests.add(DynamicTest.dynamicTest(name, () -> running.get()));
    });
    return tests.stream().onClose(threads::close);
  }

  private interface Proof {
    void run() throws Exception;
  }

  private void brokerKilled(String version) throws Exception {
    try (var broker = Mosquitto.start();
        var site = new Site(version, broker, true)) {
      site.device.start();
      site.device.leaf(true);
      var before = new Watcher(site);
      within(TIME, () -> before.heard.contains(Contact.OPEN));
      site.device.play(Fault.SWALLOWS);
      var opening = CompletableFuture.supplyAsync(() -> site.open(TIME));
      within(TIME, () -> site.device.bodies().size() == 1);
      broker.kill();

      assertThat(opening.get(5, TimeUnit.SECONDS)).isEqualTo(new Unknown(OpeningReason.CUT_OFF));
      assertThat(before.end.get(5, TimeUnit.SECONDS)).isEqualTo(OpeningReason.CUT_OFF);
      assertThat(site.open(TIME)).isInstanceOf(NotOpened.class);

      site.device.die();
      broker.restart();
      site.device.play(Fault.NONE);
      try (var after = new Watcher(site)) {
        // Until the device is back, the broker's memory says nothing that could be wrong.
        site.device.start();
        within(TIME, () -> after.heard.contains(Contact.OPEN) || after.end.isDone());
      }
      assertThat(site.probe()).isEqualTo(new Health.Well(Contact.OPEN, ""));
      assertThat(site.open(TIME)).isEqualTo(new Opened());
      assertThat(site.device.releases()).isEqualTo(1);
    }
  }

  /** Just before the command leaves, the network stops; it goes on after the deadline. */
  private void heldBack(String version) throws Exception {
    try (var site = new Site(version, Mosquitto.shared(), false)) {
      site.device.start();
      site.device.clockUnknown();
      site.clock = whenRead(() -> site.wire.hold(true));

      assertThat(site.open(SHORT)).isEqualTo(new Unknown(OpeningReason.NO_ANSWER));

      Thread.sleep(300);
      site.wire.hold(false);
      Thread.sleep(1_000);
      assertThat(site.device.bodies()).isEmpty();
    }
  }

  /** A device that asks its broker to keep what comes, and no presence that says it sleeps. */
  private void expires() throws Exception {
    try (var site = new Site("V5", Mosquitto.shared(), true).with("presenceTopic", "")) {
      site.device.start();
      site.device.clockUnknown();
      site.device.die();
      Thread.sleep(200);

      assertThat(site.open(SHORT)).isEqualTo(new Unknown(OpeningReason.NO_ANSWER));

      Thread.sleep(2_000);
      site.device.start();
      Thread.sleep(200);
      assertThat(site.device.bodies()).isEmpty();
    }
  }

  /** Nobody noticed that it was cut off, so the command waits in the broker, in either version. */
  private void deviceCutOff() throws Exception {
    for (boolean keeps : new boolean[] {true, false}) {
      try (var site = new Site("V3", Mosquitto.shared(), keeps)) {
        site.device.start();
        site.device.stall(true);

        assertThat(site.open(SHORT)).isEqualTo(new Unknown(OpeningReason.NO_ANSWER));

        Thread.sleep(1_000);
        site.device.die();
        site.device.stall(false);
        site.device.start();
        Thread.sleep(200);
        // The broker does hand it over to who asked for that: then the deadline saves the door.
        assertThat(site.device.bodies()).hasSize(keeps ? 1 : 0);
        assertThat(site.device.releases()).isZero();
      }
    }
  }

  private void hungBroker() throws Exception {
    try (var site = new Site("V5", Mosquitto.shared(), false)) {
      site.device.start();
      try (var watcher = new Watcher(site)) {
        within(TIME, () -> !watcher.heard.isEmpty());
        site.wire.hold(true);
        assertThat(watcher.end.get(10, TimeUnit.SECONDS)).isEqualTo(OpeningReason.CUT_OFF);
      }
    }
  }

  private void silentBroker() throws Exception {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      for (String version : List.of("V5", "V3")) {
        long start = System.nanoTime();
        assertThat(openAt(server, version)).isEqualTo(new NotOpened(OpeningReason.SILENT));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT);
      }
    }
  }

  private void babblingBroker() throws Exception {
    var random = new Random(20);
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(() -> babble(server, random));
      for (int i = 0; i < 30; i++) {
        assertThat(openAt(server, i % 2 == 0 ? "V5" : "V3")).isInstanceOf(NotOpened.class);
      }
    }
  }

  private static void babble(ServerSocket server, Random random) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        byte[] some = new byte[random.nextInt(1, 60)];
        random.nextBytes(some);
        // Half of them begin as the answer to a connection does.
        if (random.nextBoolean()) some[0] = 0x20;
        socket.getInputStream().read();
        socket.getOutputStream().write(some);
        socket.getOutputStream().flush();
        Thread.sleep(20);
      } catch (IOException e) {
        // gone
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static Opening openAt(ServerSocket server, String version) throws Exception {
    try (var device = new FakeMqttDoor(version, 1, false, () -> {})) {
      String host = "127.0.0.1:" + server.getLocalPort();
      var driver = new MqttDriver(new AllowedHosts(List.of(host)), Clock.systemUTC());
      var line =
          DoorRig.line(
              MqttDriver.NAME,
              new Secret(Mosquitto.PASSWORD),
              MqttRig.settings(version, host, device));
      return open(driver, line, UUID.randomUUID(), SHORT);
    }
  }

  @Test
  void readsAnAnswerOnlyIfItIsToThisCommand() {
    UUID id = UUID.randomUUID();
    var named = command(id, "{command}\nopened", "refused");
    assertThat(named.read("{\"command\":\"" + id + "\",\"result\":\"opened\"}"))
        .isEqualTo(MqttCommand.Answer.OPENED);
    assertThat(named.read(id + " refused")).isEqualTo(MqttCommand.Answer.REFUSED);
    assertThat(named.read(id + " refused opened")).isEqualTo(MqttCommand.Answer.UNCLEAR);
    assertThat(named.read(id + " reopened")).isEqualTo(MqttCommand.Answer.UNCLEAR);
    assertThat(named.read(id + "0 opened")).isEqualTo(MqttCommand.Answer.NOT_OURS);
    assertThat(named.read(UUID.randomUUID() + " opened")).isEqualTo(MqttCommand.Answer.NOT_OURS);
    assertThat(named.read("")).isEqualTo(MqttCommand.Answer.NOT_OURS);
    assertThat(command(id, "opened", "").read("opened")).isEqualTo(MqttCommand.Answer.OPENED);
    assertThat(command(id, "opened", "").read("")).isEqualTo(MqttCommand.Answer.UNCLEAR);
  }

  /** As Shelly's documentation of MQTT-RPC shows request and answer. */
  @Test
  void speaksToAShellyOverItsBroker() {
    UUID id = UUID.fromString("0b5d2d2e-6f3b-4a58-9c1e-8a3f2b1c0d9e");
    var settings =
        Map.of(
            "commandBody",
            """
            {"id":"{command}","src":"doors/1","method":"Switch.Set",\
            "params":{"id":0,"on":true,"toggle_after":{seconds}}}\
            """,
            "answerText",
            "\"id\":\"{command}\"\n\"was_on\"",
            "refusalText",
            "\"error\"",
            "pulseSeconds",
            "3");
    var shelly = new MqttCommand(new DoorSettings(settings), id);
    assertThat(shelly.body(NOW))
        .isEqualTo(
            "{\"id\":\"0b5d2d2e-6f3b-4a58-9c1e-8a3f2b1c0d9e\",\"src\":\"doors/1\","
                + "\"method\":\"Switch.Set\","
                + "\"params\":{\"id\":0,\"on\":true,\"toggle_after\":3}}");
    String head =
        "{\"id\":\"" + id + "\",\"src\":\"shellyplus1-a8032abe54dc\",\"dst\":\"doors/1\",";
    assertThat(shelly.read(head + "\"result\":{\"was_on\":false}}"))
        .isEqualTo(MqttCommand.Answer.OPENED);
    assertThat(shelly.read(head + "\"error\":{\"code\":-105,\"message\":\"No handler\"}}"))
        .isEqualTo(MqttCommand.Answer.REFUSED);
  }

  @Test
  void noRandomAnswerOpensADoor() {
    var random = new Random(7);
    UUID id = UUID.randomUUID();
    var command = command(id, "{command}\nopened", "refused");
    List<String> parts = List.of(id.toString(), "open", "ed", "refuse", "d", " ", "\"", "\0", "ü");
    for (int i = 0; i < 5_000; i++) {
      var message = new StringBuilder();
      for (int n = random.nextInt(8); n > 0; n--) {
        message.append(
            random.nextInt(5) == 0
                ? String.valueOf((char) random.nextInt(0x10000))
                : parts.get(random.nextInt(parts.size())));
      }
      String text = message.toString();
      boolean mayOpen = text.contains(id.toString()) && text.contains("opened");
      boolean opens = command.read(text) == MqttCommand.Answer.OPENED;
      assertThat(opens && !mayOpen).as(text).isFalse();
    }
  }

  @Test
  void findsWholeWordsOnly() {
    assertThat(new Words("connected").in("disconnected")).isFalse();
    assertThat(new Words("ON").in("CONTACT ON")).isTrue();
    assertThat(new Words("ON").in("ONE, NONE, _ON")).isFalse();
    assertThat(new Words("\"contact\":false").in("{\"contact\":false,\"x\":1}")).isTrue();
    assertThat(new Words("").in("")).isFalse();
    assertThat(new Words("1").in("11 1")).isTrue();
  }

  @Test
  void saysWhatDoesNotGoTogether() throws Exception {
    try (var device = new FakeMqttDoor("V3", 1, false, () -> {})) {
      Map<String, String> good = MqttRig.settings("V3", "127.0.0.1:1883", device);
      assertThat(faults(good, "version", "V3")).isEmpty();
      assertThat(faults(good, "presenceTopic", "")).containsExactly("presenceTopic MISSING");
      assertThat(faults(good, "presenceText", "")).containsExactly("presenceText MISSING");
      assertThat(faults(good, "contactTopic", "")).containsExactly("contactTopic MISSING");
      assertThat(faults(good, "openText", "")).containsExactly("openText MISSING");
      assertThat(faults(good, "answerText", "opened")).containsExactly("refusalText UNUSABLE");
      assertThat(faults(good, "commandBody", "open")).containsExactly("commandBody UNUSABLE");
      assertThat(faults(good, "answerTopic", device.command))
          .containsExactly("answerTopic UNUSABLE");
      for (String topic : List.of("a/#", "+/a", "a\0b", "$SYS/x", "a\nb", "\ud800")) {
        assertThat(faults(good, "exitTopic", topic)).containsExactly("exitTopic UNUSABLE");
        assertThat(faults(good, "commandTopic", topic)).containsExactly("commandTopic UNUSABLE");
      }
      Map<String, String> five = new HashMap<>(good);
      five.put("version", "V5");
      assertThat(faults(five, "presenceTopic", "")).isEmpty();
    }
  }

  @Test
  void canWhatIsFilledIn() {
    var driver = new MqttDriver(new AllowedHosts(List.of()), Clock.systemUTC());
    assertThat(driver.capabilities(DoorSettings.NONE)).containsExactly(DoorCapability.TIMED_PULSE);
    assertThat(
            driver.capabilities(
                new DoorSettings(Map.of("contact", "OPEN_WHEN_ON", "exitTopic", "a"))))
        .containsExactlyInAnyOrder(DoorCapability.values());
  }

  private static List<String> faults(Map<String, String> good, String field, String value) {
    Map<String, String> settings = new HashMap<>(good);
    settings.put(field, value);
    return MqttFields.faults(new DoorSettings(settings)).stream()
        .map(it -> it.field() + " " + it.reason())
        .toList();
  }

  private static MqttCommand command(UUID id, String answer, String refusal) {
    return new MqttCommand(
        new DoorSettings(Map.of("answerText", answer, "refusalText", refusal)), id);
  }

  private static Opening open(MqttDriver driver, DoorLine line, UUID entry, Duration time) {
    return driver.open(new DoorCommand(line, entry, System.nanoTime() + time.toNanos()));
  }

  /** What a new watch hears at its beginning. */
  private static List<Object> watcherless(Site site) throws Exception {
    try (var watcher = new Watcher(site)) {
      within(TIME, () -> !watcher.heard.isEmpty());
      return List.copyOf(watcher.heard);
    }
  }

  private static Clock whenRead(Runnable what) {
    return new Clock() {
      @Override
      public Instant instant() {
        what.run();
        return NOW;
      }

      @Override
      public ZoneId getZone() {
        return ZoneId.of("UTC");
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private static Mqtt5AsyncClient spy(String topic, List<Mqtt5Publish> seen) throws Exception {
    var client =
        MqttClient.builder()
            .serverHost("127.0.0.1")
            .serverPort(Mosquitto.shared().port())
            .useMqttVersion5()
            .buildAsync();
    client.publishes(MqttGlobalPublishFilter.ALL, seen::add);
    client
        .connectWith()
        .simpleAuth()
        .username(Mosquitto.DEVICE)
        .password(Mosquitto.PASSWORD.getBytes(UTF_8))
        .applySimpleAuth()
        .send()
        .get(5, TimeUnit.SECONDS);
    client.subscribeWith().topicFilter(topic).send().get(5, TimeUnit.SECONDS);
    return client;
  }

  private static void within(Duration limit, BooleanSupplier what) throws InterruptedException {
    long giveUp = System.nanoTime() + limit.toNanos();
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(giveUp);
      Thread.sleep(20);
    }
  }
}
