package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.access.ChanceBudgetTable.Account;
import dev.postern.access.DecisionTable.Looked;
import dev.postern.place.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The guard while one transaction lasts. It takes attempts as if each came after the one before was
 * committed, however many are decided together.
 */
final class GuardDuty {
  private final ChanceBudgetTable budgets;
  private final Map<Account, Double> spent;
  private final Map<UUID, Misses> misses = new HashMap<>();
  private final Instant now;

  private record Misses(int count, @Nullable Instant last) {}

  /**
   * @param spent of each part that guesses are paid from; held by the transaction
   */
  GuardDuty(ChanceBudgetTable budgets, Map<Account, Double> spent, Instant now) {
    this.budgets = budgets;
    this.spent = new HashMap<>(spent);
    this.now = now;
  }

  /** Whether what was found for this attempt may be used. */
  Toll toll(Attempt attempt, Looked looked) {
    Part part = attempt.part();
    Pin pin = attempt.pin();
    if (part == null || pin == null) return new Toll.Free();
    Misses before = before(attempt, looked);
    Duration left = GuardPause.left(before.count(), before.last(), now);
    if (left.isPositive()) return new Toll.Paused(left);
    double chance = Pin.chanceOfOne(pin.randomDigits());
    // A unit that nobody has costs as much as one with one PIN.
    double cost = Math.max(1, looked.live()) * chance;
    if (affords(attempt, part, cost, looked.strictness())) return new Toll.Paid(part, cost);
    // Whether anything at all could be looked up with a unit: nobody is asked for it in vain.
    return part == Part.PIN && affords(attempt, Part.UNIT_AND_PIN, chance, looked.strictness())
        ? new Toll.UnitNeeded()
        : new Toll.Closed();
  }

  /** It was a guess: what it cost is spent, and it is a miss of its kiosk. */
  void missed(Attempt attempt, Looked looked, Toll.Paid paid) {
    UUID room = attempt.roomId();
    if (!budgets.debit(room, paid.part(), paid.cost(), looked.strictness(), now)) {
      throw new IllegalStateException("The budget of room %s was not held".formatted(room));
    }
    spent.merge(new Account(room, paid.part()), paid.cost(), Double::sum);
    int count = before(attempt, looked).count() + 1;
    misses.put(attempt.kiosk().id(), new Misses(count, attempt.at()));
  }

  private Misses before(Attempt attempt, Looked looked) {
    return misses.getOrDefault(
        attempt.kiosk().id(), new Misses(looked.misses(), looked.lastMiss()));
  }

  private boolean affords(Attempt attempt, Part part, double cost, Strictness strictness) {
    double before = spent.getOrDefault(new Account(attempt.roomId(), part), 0.0);
    return before + cost <= part.capacity(strictness);
  }
}
