package dev.postern.door.driver.uhppote;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A board with four doors as it behaves: it is silent to what is not for it or makes no sense,
 * keeps its events when the power goes, tells them to one listener, and ends each pulse itself.
 */
final class SimulatedBoard {
  static final int DOORS = 4;

  private static final LocalDateTime NEVER_SET = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final int ALWAYS_LOCKED = 2;
  private static final int WARNING = 3;
  private static final int POWER_ON = 0x1c;
  private static final int OPENED_REMOTELY = 0x2c;
  private static final int FIRMWARE_WITH_ITS_OWN_START = 0x662;

  private final Clock clock;
  private final long serial;
  private final int firmware;
  private final BiConsumer<InetSocketAddress, UhppoteFrame> sender;
  private final List<Function<UhppoteFrame, UhppoteFrame>> events = new ArrayList<>();
  private final Leaf[] doors = new Leaf[DOORS];
  private Duration clockOff = Duration.ZERO;
  private boolean recordsSpecialEvents;
  private @Nullable InetSocketAddress listener;

  /** What is behind one door's terminals. */
  private static final class Leaf {
    private int mode = 3;
    private int seconds = 5;
    private int releases;
    private long lockedAt = System.nanoTime();
    private boolean contact;
    private boolean stuck;

    private boolean isReleased() {
      return mode == 1 || (mode == 3 && lockedAt - System.nanoTime() > 0);
    }

    private void release() {
      if (mode == ALWAYS_LOCKED) return;
      if (!isReleased()) releases++;
      lockedAt = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    }
  }

  /**
   * @param firmware as its maker writes it, in hexadecimal digits: 0x892 is 8.92
   * @param sender takes what the board sends by itself, and where to
   */
  SimulatedBoard(
      Clock clock, long serial, int firmware, BiConsumer<InetSocketAddress, UhppoteFrame> sender) {
    this.clock = clock;
    this.serial = serial;
    this.firmware = firmware;
    this.sender = sender;
    for (int i = 0; i < DOORS; i++) doors[i] = new Leaf();
  }

  /** Empty where a board keeps silent. */
  synchronized Optional<UhppoteFrame> answer(UhppoteFrame request) {
    boolean search = request.function() == UhppoteFrame.GET_BOARD && request.serial() == 0;
    if (request.serial() != serial && !search) return Optional.empty();
    UhppoteFrame answer = UhppoteFrame.of(request.function(), serial);
    return switch (request.function()) {
      case UhppoteFrame.STATUS -> Optional.of(status(events.size(), answer));
      case UhppoteFrame.GET_BOARD -> Optional.of(describe(answer));
      case UhppoteFrame.SET_TIME -> setTime(request, answer);
      case UhppoteFrame.GET_EVENT -> Optional.of(event(request.longAt(8), answer));
      case UhppoteFrame.GET_LISTENER -> Optional.of(listener(answer));
      case UhppoteFrame.SET_LISTENER -> {
        listener = UhppoteBoard.address(request);
        yield Optional.of(answer.put(8, 1));
      }
      case UhppoteFrame.RECORD_SPECIAL_EVENTS -> {
        recordsSpecialEvents = request.at(8) == 1;
        yield Optional.of(answer.put(8, 1));
      }
      default -> atDoor(request, answer);
    };
  }

  /** Moves the leaf; a stuck contact does not follow. */
  synchronized void move(int door, boolean open) {
    if (!doors[door - 1].stuck) contact(door, open);
  }

  /** Whatever the leaf does from now on. */
  synchronized void stick(int door, boolean open) {
    contact(door, open);
    doors[door - 1].stuck = true;
  }

  synchronized void press(int door) {
    doors[door - 1].release();
    special(UhppoteEvent.BUTTON, door);
  }

  /** The power goes and comes back. */
  synchronized void reboot() {
    for (Leaf door : doors) door.lockedAt = System.nanoTime();
    add(WARNING, POWER_ON, 0);
  }

  /** It is as it left its factory. */
  synchronized void reset() {
    for (Leaf door : doors) {
      door.lockedAt = System.nanoTime();
      door.mode = 3;
      door.seconds = 5;
    }
    events.clear();
    listener = null;
    recordsSpecialEvents = false;
    clockOff = Duration.between(LocalDateTime.ofInstant(clock.instant(), zone()), NEVER_SET);
  }

