package dev.postern.door.driver.uhppote;

import static dev.postern.door.DoorSign.Kind.CLOSED;
import static dev.postern.door.DoorSign.Kind.EXIT_BUTTON;
import static dev.postern.door.DoorSign.Kind.OPENED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.door.AllowedHosts;
import dev.postern.door.Contact;
import dev.postern.door.DoorCapability;
import dev.postern.door.DoorCommand;
import dev.postern.door.DoorFault;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorRig;
import dev.postern.door.DoorSettings;
import dev.postern.door.DoorSign;
import dev.postern.door.Health;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UhppoteDriverTest {
  private static final long SERIAL = 405_419_896;
  private static final int DOOR = 2;
  private static final Duration TIME = Duration.ofSeconds(3);
  private static final Duration SHORT = Duration.ofMillis(600);

  private final List<UhppoteFrame> requests = new CopyOnWriteArrayList<>();
  private volatile UhppoteSimulator.Wire wire = UhppoteSimulator.Wire.SOUND;
  private UhppoteSimulator simulator;
  private Map<String, String> settings;

  @BeforeEach
  void plugIn() throws IOException {
    simulator = new UhppoteSimulator(0, SERIAL, 0x892, this::carry);
    settings = new HashMap<>();
    settings.put("host", host());
    settings.put("serial", "" + SERIAL);
    settings.put("door", "" + DOOR);
    settings.put("pulseSeconds", "5");
    settings.put("contact", "OPEN_WHEN_ON");
  }

  @AfterEach
  void unplug() {
    simulator.close();
  }

  @Test
  void asksHowTheDoorIsSetAndThenSendsTheCommandOnce() {
    assertThat(open(TIME)).isEqualTo(new Opened());

    assertThat(hexOfRequests())
        .containsExactly("17820000" + "78372a1802", "17400000" + "78372a1802");
  }

  @Test
  void setsTheBoardsTimerBeforeTheCommandWhenItIsAnother() {
    settings.put("pulseSeconds", "7");

    assertThat(open(TIME)).isEqualTo(new Opened());
    assertThat(open(TIME)).isEqualTo(new Opened());

    assertThat(hexOfRequests())
        .containsExactly(
            "1782000078372a1802",
            "1780000078372a18020307",
            "1740000078372a1802",
            "1782000078372a1802",
            "1740000078372a1802");
  }

  @Test
  void doesNotOpenByATimerThatTheBoardDidNotTake() {
    settings.put("pulseSeconds", "7");
    wire = answering(UhppoteFrame.SET_DOOR, frame -> frame.put(8, DOOR).put(9, 3).put(10, 60));

    assertThat(open(TIME)).isEqualTo(new NotOpened(OpeningReason.DEVICE_REFUSED));
    assertThat(asked(UhppoteFrame.OPEN_DOOR)).isZero();
  }

  @Test
  void leavesADoorAloneThatTheBoardHoldsOpenOrLocked() {
    for (int mode : new int[] {0, 1, 2, 4}) {
      wire = answering(UhppoteFrame.GET_DOOR, it -> it.put(8, DOOR).put(9, mode).put(10, 9));

      assertThat(open(TIME)).isEqualTo(new NotOpened(OpeningReason.DEVICE_REFUSED));
      assertThat(probe()).isEqualTo(new Health.Ill(OpeningReason.DEVICE_REFUSED));
    }
    assertThat(asked(UhppoteFrame.OPEN_DOOR) + asked(UhppoteFrame.SET_DOOR)).isZero();
  }

  @Test
  void asksAgainWhenAQuestionIsLost() {
    var lost = new AtomicInteger();
    wire =
        (request, board, back) -> {
          if (request.function() == UhppoteFrame.GET_DOOR && lost.getAndIncrement() < 1) return;
          UhppoteSimulator.Wire.SOUND.carry(request, board, back);
        };

    assertThat(open(TIME)).isEqualTo(new Opened());
    assertThat(asked(UhppoteFrame.GET_DOOR)).isEqualTo(2);
    assertThat(asked(UhppoteFrame.OPEN_DOOR)).isEqualTo(1);
  }

  @Test
  void sendsTheCommandOnceHoweverLongNobodyAnswers() {
    wire = without(UhppoteFrame.OPEN_DOOR);

    assertThat(open(SHORT)).isEqualTo(new Unknown(OpeningReason.NO_ANSWER));
    assertThat(asked(UhppoteFrame.OPEN_DOOR)).isEqualTo(1);
  }

  @Test
  void isUnreachableWhenTheBoardIsSilentAndWhenItIsAnotherBoard() {
    settings.put("serial", "" + (SERIAL + 1));

    assertThat(open(SHORT)).isEqualTo(new NotOpened(OpeningReason.UNREACHABLE));
    assertThat(asked(UhppoteFrame.OPEN_DOOR)).isZero();
  }

  @Test
  void isSilentWhenSomethingAnswersThatIsNoBoard() {
    wire = (request, board, back) -> back.accept(new byte[] {1, 2, 3});

    assertThat(open(SHORT)).isEqualTo(new NotOpened(OpeningReason.SILENT));
    assertThat(asked(UhppoteFrame.OPEN_DOOR)).isZero();
  }

  @Test
  void doesNotBelieveTheNetworkAboutTheCommand() {
    wire =
        (request, board, back) -> {
          UhppoteSimulator.Wire.SOUND.carry(request, board, back);
          simulator.close(); // so that the command finds nobody there
        };

    // Usually cut off; without an answer if the command was quicker than the end of the board.
    assertThat(open(SHORT)).isInstanceOf(Unknown.class);
  }

  @Test
  void saysRefusedWhenTheBoardSaysNoAndUnknownWhenItSaysNeither() {
    wire = answering(UhppoteFrame.OPEN_DOOR, frame -> frame.put(8, 0));
    assertThat(open(TIME)).isEqualTo(new NotOpened(OpeningReason.DEVICE_REFUSED));

    wire = answering(UhppoteFrame.OPEN_DOOR, frame -> frame.put(8, 2));
    assertThat(open(TIME)).isEqualTo(new Unknown(OpeningReason.UNCLEAR_ANSWER));
  }

  @Test
  void isSureOfNothingThatIsNoAnswerToTheCommand() {
    var random = new Random(20_261_124);
    for (int round = 0; round < 3; round++) {
      wire =
          (request, board, back) -> {
            if (request.function() != UhppoteFrame.OPEN_DOOR) {
              UhppoteSimulator.Wire.SOUND.carry(request, board, back);
              return;
            }
            for (int i = 0; i < 200; i++) back.accept(noise(random));
          };

      assertThat(open(Duration.ofMillis(200))).isEqualTo(new Unknown(OpeningReason.UNCLEAR_ANSWER));
    }
  }

  /** Any length but a frame's, or a frame of another function. */
  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(100)];
    random.nextBytes(bytes);
    if (bytes.length == UhppoteFrame.LENGTH) bytes[1] = UhppoteFrame.STATUS;
    return bytes;
  }

  @Test
  void callsNoBoardThatIsNotOnTheList() throws InterruptedException {
    var driver = new UhppoteDriver(new AllowedHosts(List.of("127.0.0.1")), Clock.systemUTC());
    var command = new DoorCommand(line(), UUID.randomUUID(), System.nanoTime() + TIME.toNanos());

    assertThat(driver.open(command)).isEqualTo(new NotOpened(OpeningReason.HOST_NOT_ALLOWED));
    assertThat(driver.probe(line(), TIME))
        .isEqualTo(new Health.Ill(OpeningReason.HOST_NOT_ALLOWED));
    assertThat(driver.watch(line(), 0, new Told())).isEqualTo(OpeningReason.HOST_NOT_ALLOWED);
    assertThat(requests).isEmpty();
  }

  @Test
  void asksNothingAfterTheDeadline() {
    assertThat(open(Duration.ZERO)).isEqualTo(new NotOpened(OpeningReason.TOO_LATE));
    assertThat(requests).isEmpty();
  }

  @Test
  void saysWhatTheBoardIsAndWhatTheContactReads() {
    assertThat(probe()).isEqualTo(new Health.Well(Contact.CLOSED, "UHPPOTE 405419896, 8.92"));

    simulator.board().move(DOOR, true);
    assertThat(probe()).isEqualTo(new Health.Well(Contact.OPEN, "UHPPOTE 405419896, 8.92"));

    settings.put("contact", "OPEN_WHEN_OFF");
    assertThat(probe()).isEqualTo(new Health.Well(Contact.CLOSED, "UHPPOTE 405419896, 8.92"));

    settings.put("contact", "NONE");
    assertThat(probe()).isEqualTo(new Health.Well(null, "UHPPOTE 405419896, 8.92"));
    assertThat(asked(UhppoteFrame.OPEN_DOOR) + asked(UhppoteFrame.SET_DOOR)).isZero();
  }

  @Test
  void canTellTheExitButtonAndTheContactOnlyIfThereIsOne() {
    var none = new DoorSettings(Map.of("contact", "NONE"));

    assertThat(driver().capabilities(new DoorSettings(settings)))
        .containsExactlyInAnyOrder(DoorCapability.values());
    assertThat(driver().capabilities(none))
        .containsExactlyInAnyOrder(DoorCapability.TIMED_PULSE, DoorCapability.EXIT_BUTTON);
  }

  @Test
  void takesNoNameForABoardAndNoSerialNumberThatIsNone() {
    assertThat(driver().faults(new DoorSettings(settings))).isEmpty();
    for (String serial : List.of("0", "4294967296", "-1", "12a", "9999999999")) {
      assertThat(faultAt("serial", serial)).isEqualTo(DoorFault.Reason.UNUSABLE);
    }
    assertThat(faultAt("host", "board.example:60000")).isEqualTo(DoorFault.Reason.UNUSABLE);
    assertThat(faultAt("listenHost", "256.1.1.1")).isEqualTo(DoorFault.Reason.UNUSABLE);
    assertThat(faultAt("listenHost", "postern.example")).isEqualTo(DoorFault.Reason.UNUSABLE);

    settings.put("host", "board.example:60000");
    assertThat(open(TIME)).isEqualTo(new NotOpened(OpeningReason.NOT_READY));
  }

  @Test
  void tellsWhatHappenedWhileNobodyWatchedInItsOrder() throws Exception {
    boardRecords();
    simulator.board().move(DOOR, true); // 1
    simulator.board().press(DOOR); // 2
    simulator.board().press(DOOR + 1); // 3, another door's
    simulator.board().move(DOOR, false); // 4

    try (var told = new Told().watch(1)) {
      within(() -> told.looks() > 0);
      assertThat(told.signs).containsExactly(new DoorSign(EXIT_BUTTON, 2), new DoorSign(CLOSED, 4));
    }
    assertThat(asked(UhppoteFrame.GET_EVENT)).isEqualTo(2);
  }

  @Test
  void tellsNothingThatWasBeforeAnybodyWatched() throws Exception {
    boardRecords();
    simulator.board().press(DOOR);

    try (var told = new Told().watch(0)) {
      within(() -> told.looks() > 1);
      assertThat(told.signs).isEmpty();
    }
  }

  @Test
  void catchesUpWithTheLastTwoHundredAtMost() throws Exception {
    boardRecords();
    for (int i = 0; i < 250; i++) simulator.board().press(DOOR);

    try (var told = new Told().watch(1)) {
      within(() -> told.looks() > 0);
      assertThat(told.signs).hasSize(200);
      assertThat(told.signs.getFirst().number()).isEqualTo(51);
      assertThat(told.signs.getLast().number()).isEqualTo(250);
    }
  }

  @Test
  void tellsTheSignsOfABoardThatWasResetWithoutANumber() throws Exception {
    settings.put("listenPort", "" + UhppoteRig.freePort());
    boardRecords();
    for (int i = 0; i < 3; i++) simulator.board().press(DOOR);

    try (var told = new Told().watch(2)) {
      within(() -> told.signs.size() == 1);
      simulator.board().reset();
      int looks = told.looks();
      within(() -> told.looks() > looks + 1 && asked(UhppoteFrame.RECORD_SPECIAL_EVENTS) == 2);
      for (int i = 0; i < 4; i++) simulator.board().press(DOOR);
      within(() -> told.signs.size() == 5);
      assertThat(told.signs).extracting(DoorSign::number).containsExactly(3L, 0L, 0L, 0L, 4L);
    }
    try (var again = new Told().watch(9)) {
      within(() -> again.looks() > 0);
      assertThat(again.signs).isEmpty();
      simulator.board().press(DOOR);
      within(() -> !again.signs.isEmpty());
      assertThat(again.signs).containsExactly(new DoorSign(EXIT_BUTTON, 0));
    }
  }

  @Test
  void believesNothingOfWhatIsSentInTheBoardsName() throws Exception {
    int port = UhppoteRig.freePort();
    settings.put("listenPort", "" + port);
    var forged =
        UhppoteFrame.of(UhppoteFrame.STATUS, SERIAL)
            .putLong(8, 99)
            .put(12, UhppoteEvent.OF_A_DOOR)
            .put(14, DOOR)
            .put(27, UhppoteEvent.DOOR_OPEN)
            .put(27 + DOOR, 1);

    try (var told = new Told().watch(0)) {
      within(() -> told.looks() > 0);
      int looks = told.looks();
      simulator.send(forged.bytes(), here(port));
      within(() -> told.looks() > looks);
      assertThat(told.signs).isEmpty();
      assertThat(told.contact).isEqualTo(Contact.CLOSED);
    }
  }

  @Test
  void entersItselfAtTheBoardAndHearsItBeforeTheNextLook() throws Exception {
    int port = UhppoteRig.freePort();
    settings.put("listenPort", "" + port);

    try (var told = new Told().watch(0)) {
      within(() -> told.looks() > 0);
      assertThat(listenerOfTheBoard()).isEqualTo(here(port));
      long slowest = 0;
      for (int i = 0; i < 4; i++) {
        boolean open = i % 2 == 0;
        int heard = told.signs.size();
        long moved = System.nanoTime();
        simulator.board().move(DOOR, open);
        within(() -> told.signs.size() > heard);
        slowest = Math.max(slowest, System.nanoTime() - moved);
      }
      assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofMillis(400));
      assertThat(told.signs)
          .extracting(DoorSign::kind)
          .containsExactly(OPENED, CLOSED, OPENED, CLOSED);
    }
  }

  @Test
  void leavesTheBoardsListenerAloneWithoutAPort() throws Exception {
    var other = here(9);
    ask(UhppoteBoard.putAddress(UhppoteFrame.of(UhppoteFrame.SET_LISTENER, SERIAL), other));

    try (var told = new Told().watch(0)) {
      within(() -> told.looks() > 0);
      simulator.board().press(DOOR);
      within(() -> !told.signs.isEmpty());
    }
    assertThat(listenerOfTheBoard()).isEqualTo(other);
  }

  @Test
  void onlyLooksWhenItsPortIsTaken() throws Exception {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var taken = new DatagramSocket(loopback)) {
      settings.put("listenPort", "" + taken.getLocalPort());
      settings.put("listenHost", "127.0.0.1");
      try (var told = new Told().watch(0)) {
        within(() -> told.looks() > 0);
        simulator.board().press(DOOR);
        within(() -> !told.signs.isEmpty());
      }
    }
  }

  @Test
  void watchesABoardThatTakesNeitherListenerNorTime() throws Exception {
    settings.put("listenPort", "" + UhppoteRig.freePort());
    simulator.board().clockOff(Duration.ofDays(9));
    wire =
        (request, board, back) -> {
          boolean known = List.of(0x20, 0x82).contains(request.function());
          if (known) UhppoteSimulator.Wire.SOUND.carry(request, board, back);
        };

    try (var told = new Told().watch(0)) {
      within(() -> told.looks() > 0);
      assertThat(told.lost).isNull();
    }
  }

  @Test
  void setsTheBoardsClockToTheTimeOfThisMachine() throws Exception {
    simulator.board().clockOff(Duration.ofHours(-5));

    try (var told = new Told().watch(0)) {
      within(() -> told.looks() > 1);
    }
    var now = LocalDateTime.ofInstant(Clock.systemUTC().instant(), ZoneId.systemDefault());
    assertThat(Duration.between(simulator.board().time(), now).abs())
        .isLessThan(Duration.ofSeconds(3));
    assertThat(asked(UhppoteFrame.SET_TIME)).isEqualTo(1);
  }

  @Test
  void losesTheLineWhenNobodyIsThere() throws Exception {
    try (var told = new Told().watch(0)) {
      within(() -> told.looks() > 0);
      simulator.close();
      within(() -> told.lost == OpeningReason.UNREACHABLE);
    }
  }

  @Test
  void ringsForItsOwnBoardAloneAndSharesAPort() throws Exception {
    int port = UhppoteRig.freePort();
    var at = here(port);
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    InetAddress elsewhere = InetAddress.ofLiteral("127.0.0.2");
    var bells = new UhppoteBells();
    try (var ours = bells.hang(at, here, SERIAL);
        var another = bells.hang(at, here, SERIAL + 1);
        var far = bells.hang(at, elsewhere, SERIAL)) {
      var event = UhppoteFrame.of(UhppoteFrame.STATUS, SERIAL);
      simulator.send(event.asOldEvent().bytes(), at);

      assertThat(rings(ours)).isTrue();
      assertThat(rings(another)).isFalse();
      assertThat(rings(far)).isFalse();

      simulator.send(UhppoteFrame.of(UhppoteFrame.OPEN_DOOR, SERIAL).bytes(), at);
      simulator.send(new byte[] {0x17, 0x20}, at);
      assertThat(rings(ours)).isFalse();
    }
    try (var free = new DatagramSocket(at)) {
      assertThat(free.isBound()).isTrue();
    }
  }

  private static boolean rings(UhppoteBells.Bell bell) throws InterruptedException {
    long start = System.nanoTime();
    bell.await(Duration.ofMillis(150));
    return System.nanoTime() - start < Duration.ofMillis(140).toNanos();
  }

  private void carry(UhppoteFrame request, SimulatedBoard board, Consumer<byte[]> back) {
    requests.add(request);
    wire.carry(request, board, back);
  }

  private static UhppoteSimulator.Wire without(int function) {
    return (request, board, back) -> {
      if (request.function() == function) return;
      UhppoteSimulator.Wire.SOUND.carry(request, board, back);
    };
  }

  private static UhppoteSimulator.Wire answering(int function, Consumer<UhppoteFrame> answer) {
    return (request, board, back) -> {
      if (request.function() != function) {
        UhppoteSimulator.Wire.SOUND.carry(request, board, back);
        return;
      }
      UhppoteFrame frame = UhppoteFrame.of(function, SERIAL);
      answer.accept(frame);
      back.accept(frame.bytes());
    };
  }

  private long asked(int function) {
    return requests.stream().filter(it -> it.function() == function).count();
  }

  /** Without the zeros at the end. */
  private List<String> hexOfRequests() {
    return requests.stream()
        .map(it -> HexFormat.of().formatHex(it.bytes()).replaceAll("(00)+$", ""))
        .toList();
  }

  private void boardRecords() {
    ask(UhppoteFrame.of(UhppoteFrame.RECORD_SPECIAL_EVENTS, SERIAL).put(8, 1));
  }

  private InetSocketAddress listenerOfTheBoard() {
    return UhppoteBoard.address(ask(UhppoteFrame.of(UhppoteFrame.GET_LISTENER, SERIAL)));
  }

  private UhppoteFrame ask(UhppoteFrame request) {
    return simulator.board().answer(request).orElseThrow();
  }

  private static InetSocketAddress here(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private String host() {
    return "127.0.0.1:" + simulator.port();
  }

  private UhppoteDriver driver() {
    return new UhppoteDriver(new AllowedHosts(List.of(host())), Clock.systemUTC());
  }

  private DoorLine line() {
    return DoorRig.line(UhppoteDriver.NAME, null, settings);
  }

  private Opening open(Duration time) {
    return driver()
        .open(new DoorCommand(line(), UUID.randomUUID(), System.nanoTime() + time.toNanos()));
  }

  private Health probe() {
    return driver().probe(line(), TIME);
  }

  private DoorFault.Reason faultAt(String field, String value) {
    var changed = new HashMap<>(settings);
    changed.put(field, value);
    List<DoorFault> faults = driver().faults(new DoorSettings(changed));
    assertThat(faults).extracting(DoorFault::field).containsExactly(field);
    return faults.getFirst().reason();
  }

  private static void within(BooleanSupplier what) throws InterruptedException {
    long giveUp = System.nanoTime() + Duration.ofSeconds(6).toNanos();
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(giveUp);
      Thread.sleep(10);
    }
  }

  /** What was told, as it was told. */
  private final class Told implements DoorListener, AutoCloseable {
    private final List<DoorSign> signs = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private volatile @Nullable Contact contact;
    private volatile @Nullable OpeningReason lost;
    private @Nullable Thread thread;

    private Told watch(long after) {
      thread =
          Thread.startVirtualThread(() -> {
            try {
              lost = driver().watch(line(), after, this);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      return this;
    }

    @Override
    public void well(@Nullable Contact now) {
      contact = now;
      looks.incrementAndGet();
    }

    int looks() {
      return looks.get();
    }

    @Override
    public void heard(DoorSign sign) {
      signs.add(sign);
    }

    @Override
    public void close() {
      if (thread == null) return;
      thread.interrupt();
      try {
        assertThat(thread.join(Duration.ofSeconds(3))).isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(lost).isIn(null, OpeningReason.UNREACHABLE);
    }
  }
}
