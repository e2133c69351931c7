package dev.postern.access;

import dev.postern.access.Decision.Granted;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.door.Doors;
import dev.postern.door.Opening;
import dev.postern.notification.Notifications;
import dev.postern.place.Kiosk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The second transaction of an entry: what the door said settles whether the grant is spent. */
@Component
class Conclude {
  private static final Logger LOG = LoggerFactory.getLogger(Conclude.class);
  private static final int TRIES = 3;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(300);

  /** After a deadline, so long for the node that waits for its door to say what became of it. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final String NODE_LOST = "NODE_LOST";

  private final Doors doors;
  private final Replay replay;
  private final EntryTable table;
  private final AccessKeys keys;
  private final Notifications notifications;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Conclude(
      Doors doors,
      Replay replay,
      EntryTable table,
      AccessKeys keys,
      Notifications notifications,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.doors = doors;
    this.replay = replay;
    this.table = table;
    this.keys = keys;
    this.notifications = notifications;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Writes down what the door said and tells the kiosk. The door has moved: if the database is away
   * now, the person is still told the truth, and the sweeper settles the entry as unknown.
   */
  EntryAnswer conclude(Kiosk kiosk, UUID attemptId, Granted granted, Opening opening) {
    for (int tried = 1; ; tried++) {
      try {
        Boolean ours = transaction.execute(_ -> settle(kiosk, attemptId, granted, opening));
        return Boolean.TRUE.equals(ours)
            ? told(kiosk, opening)
            : replay.answer(kiosk, attemptId); // the sweeper was first, and what it wrote counts
      } catch (DataAccessException | TransactionException e) {
        LOG.warn("Entry {} could not be concluded, try {}", attemptId, tried, e);
        if (tried == TRIES) return toldUnwritten(opening);
        pause();
      }
    }
  }

  /** Settles entries whose node was lost between the decision and the door's answer. */
  int settleUnsettled() {
    Instant now = clock.instant();
    List<EntryTable.Unsettled> unsettled = table.unsettled(now.minus(GRACE));
    int settled = 0;
    for (EntryTable.Unsettled entry : unsettled) {
      Boolean ours =
          transaction.execute(_ -> {
            if (!table.conclude(entry.attemptId(), Entry.Settled.UNKNOWN, NODE_LOST, now)) {
              return false;
            }
            end(entry, now);
            remember(entry, Actor.SYSTEM, Act.ENTRY_UNSETTLED, NODE_LOST);
            return true;
          });
      if (Boolean.TRUE.equals(ours)) settled++;
    }
    return settled;
  }

  /** Whether this call settled the entry. */
  private boolean settle(Kiosk kiosk, UUID attemptId, Granted granted, Opening opening) {
    Instant now = clock.instant();
    Actor actor = Actor.kiosk(kiosk.id(), kiosk.name());
    var entry =
        new EntryTable.Unsettled(
            attemptId,
            granted.key().grantId(),
            kiosk.room().propertyId(),
            granted.key().singleEntry(),
            granted.key().personId(),
            granted.key().personKind(),
            granted.key().personName());
    switch (opening) {
      case Opening.Opened _ -> {
        if (!table.conclude(attemptId, Entry.Settled.OPENED, "", now)) return false;
        end(entry, now);
      }
      case Opening.NotOpened(String because) -> {
        if (!table.conclude(attemptId, Entry.Settled.NOT_OPENED, because, now)) return false;
        if (entry.singleEntry()) {
          table.giveBack(entry.grantId(), attemptId);
          remember(entry, actor, Act.ENTRY_GIVEN_BACK, because);
        }
      }
      case Opening.Unknown(String because) -> {
        if (!table.conclude(attemptId, Entry.Settled.UNKNOWN, because, now)) return false;
        end(entry, now);
        remember(entry, actor, Act.ENTRY_UNSETTLED, because);
      }
    }
    return true;
  }

  /** A spent grant's keys are erased, and what still waits to be sent about it is not sent. */
  private void end(EntryTable.Unsettled entry, Instant now) {
    if (!entry.singleEntry()) return;
    keys.end(entry.grantId(), now);
    notifications.stop(entry.grantId(), Notifications.ENDED);
  }

  private void remember(EntryTable.Unsettled entry, Actor actor, Act act, String because) {
    audit.record(
        entry.propertyId(),
        actor,
        act,
        new Subject(entry.personKind().subject(), entry.personId(), entry.personName()),
        Map.of("because", because));
  }

  private EntryAnswer told(Kiosk kiosk, Opening opening) {
    return switch (opening) {
      case Opening.Opened _ -> new EntryAnswer.Opened(doors.pulse(kiosk.room().id()));
      case Opening.NotOpened _ -> new EntryAnswer.NotOpened();
      case Opening.Unknown _ -> new EntryAnswer.Unknown();
    };
  }

  /** What can be promised when nothing could be written: an unwritten give-back is none. */
  private static EntryAnswer toldUnwritten(Opening opening) {
    return opening instanceof Opening.Opened
        ? new EntryAnswer.Opened(Duration.ZERO)
        : new EntryAnswer.Unknown();
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
