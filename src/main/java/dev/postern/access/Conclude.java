package dev.postern.access;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.database.GroupCommit;
import dev.postern.door.Doors;
import dev.postern.door.Opening;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  private final Visits visits;
  private final DoorAlarms alarms;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final GroupCommit<Concluding, Boolean> together;

  /** What the door said to an entry. */
  private record Concluding(UnsettledEntry entry, Actor actor, Opening opening) {}

  Conclude(
      Doors doors,
      Replay replay,
      EntryTable table,
      Visits visits,
      DoorAlarms alarms,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.doors = doors;
    this.replay = replay;
    this.table = table;
    this.visits = visits;
    this.alarms = alarms;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
    together = new GroupCommit<>(entries -> transaction.execute(_ -> settle(entries)));
  }

  /**
   * Writes down what the door said and tells whoever asked. The door has moved: if the database is
   * away now, the person is still told the truth, and the sweeper settles the entry as unknown.
   *
   * @param kioskId null for a door that staff opened from the portal
   */
  EntryAnswer conclude(UnsettledEntry entry, @Nullable UUID kioskId, Actor actor, Opening opening) {
    for (int tried = 1; ; tried++) {
      try {
        return together.ask(new Concluding(entry, actor, opening))
            ? told(entry, opening)
            : replay.answer(kioskId, entry.roomId(), entry.attemptId()); // the sweeper was first
      } catch (DataAccessException | TransactionException e) {
        LOG.warn("Entry {} could not be concluded, try {}", entry.attemptId(), tried, e);
        if (tried == TRIES) return toldUnwritten(entry, opening);
        pause();
      }
    }
  }

  /** Settles entries whose node was lost between the decision and the door's answer. */
  int settleUnsettled() {
    Instant now = clock.instant();
    int settled = 0;
    for (UnsettledEntry entry : table.unsettled(now.minus(GRACE))) {
      Boolean ours =
          transaction.execute(
              _ -> settle(entry, Actor.SYSTEM, new Opening.Unknown(NODE_LOST), clock.instant()));
      if (Boolean.TRUE.equals(ours)) settled++;
    }
    return settled;
  }

  /** Whether this call settled the entry, for each. */
  private List<Boolean> settle(List<Concluding> entries) {
    Instant now = clock.instant();
    List<UnsettledEntry> opened =
        entries.stream()
            .filter(it -> it.opening() instanceof Opening.Opened)
            .map(Concluding::entry)
            .toList();
    Set<UUID> settled = opened(opened, now);
    return entries.stream()
        .map(it ->
            settled.contains(it.entry().attemptId())
                || settle(it.entry(), it.actor(), it.opening(), now))
        .toList();
  }

  private Set<UUID> opened(List<UnsettledEntry> entries, Instant now) {
    if (entries.isEmpty()) return Set.of();
    Set<UUID> ours = table.opened(entries, now);
    visits.released(entries.stream().filter(it -> ours.contains(it.attemptId())).toList(), now);
    return ours;
  }

  private boolean settle(UnsettledEntry entry, Actor actor, Opening opening, Instant now) {
    switch (opening) {
      case Opening.Opened _ -> {
        return false; // it is among those that were not ours
      }
      case Opening.NotOpened(String because) -> {
        if (!table.conclude(entry.attemptId(), Entry.Settled.NOT_OPENED, because, now)) {
          return false;
        }
        notOpened(entry, actor, because, now);
      }
      case Opening.Unknown(String because) -> {
        if (!table.conclude(entry.attemptId(), Entry.Settled.UNKNOWN, because, now)) return false;
        visits.unknown(entry, now);
        remember(entry, actor, Act.ENTRY_UNSETTLED, because);
        alarms.nobodyKnows(entry, now);
      }
    }
    return true;
  }

  private void notOpened(UnsettledEntry entry, Actor actor, String because, Instant now) {
    if (!entry.singleEntry() || entry.grantId() == null) return;
    if (entry.continues() != null) {
      visits.notReleased(entry.continues(), entry.grantId(), now);
      return;
    }
    table.giveBack(entry.grantId(), entry.attemptId());
    table.notReleased(entry.grantId());
    remember(entry, actor, Act.ENTRY_GIVEN_BACK, because);
  }

  private void remember(UnsettledEntry entry, Actor actor, Act act, String because) {
    audit.record(entry.propertyId(), actor, act, entry.subject(), Map.of("because", because));
  }

  private EntryAnswer told(UnsettledEntry entry, Opening opening) {
    return switch (opening) {
      case Opening.Opened _ ->
          new EntryAnswer.Opened(doors.pulse(entry.roomId()), entry.personKind());
      case Opening.NotOpened _ -> new EntryAnswer.NotOpened();
      case Opening.Unknown _ -> new EntryAnswer.Unknown();
    };
  }

  /** What can be promised when nothing could be written: an unwritten give-back is none. */
  private static EntryAnswer toldUnwritten(UnsettledEntry entry, Opening opening) {
    return opening instanceof Opening.Opened
        ? new EntryAnswer.Opened(Duration.ZERO, entry.personKind())
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
