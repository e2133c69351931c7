package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.place.Kiosk;
import dev.postern.place.Places;
import dev.postern.place.Room;
import dev.postern.place.Strictness;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Bounds what someone at the keypad can achieve. A PIN is paid for with its chance to be somebody's
 * before it is looked up, and the payment is committed first, so parallel guesses, restarts, other
 * kiosks and other nodes gain nothing; who shows a PIN that is or lately was somebody's gets it
 * back. When PINs alone are used up the unit is asked for too; QR codes are too long to be guessed
 * and cost nothing. Key cards are counted apart, because their numbers often follow each other.
 */
@Component
class Guard {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

  private final ChanceBudgetTable budgets;
  private final LivePins live;
  private final EntryTable entries;
  private final Places places;
  private final Limits limits;

  Guard(
      ChanceBudgetTable budgets, LivePins live, EntryTable entries, Places places, Limits limits) {
    this.budgets = budgets;
    this.live = live;
    this.entries = entries;
    this.places = places;
    this.limits = limits;
  }

  /** Takes what looking this key up costs; never part of a transaction that could roll it back. */
  @Transactional(propagation = Propagation.NEVER)
  public Toll debit(Kiosk kiosk, ShownKey shown, Instant now) {
    return switch (shown) {
      case ShownKey.ScannedQr _, ShownKey.Mistyped _ -> new Toll.Free();
      case ShownKey.ReadCard _ -> card(kiosk.room());
      case ShownKey.TypedPin(Pin pin) ->
          typed(kiosk, Part.PIN, () -> alone(kiosk.room(), pin), pin, now);
      case ShownKey.TypedUnitAndPin(String unit, Pin pin) ->
          typed(kiosk, Part.UNIT_AND_PIN, () -> withUnit(kiosk.room(), pin, unit), pin, now);
    };
  }

  private Toll card(Room room) {
    Optional<Duration> pause = limits.take(Limit.ROOM_CARD_MISSES, room.id().toString());
    return pause.<Toll>map(Toll.Paused::new).orElseGet(Toll.Free::new);
  }

  private Toll typed(Kiosk kiosk, Part part, DoubleSupplier cost, Pin pin, Instant now) {
    EntryTable.Misses misses = entries.misses(kiosk.id(), now.minus(GuardPause.MEMORY));
    Duration left = GuardPause.left(misses.count(), misses.last(), now);
    if (left.isPositive()) return new Toll.Paused(left);
    Strictness strictness = strictness(kiosk.room());
    double price = cost.getAsDouble();
    if (pay(kiosk.room(), part, price, strictness, now)) return new Toll.Paid(part, price);
    return part == Part.PIN && opensWithUnit(kiosk.room(), pin, strictness, now)
        ? new Toll.UnitNeeded()
        : new Toll.Closed();
  }

  /**
   * Many people at once may hold all that is left for as long as their keys are looked up: then it
   * is tried again, because they are hardly all guessing.
   */
  private boolean pay(Room room, Part part, double cost, Strictness strictness, Instant now) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!budgets.debit(room.id(), part, cost, strictness, now)) {
      if (System.nanoTime() > giveUp) return false;
      if (!budgets.couldPay(room.id(), part, cost, strictness, now)) return false;
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    return true;
  }

  /** Whether anything at all could be looked up with a unit: nobody is asked for it in vain. */
  private boolean opensWithUnit(Room room, Pin pin, Strictness strictness, Instant now) {
    double least = Pin.chanceOfOne(pin.randomDigits());
    return budgets.couldPay(room.id(), Part.UNIT_AND_PIN, least, strictness, now);
  }

  /** The chance that a guess of so many digits is somebody's PIN. */
  private double alone(Room room, Pin pin) {
    int digits = pin.randomDigits();
    return Math.max(1, live.count(room.propertyId(), digits)) * Pin.chanceOfOne(digits);
  }

  /** The same of one of this unit. A unit that nobody has costs as much as one with one PIN. */
  private double withUnit(Room room, Pin pin, String unit) {
    int digits = pin.randomDigits();
    return Math.max(1, live.countOfUnit(room.propertyId(), digits, unit)) * Pin.chanceOfOne(digits);
  }

  /** Keeps what was paid for a guess, or gives it back; in the transaction that found it out. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void settle(Kiosk kiosk, Toll.Paid paid, boolean guess) {
    if (guess) budgets.keep(kiosk.room().id(), paid.part(), paid.cost());
    else budgets.refund(kiosk.room().id(), paid.part(), paid.cost());
  }

  /** What was shown was no guess, if it was a card. */
  void refundCard(Kiosk kiosk, ShownKey shown) {
    if (shown instanceof ShownKey.ReadCard) {
      limits.giveBack(Limit.ROOM_CARD_MISSES, kiosk.room().id().toString());
    }
  }

  private Strictness strictness(Room room) {
    return places.property(room.propertyId()).strictness();
  }
}
