package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.audit.Actor;
import dev.postern.database.Times;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Strictness;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.QuietProgram;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A room with so many live PINs at whose kiosk somebody guesses whenever anything is left to pay
 * with, and whose staff give them all that staff can give. The guard is asked as if a miss brought
 * no pause.
 */
final class AttackedRoom {
  /** Nobody lives there: the dearest a guess with a unit can be is one PIN, and so is this one. */
  private static final String MADE_UP_UNIT = "9999";

  final Strictness strictness;
  final int live;
  final int randomDigits;

  private final Cast cast;
  private final Property property;
  private final Guard guard;
  private final RoomGuards guards;
  private final ChanceBudgetTable budgets;
  private final DecisionTable decisions;
  private final TransactionTemplate transaction;
  private final ShownKey alone;
  private final ShownKey withUnit;
  private long guessesAlone;
  private long guessesWithUnit;
  private double costWithUnit;
  private double chance;

  AttackedRoom(QuietProgram program, Strictness strictness, int live) {
    this.strictness = strictness;
    this.live = live;
    randomDigits = PinLength.automatic(strictness, live);
    guard = program.bean(Guard.class);
    guards = program.bean(RoomGuards.class);
    budgets = program.bean(ChanceBudgetTable.class);
    decisions = program.bean(DecisionTable.class);
    transaction = program.bean(TransactionTemplate.class);
    cast = new Cast(program.context());
    JdbcClient sql = program.bean(JdbcClient.class);
    sql.sql("update property set strictness = ? where id = ?")
        .params(strictness.name(), cast.property.id())
        .update();
    property = program.bean(Places.class).property(cast.property.id());
    alone = new ShownKey.TypedPin(Pin.draw(randomDigits, ""));
    withUnit = alone.of(MADE_UP_UNIT);
    addPins(program, sql);
  }

  /** The rows that count: whose they are and what the numbers are is never asked here. */
  private void addPins(QuietProgram program, JdbcClient sql) {
    sql.sql(
            """
            with drawn as (select gen_random_uuid() as id from generate_series(1, :live)),
            people as (
              insert into person (id, kind, organization_id, property_id, last_name, language, sort_name, created_at)
              select id, 'RECIPIENT', :organization, :property, 'Rivera', 'en', 'rivera', :now from drawn),
            grants as (
              insert into access_grant (id, property_id, person_id, purpose, single_entry, valid_from, issued_at)
              select id, :property, id, 'STANDING', false, :now, :now from drawn)
            insert into access_key (id, value_id, grant_id, property_id, form, random_digits, index_hash, created_at)
            select id, id, id, :property, 'PIN', :digits, sha256(uuid_send(id)), :now from drawn
            """)
        .param("organization", property.organizationId())
        .param("property", property.id())
        .param("digits", randomDigits)
        .param("now", Times.sql(program.bean(HandClock.class).instant()))
        .param("live", live)
        .update();
  }

  /** Guesses until nothing is left, also of what staff then hand over. */
  void guessAll(Instant now) {
    guessAlone(now);
    guessWithUnit(now);
    var rearmed = guards.rearm(Actor.SYSTEM, property, cast.maple, "they wait at the door");
    if (rearmed == RoomGuards.RearmAnswer.DONE) guessAlone(now);
  }

  private void guessAlone(Instant now) {
    for (var paid = guess(alone, now); paid.isPresent(); paid = guess(alone, now)) {
      guessesAlone++;
      chance += paid.get().cost();
    }
  }

  /** What a guess that hits nothing is paid with, if it is looked up at all. */
  private Optional<Toll.Paid> guess(ShownKey shown, Instant now) {
    var attempt = new Attempt(UUID.randomUUID(), cast.kiosk, shown, now, null);
    return transaction.execute(_ -> {
      var looked = decisions.look(List.of(attempt), _ -> null, guard::counted, now).getFirst();
      GuardDuty duty = guard.onDuty(Map.of(attempt, looked), now);
      if (!(duty.toll(attempt, looked) instanceof Toll.Paid paid)) return Optional.empty();
      duty.missed(attempt, looked, paid);
      return Optional.of(paid);
    });
  }

  private void guessWithUnit(Instant now) {
    if (costWithUnit == 0) {
      guess(withUnit, now)
          .ifPresent(paid -> {
            costWithUnit = paid.cost();
            guessesWithUnit++;
            chance += costWithUnit;
          });
    }
    // They are so many that the same debit pays for lots of them.
    for (int lot = 10_000; lot >= 1; lot /= 10) {
      double cost = lot * costWithUnit;
      while (budgets.debit(cast.maple.id(), Part.UNIT_AND_PIN, cost, strictness, now)) {
        guessesWithUnit += lot;
        chance += cost;
      }
    }
  }

  /** Guesses at PINs alone that were looked up. */
  long guessesAlone() {
    return guessesAlone;
  }

  /** Guesses at one unit's one PIN that were looked up. */
  long guessesWithUnit() {
    return guessesWithUnit;
  }

  /** The sum of their chances, as a share of the yearly budget. */
  double share() {
    return chance / strictness.yearlyBudget();
  }
}
