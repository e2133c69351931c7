package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.notification.NoticeText;
import dev.postern.place.Places;
import dev.postern.place.Room;
import dev.postern.place.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells staff of guesses at a room, each thing once: in the audit log, from which the portal shows
 * it, and by e-mail. Whatever goes wrong here, the person at the kiosk gets their answer.
 */
@Component
class GuardAlerts {
  private static final Logger LOG = LoggerFactory.getLogger(GuardAlerts.class);
  private static final int MISSES = 5;
  private static final Duration WITHIN = Duration.ofMinutes(10);

  private final ChanceBudgetTable budgets;
  private final EntryTable entries;
  private final Places places;
  private final StaffNotices notices;
  private final Limits limits;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  GuardAlerts(
      ChanceBudgetTable budgets,
      EntryTable entries,
      Places places,
      StaffNotices notices,
      Limits limits,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.budgets = budgets;
    this.entries = entries;
    this.places = places;
    this.notices = notices;
    this.limits = limits;
    this.audit = audit;
    this.transaction = transaction;
  }

  /** After a guess that hit nothing. */
  void missed(Room room, Part part, Instant now) {
    guarded(() -> {
      boolean many = entries.missesOfRoom(room.id(), now.minus(WITHIN)) >= MISSES;
      if (many && limits.take(Limit.GUESSING_ALERTS, room.id().toString()).isEmpty()) {
        transaction.executeWithoutResult(_ -> tell(room, GuardAlert.GUESSING, now));
      }
      if (!spent(room, part, 50, GuardAlert.HALF_SPENT, now)) {
        spent(room, part, 25, GuardAlert.QUARTER_SPENT, now);
      }
    });
  }

  /** After a guess for which nothing was left. */
  void closed(Room room, Part part, Instant now) {
    GuardAlert alert = part == Part.PIN ? GuardAlert.UNIT_NEEDED : GuardAlert.PINS_CLOSED;
    guarded(() -> spent(room, part, 100, alert, now));
  }

  /** Tells that so many per cent of what may be spent at once are, if nobody has yet. */
  private boolean spent(Room room, Part part, int percent, GuardAlert alert, Instant now) {
    Strictness strictness = places.property(room.propertyId()).strictness();
    // That nothing is left for a guess is known already, however little that is.
    double least = percent == 100 ? 0 : percent / 100.0 * part.capacity(strictness);
    return Boolean.TRUE.equals(
        transaction.execute(_ -> {
          if (!budgets.alert(room.id(), part, percent, least, strictness, now)) return false;
          tell(room, alert, now);
          return true;
        }));
  }

  private void tell(Room room, GuardAlert alert, Instant now) {
    audit.record(
        room.propertyId(),
        Actor.SYSTEM,
        Act.GUARD_ALERTED,
        new Subject("room", room.id(), room.name()),
        Map.of("alert", alert.name()));
    notices.send(room, notice(alert), now);
  }

  private static NoticeText.Kind notice(GuardAlert alert) {
    return switch (alert) {
      case GUESSING -> NoticeText.Kind.GUARD_GUESSING;
      case QUARTER_SPENT -> NoticeText.Kind.GUARD_QUARTER_SPENT;
      case HALF_SPENT -> NoticeText.Kind.GUARD_HALF_SPENT;
      case UNIT_NEEDED -> NoticeText.Kind.GUARD_UNIT_NEEDED;
      case PINS_CLOSED -> NoticeText.Kind.GUARD_PINS_CLOSED;
    };
  }

  private static void guarded(Runnable telling) {
    try {
      telling.run();
    } catch (DataAccessException | TransactionException e) {
      LOG.error("Staff could not be told of guesses", e);
    }
  }
}
