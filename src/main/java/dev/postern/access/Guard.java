package dev.postern.access;

import static java.util.stream.Collectors.toSet;

import dev.postern.access.ChanceBudgetTable.Account;
import dev.postern.access.DecisionTable.Looked;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.place.Room;
import dev.postern.place.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bounds what someone at the keypad can achieve. Whatever is found for a PIN is used only if its
 * chance to be somebody's can be paid from the room's budget, which is held until the payment for a
 * guess is committed; nobody is told anything before. So parallel guesses, restarts, other kiosks
 * and other nodes gain nothing, and who shows a PIN that is or lately was somebody's pays nothing.
 * When PINs alone are used up the unit is asked for too; QR codes are too long to be guessed and
 * cost nothing. Key cards are counted apart, because their numbers often follow each other.
 */
@Component
class Guard {
  private final ChanceBudgetTable budgets;
  private final LivePins live;
  private final Limits limits;

  Guard(ChanceBudgetTable budgets, LivePins live, Limits limits) {
    this.budgets = budgets;
    this.live = live;
    this.limits = limits;
  }

  /**
   * Goes on duty for attempts that are decided together, and holds the budgets of their rooms until
   * the caller's transaction ends.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public GuardDuty onDuty(Map<Attempt, Looked> attempts, Instant now) {
    Map<UUID, Strictness> rooms = new HashMap<>();
    attempts.forEach((attempt, looked) -> {
      Pin pin = attempt.pin();
      if (pin == null || attempt.turnedAway() != null) return;
      rooms.put(attempt.roomId(), looked.strictness());
      // What was only remembered must not be renewed, or whoever keeps asking keeps it for ever.
      if (attempt.unit() == null && looked.countedNow()) {
        live.learn(attempt.propertyId(), pin.randomDigits(), looked.live());
      }
    });
    return new GuardDuty(budgets, hold(rooms, now), now);
  }

  private Map<Account, Double> hold(Map<UUID, Strictness> rooms, Instant now) {
    if (rooms.isEmpty()) return new HashMap<>();
    Map<Account, Double> spent = budgets.hold(rooms, now);
    Set<UUID> held = spent.keySet().stream().map(Account::roomId).collect(toSet());
    if (held.containsAll(rooms.keySet())) return spent;
    budgets.open(rooms.keySet(), now);
    return budgets.hold(rooms, now);
  }

  /** How many of them live, if that need not be counted. */
  @Nullable Long counted(Attempt attempt) {
    Pin pin = attempt.pin();
    return pin == null || attempt.unit() != null
        ? null
        : live.known(attempt.propertyId(), pin.randomDigits());
  }

  /**
   * Counts a key card before it is looked up; never part of a transaction that could roll it back.
   *
   * @return how long key cards rest at the room, or empty
   */
  @Transactional(propagation = Propagation.NEVER)
  public Optional<Duration> card(Room room) {
    return limits.take(Limit.ROOM_CARD_MISSES, room.id().toString());
  }

  /** It was no guess. */
  void refundCard(Room room) {
    limits.giveBack(Limit.ROOM_CARD_MISSES, room.id().toString());
  }
}
