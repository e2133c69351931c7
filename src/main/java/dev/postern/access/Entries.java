package dev.postern.access;

import dev.postern.access.Decision.Granted;
import dev.postern.access.Decision.SeenBefore;
import dev.postern.access.Decision.Turned;
import dev.postern.door.Doors;
import dev.postern.door.OpenTicket;
import dev.postern.door.Opening;
import dev.postern.place.Kiosk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A key is shown at a kiosk. Decide in one transaction, open while none is open, conclude in
 * another: whatever is retried, raced, crashed or cut off, one single-entry grant opens one door
 * once.
 */
@Component
public class Entries {
  /** From the decision to the last moment at which a door command may leave. */
  static final Duration DOOR_DEADLINE = Duration.ofSeconds(5);

  /**
   * A new attempt that took longer than this to reach us opens nothing: the kiosk gives up after 20
   * s, and no door may open behind somebody who was told to ask staff.
   */
  static final Duration LONGEST_ON_THE_WAY = Duration.ofSeconds(12);

  /** A recently ended key is a forgotten one, not a guess: it is not counted as a miss. */
  static final Duration RECENTLY = Duration.ofDays(30);

  private final Decide decide;
  private final Doors doors;
  private final Conclude conclude;
  private final Replay replay;
  private final Guard guard;
  private final EntryTable table;
  private final Clock clock;

  Entries(
      Decide decide,
      Doors doors,
      Conclude conclude,
      Replay replay,
      Guard guard,
      EntryTable table,
      Clock clock) {
    this.decide = decide;
    this.doors = doors;
    this.conclude = conclude;
    this.replay = replay;
    this.guard = guard;
    this.table = table;
    this.clock = clock;
  }

  /**
   * The answer to an attempt, within about six seconds. The same attempt id is the same attempt:
   * asked again, also in parallel or at another node, it gets the same answer and moves nothing.
   *
   * @param attemptId made by the kiosk for each touch of Accept
   * @param waited how long ago that touch was, by the kiosk's stopwatch
   */
  public EntryAnswer enter(Kiosk kiosk, UUID attemptId, ShownKey shown, Duration waited) {
    if (table.exists(attemptId)) return replay.answer(kiosk, attemptId);
    Instant now = clock.instant();
    if (waited.compareTo(LONGEST_ON_THE_WAY) > 0) {
      return told(kiosk, attemptId, decide.turnAway(kiosk, attemptId, Refusal.TOO_LATE, now), now);
    }
    Optional<Duration> pause = guard.debit(kiosk, shown);
    Decision decision =
        pause.isPresent()
            ? decide.turnAway(kiosk, attemptId, Refusal.PAUSED, now)
            : decide.decide(kiosk, attemptId, shown, now);
    if (pause.isEmpty() && !decision.miss()) guard.refund(kiosk, shown);
    if (pause.isPresent() && decision instanceof Turned) return new EntryAnswer.Paused(pause.get());
    return told(kiosk, attemptId, decision, now);
  }

  private EntryAnswer told(Kiosk kiosk, UUID attemptId, Decision decision, Instant now) {
    return switch (decision) {
      case SeenBefore _ -> replay.answer(kiosk, attemptId);
      case Turned(Refusal refusal, boolean _) -> Replay.told(refusal);
      case Granted granted -> open(kiosk, attemptId, granted, now);
    };
  }

  private EntryAnswer open(Kiosk kiosk, UUID attemptId, Granted granted, Instant now) {
    Opening opening =
        doors.open(kiosk.room().id(), new OpenTicket(attemptId, now.plus(DOOR_DEADLINE)));
    return conclude.conclude(kiosk, attemptId, granted, opening);
  }

  /**
   * Every attempt at the kiosks of a property, the newest first.
   *
   * @param before the last entry of the page before, or null for the first page
   */
  @Transactional(readOnly = true)
  public List<Entry> ofProperty(UUID propertyId, @Nullable Entry before, int size) {
    return ofProperty(propertyId, EntryFilter.ALL, before, size);
  }

  /** Those of the same attempts that the filter lets through. */
  @Transactional(readOnly = true)
  public List<Entry> ofProperty(
      UUID propertyId, EntryFilter filter, @Nullable Entry before, int size) {
    return table.ofProperty(propertyId, filter, before, size);
  }

  /** The attempts with any of a person's keys, the newest first. */
  @Transactional(readOnly = true)
  public List<Entry> ofPerson(UUID personId, int size) {
    return table.ofPerson(personId, size);
  }

  /** Those at the kiosks of one property: a person may enter at several. */
  @Transactional(readOnly = true)
  public List<Entry> ofPerson(UUID propertyId, UUID personId, int size) {
    return table.ofPerson(propertyId, personId, size);
  }

  @Transactional(readOnly = true)
  public Optional<Entry> find(UUID propertyId, UUID attemptId) {
    return table.find(propertyId, attemptId);
  }
}
