package dev.postern.access;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.door.DoorStates;
import dev.postern.door.Doors;
import dev.postern.notification.Notifications;
import dev.postern.place.Kiosk;
import dev.postern.task.StaffTask;
import dev.postern.task.StaffTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What follows when a door with a contact was released for a single entry. Until the contact says
 * that it opened, the visit is under way: who pulled too late may type the same PIN at the same
 * kiosk again. When its time is over and the door was watched and stayed shut, nobody went in, and
 * the grant is given back. A contact that is stuck can so be worth three pulses in all, and not one
 * more.
 */
@Component
class Visits {
  /** So long the same kiosk takes the same key again, and so long after nobody can be inside. */
  static final Duration LASTS = Duration.ofSeconds(60);

  /** Of one grant, whatever becomes of its visits. */
  static final int MOST_PULSES = 3;

  /** After a pulse, so long until what somebody did at its last moment is surely read. */
  private static final Duration UNTIL_READ = Duration.ofSeconds(10);

  private static final String NEVER_PULLED = "NEVER_PULLED";

  private final VisitTable table;
  private final EntryTable entries;
  private final DoorStates states;
  private final Doors doors;
  private final AccessKeys keys;
  private final Notifications notifications;
  private final StaffTasks tasks;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Visits(
      VisitTable table,
      EntryTable entries,
      DoorStates states,
      Doors doors,
      AccessKeys keys,
      Notifications notifications,
      StaffTasks tasks,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.entries = entries;
    this.states = states;
    this.doors = doors;
    this.keys = keys;
    this.notifications = notifications;
    this.tasks = tasks;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Whether an attempt with this key is one more pulse of a visit that is under way. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean again(Kiosk kiosk, KeyAtDoor key, Instant now) {
    UUID visit = key.redeemedBy();
    if (visit == null) return false;
    Instant decidedAt = entries.at(visit);
    if (now.isAfter(decidedAt.plus(LASTS).plus(Entries.DOOR_DEADLINE))) return false;
    if (!states.stayedShutSince(kiosk.room().id(), decidedAt)) return false;
    Instant until = now.plus(Entries.DOOR_DEADLINE).plus(doors.pulse(kiosk.room().id()));
    if (!table.again(visit, kiosk.id(), until, now)) return false;
    table.pulses(key.grantId(), 1);
    return true;
  }

  /** Doors were released for entries: each is settled now, or its visit begins or goes on. */
  @Transactional(propagation = Propagation.MANDATORY)
  void released(List<UnsettledEntry> entries, Instant now) {
    List<UUID> settled = new ArrayList<>();
    for (UnsettledEntry entry : entries) {
      if (!entry.singleEntry() || entry.grantId() == null) continue;
      if (entry.continues() != null) {
        table.released(entry.continues(), 0, now.plus(doors.pulse(entry.roomId())));
      } else if (doors.hasContact(entry.roomId())
          && states.stayedShutSince(entry.roomId(), entry.at())) {
        Instant until = now.plus(doors.pulse(entry.roomId()));
        table.begin(entry.attemptId(), MOST_PULSES, until, now.plus(LASTS));
      } else {
        settled.add(entry.grantId());
      }
    }
    end(settled, now);
  }

  /** The pulse that was taken for a visit did not happen. */
  @Transactional(propagation = Propagation.MANDATORY)
  void notReleased(UUID visit, UUID grantId, Instant now) {
    table.released(visit, 1, now);
    table.pulses(grantId, -1);
  }

  /** Nobody knows what a pulse did: the key stays spent, whatever the contact says. */
  @Transactional(propagation = Propagation.MANDATORY)
  void unknown(UnsettledEntry entry, Instant now) {
    if (!entry.singleEntry() || entry.grantId() == null) return;
    if (entry.continues() != null) table.end(entry.continues());
    end(entry.grantId(), now);
  }

  /** The room's door was seen to open. */
  @Transactional(propagation = Propagation.MANDATORY)
  void doorOpened(UUID roomId, Instant now) {
    end(table.wentIn(roomId), now);
  }

  /** Settles the visits whose time is over. */
  int settle() {
    Instant now = clock.instant();
    int settled = 0;
    for (UUID visit : table.over(now, now.minus(UNTIL_READ))) {
      Boolean ours = transaction.execute(_ -> settle(visit, now));
      if (Boolean.TRUE.equals(ours)) settled++;
    }
    return settled;
  }

  private boolean settle(UUID visit, Instant now) {
    UnsettledEntry entry = entries.entry(visit);
    UUID grant = entry.grantId();
    boolean shut = states.stayedShutSince(entry.roomId(), entry.at());
    if (!table.endOver(visit, now, now.minus(UNTIL_READ)) || grant == null) return false;
    if (!shut) {
      end(grant, now);
      return true;
    }
    table.nobodyWentIn(visit);
    if (entries.pulses(grant) < MOST_PULSES) {
      entries.giveBack(grant, visit);
      audit.record(
          entry.propertyId(),
          Actor.SYSTEM,
          Act.ENTRY_GIVEN_BACK,
          entry.subject(),
          Map.of("because", NEVER_PULLED));
    } else {
      end(grant, now);
      tasks.add(entry.propertyId(), entry.roomId(), StaffTask.Kind.DOOR_NEVER_PULLED, visit);
    }
    return true;
  }

  /** A spent grant's keys are erased, and what still waits to be sent about it is not sent. */
  private void end(List<UUID> grantIds, Instant now) {
    if (grantIds.isEmpty()) return;
    keys.end(grantIds, now);
    notifications.stop(grantIds, Notifications.ENDED);
  }

  private void end(UUID grantId, Instant now) {
    end(List.of(grantId), now);
  }
}
