package dev.postern.door.driver.uhppote;

import dev.postern.door.Contact;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorSettings;
import dev.postern.door.DoorSign;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.uhppote.UhppoteBells.Bell;
import dev.postern.door.driver.uhppote.UhppoteBoard.Mute;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a board twice a second, and at once when its bell rings: what the contact reads, and
 * what the board has written down since the last look, in that order in which it happened.
 */
final class UhppoteWatch {
  private static final Logger LOG = LoggerFactory.getLogger(UhppoteWatch.class);

  /** A board that rings without end is looked at no oftener than this. */
  private static final Duration BETWEEN_RINGS = Duration.ofMillis(50);

  private static final Duration BETWEEN_REMINDERS = Duration.ofMinutes(1);

  /** What happened while nobody watched: this many events are asked for, for this long. */
  private static final int MOST_MISSED = 200;

  private static final Duration LONGEST_CATCHING_UP = Duration.ofSeconds(5);
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(1);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);

  private final UhppoteSettings settings;
  private final UhppoteBoard board;
  private final Bell bell;
  private final DoorListener listener;
  private final Clock clock;

  /** The greatest number that was ever told. */
  private long told;

  /** The board's last event of which all is told; below 0 before the first look. */
  private long last = -1;

  /** Whether the board may not know yet what {@link #remind} tells it. */
  private boolean forgetful = true;

  private long remindedAt = System.nanoTime() - BETWEEN_REMINDERS.toNanos();
  private long clockSetAt = remindedAt;

  UhppoteWatch(
      DoorSettings settings, UhppoteBoard board, Bell bell, DoorListener listener, Clock clock) {
    this.settings = new UhppoteSettings(settings);
    this.board = board;
    this.bell = bell;
    this.listener = listener;
    this.clock = clock;
  }

  /** Returns when the line is lost. */
  OpeningReason run(long after) throws InterruptedException {
    told = after;
    try {
      while (true) {
        UhppoteBoard now = board.within(DoorDriver.LONGEST_LOOK);
        if (forgetful || passed(BETWEEN_REMINDERS, remindedAt)) {
          if (!now.control(settings.door()).isControlled()) return OpeningReason.DEVICE_REFUSED;
          remind();
        }
        look(now.status());
        Thread.sleep(BETWEEN_RINGS);
        bell.await(DoorDriver.BETWEEN_LOOKS.minus(BETWEEN_RINGS));
      }
    } catch (Mute e) {
      if (Thread.interrupted()) throw new InterruptedException();
      return e.because();
    }
  }

  /** Only makes the door's signs come sooner, or at all; what it reads does not hang on it. */
  private void remind() {
    try {
      UhppoteBoard now = board.within(LONGEST_QUESTION);
      InetSocketAddress ours = bell.rungAt();
      boolean others = ours != null && !now.listener().equals(ours);
      if (ours != null && others) now.setListener(ours);
      if (others && !now.listener().equals(ours)) LOG.warn("{} does not send to {}", board, ours);
      boolean records = (!forgetful && !others) || now.recordSpecialEvents();
      if (!records) LOG.warn("{} records neither its doors nor its buttons", board);
    } catch (Mute e) {
      LOG.warn("{} did not take where to send what happens: {}", board, e.because());
    }
    forgetful = false;
    remindedAt = System.nanoTime();
  }

  private void look(UhppoteStatus status) throws Mute {
    catchUp(status.lastEvent());
    DoorSettings all = settings.settings();
    listener.well(all.hasContact() ? all.contact(status.contact(settings.door())) : null);
    correctClock(status);
  }

  private void catchUp(UhppoteEvent newest) throws Mute {
    if (last < 0) last = firstLast(newest.index());
    if (newest.index() < last) {
      LOG.info("{} counts its events anew", board);
      last = 0;
      forgetful = true;
    }
    long startedAt = System.nanoTime();
    long first = Math.max(last, newest.index() - MOST_MISSED) + 1;
    for (long i = first; i < newest.index() && !passed(LONGEST_CATCHING_UP, startedAt); i++) {
      board.within(LONGEST_QUESTION).event(i).ifPresent(this::tell);
    }
    if (newest.index() > last) tell(newest);
    last = newest.index();
  }

  /**
   * What was there before anybody watched is no news. A board that counts lower than what was told
   * began anew in between: what it has kept since cannot be told from what we have heard already.
   */
  private long firstLast(long newest) {
    return told == 0 ? newest : Math.min(told, newest);
  }

  private void tell(UhppoteEvent event) {
    if (event.type() != UhppoteEvent.OF_A_DOOR || event.door() != settings.door()) return;
    switch (event.reason()) {
      case UhppoteEvent.BUTTON -> tell(DoorSign.Kind.EXIT_BUTTON, event.index());
      case UhppoteEvent.DOOR_OPEN -> tellContact(true, event.index());
      case UhppoteEvent.DOOR_CLOSED -> tellContact(false, event.index());
      default -> {} // a card, or a door opened over the network
    }
  }

  private void tellContact(boolean on, long index) {
    DoorSettings all = settings.settings();
    if (!all.hasContact()) return;
    boolean open = all.contact(on) == Contact.OPEN;
    tell(open ? DoorSign.Kind.OPENED : DoorSign.Kind.CLOSED, index);
  }

  /**
   * After the board began anew, its numbers are no longer greater than what was told: then none.
   */
  private void tell(DoorSign.Kind kind, long index) {
    listener.heard(new DoorSign(kind, index > told ? index : 0));
    told = Math.max(told, index);
  }

  /** Nothing is decided by a board's clock; it is right for whoever reads the board's own list. */
  private void correctClock(UhppoteStatus status) {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
    boolean right =
        status.time().stream()
            .anyMatch(it -> Duration.between(it, now).abs().compareTo(CLOCK_TOLERANCE) < 0);
    if (right || !passed(BETWEEN_REMINDERS, clockSetAt)) return;
    clockSetAt = System.nanoTime();
    try {
      board.within(LONGEST_QUESTION).setTime(now);
      LOG.info("Set the clock of {}, which said {}", board, status.time());
    } catch (Mute e) {
      LOG.warn("{} did not take the time: {}", board, e.because());
    }
  }

  private static boolean passed(Duration time, long since) {
    return System.nanoTime() - since >= time.toNanos();
  }
}
