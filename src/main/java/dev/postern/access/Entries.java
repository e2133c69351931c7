package dev.postern.access;

import dev.postern.access.Decision.Granted;
import dev.postern.access.Decision.SeenBefore;
import dev.postern.access.Decision.Turned;
import dev.postern.audit.Actor;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A key is shown at a kiosk. Decide in one transaction, open while none is open, conclude in
 * another: whatever is retried, raced, crashed or cut off, one single-entry grant opens one door
 * once.
 */
@Component
public class Entries {
  private static final Logger LOG = LoggerFactory.getLogger(Entries.class);

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
  private final GuardAlerts alerts;
  private final EntryTable table;
  private final Clock clock;

  Entries(
      Decide decide,
      Doors doors,
      Conclude conclude,
      Replay replay,
      Guard guard,
      GuardAlerts alerts,
      EntryTable table,
      Clock clock) {
    this.decide = decide;
    this.doors = doors;
    this.conclude = conclude;
    this.replay = replay;
    this.guard = guard;
    this.alerts = alerts;
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
      return turnAway(kiosk, attemptId, shown, Refusal.TOO_LATE, now);
    }
    return switch (toll(kiosk, shown, now)) {
      case Toll.Paused(Duration left) -> {
        EntryAnswer answer = turnAway(kiosk, attemptId, shown, Refusal.PAUSED, now);
        yield answer instanceof EntryAnswer.Paused ? new EntryAnswer.Paused(left) : answer;
      }
      case Toll.UnitNeeded _ -> {
        alerts.closed(kiosk.room(), ChanceBudget.Part.PIN, now);
        yield turnAway(kiosk, attemptId, shown, Refusal.UNIT_NEEDED, now);
      }
      case Toll.Closed _ -> {
        alerts.closed(kiosk.room(), ChanceBudget.Part.UNIT_AND_PIN, now);
        yield turnAway(kiosk, attemptId, shown, Refusal.PINS_CLOSED, now);
      }
      case Toll.Unknown _ -> turnAway(kiosk, attemptId, shown, Refusal.GUARD_FAILED, now);
      case Toll.Free free -> lookUp(kiosk, attemptId, shown, free, now);
      case Toll.Paid paid -> lookUp(kiosk, attemptId, shown, paid, now);
    };
  }

  /** A guard that cannot be asked lets nothing be looked up. */
  private Toll toll(Kiosk kiosk, ShownKey shown, Instant now) {
    try {
      return guard.debit(kiosk, shown, now);
    } catch (DataAccessException e) {
      LOG.error("The guard of room {} could not be asked", kiosk.room().id(), e);
      return new Toll.Unknown();
    }
  }

  private EntryAnswer lookUp(Kiosk kiosk, UUID attemptId, ShownKey shown, Toll toll, Instant now) {
    Decision decision = decide.decide(kiosk, attemptId, shown, toll, now);
    if (!decision.miss()) guard.refundCard(kiosk, shown);
    else if (toll instanceof Toll.Paid paid) alerts.missed(kiosk.room(), paid.part(), now);
    return told(kiosk, attemptId, decision, now);
  }

  private EntryAnswer turnAway(
      Kiosk kiosk, UUID attemptId, ShownKey shown, Refusal refusal, Instant now) {
    Decision decision = decide.turnAway(kiosk, attemptId, shown.lane(), refusal, now);
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
    KeyAtDoor key = granted.key();
    var entry =
        new UnsettledEntry(
            attemptId,
            now,
            kiosk.room().propertyId(),
            kiosk.room().id(),
            key.grantId(),
            key.singleEntry(),
            granted.continues(),
            key.personId(),
            key.personKind(),
            key.personName());
    return conclude.conclude(entry, kiosk.id(), Actor.kiosk(kiosk.id(), kiosk.name()), opening);
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

  /** Those that were granted at one room, the newest first. */
  @Transactional(readOnly = true)
  public List<Entry> ofRoom(UUID propertyId, UUID roomId, int size) {
    return table.ofRoom(propertyId, roomId, size);
  }

  @Transactional(readOnly = true)
  public Optional<Entry> find(UUID propertyId, UUID attemptId) {
    return table.find(propertyId, attemptId);
  }
}
