package dev.postern.access;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.door.Doors;
import dev.postern.door.OpenTicket;
import dev.postern.door.Opening;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.people.Person;
import dev.postern.place.Room;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Doors that staff open from the portal: entries like any other, with a reason instead of a key.
 */
@Component
public class RemoteOpenings {
  public static final int LONGEST_REASON = 500;

  private final EntryTable table;
  private final Doors doors;
  private final Conclude conclude;
  private final Replay replay;
  private final Limits limits;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RemoteOpenings(
      EntryTable table,
      Doors doors,
      Conclude conclude,
      Replay replay,
      Limits limits,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.doors = doors;
    this.conclude = conclude;
    this.replay = replay;
    this.limits = limits;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What became of an opening. */
  public sealed interface Answer {
    /** The door was asked, and this is what it said. */
    record Asked(EntryAnswer said) implements Answer {}

    /** Nothing moved: a reason is needed, of at most {@link #LONGEST_REASON} characters. */
    record NoReason() implements Answer {}

    /** Nothing moved: this person has opened doors from afar too often lately. */
    record TooMany() implements Answer {}
  }

  /**
   * Opens the room's door once. The same attempt id is the same opening: sent again, it gets the
   * same answer and moves nothing.
   */
  public Answer open(Actor actor, Person staffMember, Room room, UUID attemptId, String reason) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > LONGEST_REASON) return new Answer.NoReason();
    if (table.exists(attemptId)) return again(room, attemptId);
    if (limits.take(Limit.REMOTE_OPENINGS, staffMember.id().toString()).isPresent()) {
      return new Answer.TooMany();
    }
    Instant now = clock.instant();
    Boolean ours = transaction.execute(_ -> granted(actor, staffMember, room, attemptId, why, now));
    if (!Boolean.TRUE.equals(ours)) return again(room, attemptId);
    Opening opening =
        doors.open(room.id(), new OpenTicket(attemptId, now.plus(Entries.DOOR_DEADLINE)));
    return new Answer.Asked(
        conclude.conclude(unsettled(staffMember, room, attemptId, now), null, actor, opening));
  }

  private Answer again(Room room, UUID attemptId) {
    return new Answer.Asked(replay.answer(null, room.id(), attemptId));
  }

  private boolean granted(
      Actor actor, Person staffMember, Room room, UUID attemptId, String reason, Instant now) {
    if (!table.claim(attemptId, room, staffMember.id(), reason, now)) return false;
    audit.record(
        room.propertyId(),
        actor,
        Act.DOOR_OPENED,
        new Subject("room", room.id(), room.name()),
        Map.of("reason", reason));
    return true;
  }

  private static UnsettledEntry unsettled(
      Person staffMember, Room room, UUID attemptId, Instant now) {
    return new UnsettledEntry(
        attemptId,
        now,
        room.propertyId(),
        room.id(),
        null,
        false,
        null,
        staffMember.id(),
        staffMember.kind(),
        staffMember.name());
  }
}
