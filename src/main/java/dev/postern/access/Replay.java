package dev.postern.access;

import dev.postern.door.Doors;
import dev.postern.place.Kiosk;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The answer to an attempt that was made before: read, never made anew. */
@Component
class Replay {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** A little more than the longest time in which a door answers. */
  private static final Duration LONGEST_WAIT = Entries.DOOR_DEADLINE.plusSeconds(1);

  private final EntryTable table;
  private final Doors doors;

  Replay(EntryTable table, Doors doors) {
    this.table = table;
    this.doors = doors;
  }

  /** Waits for the first request's door if it is still moving. */
  EntryAnswer answer(Kiosk kiosk, UUID attemptId) {
    return answer(kiosk.id(), kiosk.room().id(), attemptId);
  }

  /**
   * @param kioskId null for a door that staff opened from the portal
   */
  EntryAnswer answer(@Nullable UUID kioskId, UUID roomId, UUID attemptId) {
    long giveUp = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (true) {
      EntryTable.Answered answered = table.answered(attemptId);
      // Another kiosk's attempt is nobody's business here.
      if (!Objects.equals(answered.kioskId(), kioskId)) return new EntryAnswer.Refused();
      if (answered.refusal() != null) return told(answered.refusal());
      if (answered.opening() != null) return told(roomId, answered);
      if (System.nanoTime() > giveUp) return new EntryAnswer.Unknown();
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EntryAnswer.Unknown();
      }
    }
  }

  /** At the kiosk every refusal reads the same, but for those that say nothing about any key. */
  static EntryAnswer told(Refusal refusal) {
    return switch (refusal) {
      case MISTYPED -> new EntryAnswer.Mistyped();
      case PAUSED -> new EntryAnswer.Paused(Duration.ZERO);
      case UNIT_NEEDED -> new EntryAnswer.UnitNeeded();
      case PINS_CLOSED, GUARD_FAILED -> new EntryAnswer.PinsClosed();
      case TOO_LATE -> new EntryAnswer.NotOpened();
      case UNKNOWN_KEY,
          ALREADY_USED,
          EXPIRED,
          NOT_YET_VALID,
          CANCELLED,
          REPLACED,
          KEY_DEACTIVATED,
          DELETED,
          ACCESS_STOPPED,
          NOT_ASSIGNED,
          OUTSIDE_HOURS,
          OTHER_ROOM,
          PERSON_DEACTIVATED,
          PERSON_OPTED_OUT ->
          new EntryAnswer.Refused();
    };
  }

  private EntryAnswer told(UUID roomId, EntryTable.Answered answered) {
    return switch (Objects.requireNonNull(answered.opening())) {
      case OPENED ->
          new EntryAnswer.Opened(doors.pulse(roomId), Objects.requireNonNull(answered.who()));
      case NOT_OPENED -> new EntryAnswer.NotOpened();
      case UNKNOWN -> new EntryAnswer.Unknown();
    };
  }
}
