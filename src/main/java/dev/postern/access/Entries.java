package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.access.Decision.Granted;
import dev.postern.access.Decision.SeenBefore;
import dev.postern.access.Decision.Turned;
import dev.postern.audit.Actor;
import dev.postern.door.Doors;
import dev.postern.door.OpenTicket;
import dev.postern.door.Opening;
import dev.postern.place.Kiosk;
import dev.postern.place.Room;
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
    boolean late = waited.compareTo(LONGEST_ON_THE_WAY) > 0;
    var attempt =
        new Attempt(attemptId, kiosk, shown, clock.instant(), late ? Refusal.TOO_LATE : null);
    return shown instanceof ShownKey.ReadCard && !late ? enterByCard(attempt) : enter(attempt);
  }

  /** Key cards are counted before they are looked up, because their numbers follow each other. */
  private EntryAnswer enterByCard(Attempt attempt) {
    if (table.exists(attempt.id())) return replay.answer(attempt.kiosk(), attempt.id());
    Optional<Duration> pause = guard.card(attempt.kiosk().room());
    if (pause.isEmpty()) return enter(attempt);
    EntryAnswer answer = enter(attempt.turnedAway(Refusal.PAUSED));
    return answer instanceof EntryAnswer.Paused ? new EntryAnswer.Paused(pause.get()) : answer;
  }

  private EntryAnswer enter(Attempt attempt) {
    return switch (decide(attempt)) {
      case SeenBefore _ -> replay.answer(attempt.kiosk(), attempt.id());
      case Turned turned -> {
        tell(attempt, turned);
        yield turned.pause().isPositive()
            ? new EntryAnswer.Paused(turned.pause())
            : Replay.told(turned.refusal());
      }
      case Granted granted -> {
        if (attempt.shown() instanceof ShownKey.ReadCard) guard.refundCard(attempt.kiosk().room());
        yield open(attempt.kiosk(), attempt.id(), granted, attempt.at());
      }
    };
  }

  /** A guard that cannot be asked lets nothing be looked up. */
  private Decision decide(Attempt attempt) {
    try {
      return decide.decide(attempt);
    } catch (DataAccessException e) {
      if (attempt.part() == null || attempt.turnedAway() != null) throw e;
      LOG.error("The guard of room {} could not be asked", attempt.roomId(), e);
      return decide.decide(attempt.turnedAway(Refusal.GUARD_FAILED));
    }
  }

  private void tell(Attempt attempt, Turned turned) {
    Room room = attempt.kiosk().room();
    boolean lookedUp = attempt.turnedAway() == null && !turned.unknown();
    if (lookedUp && attempt.shown() instanceof ShownKey.ReadCard) guard.refundCard(room);
    Part part = attempt.part();
    if (turned.unknown() && part != null) alerts.missed(room, part, attempt.at());
    if (turned.refusal() == Refusal.UNIT_NEEDED) alerts.closed(room, Part.PIN, attempt.at());
    if (turned.refusal() == Refusal.PINS_CLOSED) {
      alerts.closed(room, Part.UNIT_AND_PIN, attempt.at());
    }
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