  synchronized long lastEvent() {
    return events.size();
  }

  /** Sends an event to whoever listens; the network may bring it there once more. */
  synchronized void tell(long index) {
    if (listener == null) return;
    UhppoteFrame frame = status(index, UhppoteFrame.of(UhppoteFrame.STATUS, serial));
    sender.accept(listener, firmware == FIRMWARE_WITH_ITS_OWN_START ? frame.asOldEvent() : frame);
  }

  synchronized void clockOff(Duration off) {
    clockOff = off;
  }

  synchronized LocalDateTime time() {
    return LocalDateTime.ofInstant(clock.instant(), zone()).plus(clockOff);
  }

  synchronized boolean isReleased(int door) {
    return doors[door - 1].isReleased();
  }

  synchronized int releases(int door) {
    return doors[door - 1].releases;
  }

  private Optional<UhppoteFrame> atDoor(UhppoteFrame request, UhppoteFrame answer) {
    int number = request.at(8);
    if (number < 1 || number > DOORS) return Optional.empty();
    Leaf door = doors[number - 1];
    return switch (request.function()) {
      case UhppoteFrame.GET_DOOR -> Optional.of(control(door, answer.put(8, number)));
      case UhppoteFrame.SET_DOOR -> {
        if (request.at(9) >= 1 && request.at(9) <= 3) door.mode = request.at(9);
        door.seconds = request.at(10);
        yield Optional.of(control(door, answer.put(8, number)));
      }
      case UhppoteFrame.OPEN_DOOR -> {
        door.release();
        add(UhppoteEvent.OF_A_DOOR, OPENED_REMOTELY, number);
        yield Optional.of(answer.put(8, 1));
      }
      default -> Optional.empty();
    };
  }

  private static UhppoteFrame control(Leaf door, UhppoteFrame answer) {
    return answer.put(9, door.mode).put(10, door.seconds);
  }

  private UhppoteFrame describe(UhppoteFrame answer) {
    return answer
        .put(26, firmware >> 8)
        .put(27, firmware)
        .putAll(28, new byte[] {0x20, 0x20, 1, 1});
  }

  private Optional<UhppoteFrame> setTime(UhppoteFrame request, UhppoteFrame answer) {
    Optional<LocalDateTime> time = request.timeAt(8);
    if (time.isEmpty()) return Optional.empty();
    clockOff = Duration.between(LocalDateTime.ofInstant(clock.instant(), zone()), time.get());
    return Optional.of(answer.putTime(8, time()));
  }

  private UhppoteFrame listener(UhppoteFrame answer) {
    return listener == null ? answer : UhppoteBoard.putAddress(answer, listener);
  }

  /** No event has the number 0 or one that has not been given yet. */
  private UhppoteFrame event(long index, UhppoteFrame frame) {
    if (index < 1 || index > events.size()) return frame;
    return events.get((int) index - 1).apply(frame.putLong(8, index));
  }

  private UhppoteFrame status(long index, UhppoteFrame frame) {
    LocalDateTime now = time();
    event(index, frame);
    int released = 0;
    for (int i = 0; i < DOORS; i++) {
      frame.put(28 + i, doors[i].contact ? 1 : 0);
      if (doors[i].isReleased()) released |= 1 << i;
    }
    return frame
        .put(49, released)
        .putDigits(51, now.getYear() % 100)
        .putDigits(52, now.getMonthValue())
        .putDigits(53, now.getDayOfMonth())
        .putDigits(37, now.getHour())
        .putDigits(38, now.getMinute())
        .putDigits(39, now.getSecond());
  }

  private void contact(int door, boolean on) {
    if (doors[door - 1].contact == on) return;
    doors[door - 1].contact = on;
    special(on ? UhppoteEvent.DOOR_OPEN : UhppoteEvent.DOOR_CLOSED, door);
  }

  private void special(int reason, int door) {
    if (recordsSpecialEvents) add(UhppoteEvent.OF_A_DOOR, reason, door);
  }

  private void add(int type, int reason, int door) {
    LocalDateTime now = time();
    events.add(frame ->
        frame.put(12, type).put(13, 1).put(14, door).put(15, 1).putTime(20, now).put(27, reason));
    tell(events.size());
  }

  private static ZoneId zone() {
    return ZoneId.systemDefault();
  }
}
