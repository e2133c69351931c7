package dev.postern.access;

import dev.postern.access.Decision.Granted;
import dev.postern.access.Decision.SeenBefore;
import dev.postern.access.Decision.Turned;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.place.Kiosk;
import dev.postern.vault.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The first transaction of an entry: refusals first, then one statement says who won. */
@Component
class Decide {
  private final EntryTable table;
  private final AccessKeys keys;
  private final Guard guard;
  private final Visits visits;
  private final AuditLog audit;

  Decide(EntryTable table, AccessKeys keys, Guard guard, Visits visits, AuditLog audit) {
    this.table = table;
    this.keys = keys;
    this.guard = guard;
    this.visits = visits;
    this.audit = audit;
  }

  /** Turns an attempt away without looking anything up. */
  @Transactional
  Decision turnAway(Kiosk kiosk, UUID attemptId, Lane lane, Refusal refusal, Instant now) {
    if (!table.claim(attemptId, kiosk, lane, now)) return new SeenBefore();
    return turn(kiosk, attemptId, null, refusal);
  }

  /** Looks a key up that was paid for; what was no guess is given back in the same transaction. */
  @Transactional
  Decision decide(Kiosk kiosk, UUID attemptId, ShownKey shown, Toll toll, Instant now) {
    Decision decision = decide(kiosk, attemptId, shown, now);
    if (toll instanceof Toll.Paid paid) {
      if (decision.miss()) table.missed(attemptId, paid.cost());
      guard.settle(kiosk, paid, decision.miss());
    }
    return decision;
  }

  private Decision decide(Kiosk kiosk, UUID attemptId, ShownKey shown, Instant now) {
    // The attempt is claimed before anything else: who asks again at the same time waits here for
    // the first to commit, and then finds its answer.
    if (!table.claim(attemptId, kiosk, shown.lane(), now)) return new SeenBefore();
    Optional<KeyAtDoor> found =
        switch (shown) {
          case ShownKey.Mistyped _ -> Optional.empty();
          case ShownKey.TypedPin(Pin pin) -> find(kiosk, Form.PIN, pin.digits(), null, now);
          case ShownKey.TypedUnitAndPin(String unit, Pin pin) ->
              find(kiosk, Form.PIN, pin.digits(), unit, now);
          case ShownKey.ScannedQr(Secret text) -> find(kiosk, Form.QR, text, null, now);
          case ShownKey.ReadCard(Secret number) -> find(kiosk, Form.CARD, number, null, now);
        };
    if (found.isEmpty()) {
      boolean mistyped = shown instanceof ShownKey.Mistyped;
      return turn(kiosk, attemptId, null, mistyped ? Refusal.MISTYPED : Refusal.UNKNOWN_KEY);
    }
    KeyAtDoor key = found.get();
    if (goesOn(kiosk, attemptId, key, now)) {
      table.decided(attemptId, key, null);
      remember(kiosk, key, Act.ENTRY_CONTINUED, Map.of("kiosk", kiosk.name()));
      return new Granted(key, key.redeemedBy());
    }
    Refusal refusal = key.refusal(kiosk.room().id(), now);
    if (refusal != null) return turn(kiosk, attemptId, key, refusal);
    // A lasting grant has nothing to use up: it opens for whoever looked while it was live.
    if (key.singleEntry() && !table.redeem(key, attemptId, now)) {
      // Between our look and our statement another attempt won, or the grant ended.
      Refusal since = table.lookAgain(key, now).refusal(kiosk.room().id(), now);
      return turn(kiosk, attemptId, key, since == null ? Refusal.ALREADY_USED : since);
    }
    table.decided(attemptId, key, null);
    remember(kiosk, key, Act.ENTRY_GRANTED, Map.of("kiosk", kiosk.name()));
    return new Granted(key, null);
  }

  private boolean goesOn(Kiosk kiosk, UUID attemptId, KeyAtDoor key, Instant now) {
    return key.redeemedBy() != null
        && key.refusalBeforeUse(kiosk.room().id(), now) == null
        && visits.again(kiosk, attemptId, key, now);
  }

  private Optional<KeyAtDoor> find(
      Kiosk kiosk, Form form, Secret value, @Nullable String unit, Instant now) {
    UUID propertyId = kiosk.room().propertyId();
    return table.keyAtDoor(propertyId, keys.index(propertyId, form, value), unit, now);
  }

  private Decision turn(Kiosk kiosk, UUID attemptId, @Nullable KeyAtDoor key, Refusal refusal) {
    table.decided(attemptId, key, refusal);
    remember(
        kiosk, key, Act.ENTRY_REFUSED, Map.of("kiosk", kiosk.name(), "refusal", refusal.name()));
    boolean unknown = key == null && refusal == Refusal.UNKNOWN_KEY;
    return new Turned(refusal, unknown);
  }

  private void remember(
      Kiosk kiosk, @Nullable KeyAtDoor key, Act act, Map<String, String> details) {
    audit.record(
        kiosk.room().propertyId(),
        Actor.kiosk(kiosk.id(), kiosk.name()),
        act,
        key == null
            ? new Subject("room", kiosk.room().id(), kiosk.room().name())
            : new Subject(key.personKind().subject(), key.personId(), key.personName()),
        details);
  }
}
