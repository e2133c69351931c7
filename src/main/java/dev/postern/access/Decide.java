package dev.postern.access;

import dev.postern.access.Decision.Granted;
import dev.postern.access.Decision.SeenBefore;
import dev.postern.access.Decision.Turned;
import dev.postern.access.DecisionTable.Looked;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.NewAuditEvent;
import dev.postern.audit.Subject;
import dev.postern.database.GroupCommit;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The first transaction of an entry: refusals first, then one statement says who won. All attempts
 * that wait at this node are decided in one transaction, each as if it came after the one before.
 */
@Component
class Decide {
  private final DecisionTable table;
  private final AccessKeys keys;
  private final Guard guard;
  private final Visits visits;
  private final AuditLog audit;
  private final Clock clock;
  private final GroupCommit<Attempt, Decision> together;

  Decide(
      DecisionTable table,
      AccessKeys keys,
      Guard guard,
      Visits visits,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.keys = keys;
    this.guard = guard;
    this.visits = visits;
    this.audit = audit;
    this.clock = clock;
    together = new GroupCommit<>(attempts -> transaction.execute(_ -> decide(attempts)));
  }

  /** What is decided, once that is committed. */
  Decision decide(Attempt attempt) {
    try {
      return together.ask(attempt);
    } catch (DuplicateKeyException e) {
      return new SeenBefore(); // at another node, while we decided
    }
  }

  /** Each in its place; must run in a transaction. */
  List<Decision> decide(List<Attempt> attempts) {
    Instant now = clock.instant();
    Map<UUID, Decision> decisions = new HashMap<>();
    Map<Attempt, Looked> fresh = look(attempts, now);
    List<Judged> judged = judge(fresh, now);
    Map<UUID, Refusal> refusals = table.write(judged);
    List<NewAuditEvent> events = new ArrayList<>();
    for (Judged one : judged) {
      Refusal refusal = refusals.get(one.attempt().id());
      if (refusal != null && one.redeems()) refusal = whyLost(one, now);
      events.add(event(one, refusal));
      decisions.put(one.attempt().id(), decision(one, refusal));
    }
    if (!events.isEmpty()) audit.record(events);
    return attempts.stream().map(it -> once(decisions, it)).toList();
  }

  /** One decision opens one door: who asks with the same attempt at the same moment was second. */
  private static Decision once(Map<UUID, Decision> decisions, Attempt attempt) {
    Decision decision = decisions.remove(attempt.id());
    return decision == null ? new SeenBefore() : decision;
  }

  /** What is known of each attempt that was not decided before. */
  private Map<Attempt, Looked> look(List<Attempt> attempts, Instant now) {
    List<Looked> looked = table.look(attempts, this::index, guard::counted, now);
    Map<Attempt, Looked> fresh = new LinkedHashMap<>();
    Set<UUID> ids = new HashSet<>();
    for (int n = 0; n < attempts.size(); n++) {
      Attempt attempt = attempts.get(n);
      if (!looked.get(n).seen() && ids.add(attempt.id())) fresh.put(attempt, looked.get(n));
    }
    return fresh;
  }

  /** Under which it is found; null if nothing may be looked up. */
  private byte @Nullable [] index(Attempt attempt) {
    if (attempt.turnedAway() != null) return null;
    return switch (attempt.shown()) {
      case ShownKey.Mistyped _ -> null;
      case ShownKey.TypedPin(Pin pin) -> index(attempt, Form.PIN, pin.digits());
      case ShownKey.TypedUnitAndPin(String _, Pin pin) -> index(attempt, Form.PIN, pin.digits());
      case ShownKey.ScannedQr(Secret text) -> index(attempt, Form.QR, text);
      case ShownKey.ReadCard(Secret number) -> index(attempt, Form.CARD, number);
    };
  }

  private byte[] index(Attempt attempt, Form form, Secret value) {
    return keys.index(attempt.propertyId(), form, value);
  }

  private List<Judged> judge(Map<Attempt, Looked> attempts, Instant now) {
    GuardDuty duty = guard.onDuty(attempts, now);
    Set<UUID> taken = new HashSet<>();
    List<Judged> judged = new ArrayList<>();
    attempts.forEach((attempt, looked) -> judged.add(judge(attempt, looked, duty, taken, now)));
    return judged;
  }

  private Judged judge(
      Attempt attempt, Looked looked, GuardDuty duty, Set<UUID> taken, Instant now) {
    Refusal turnedAway = attempt.turnedAway();
    if (turnedAway != null) return Judged.refused(attempt, null, turnedAway);
    if (attempt.shown() instanceof ShownKey.Mistyped) {
      return Judged.refused(attempt, null, Refusal.MISTYPED);
    }
    return switch (duty.toll(attempt, looked)) {
      case Toll.Paused(var left) -> Judged.paused(attempt, left);
      case Toll.UnitNeeded() -> Judged.refused(attempt, null, Refusal.UNIT_NEEDED);
      case Toll.Closed() -> Judged.refused(attempt, null, Refusal.PINS_CLOSED);
      case Toll.Free() when looked.key() == null ->
          Judged.refused(attempt, null, Refusal.UNKNOWN_KEY);
      case Toll.Paid paid when looked.key() == null -> {
        duty.missed(attempt, looked, paid);
        yield Judged.guessed(attempt, paid.cost());
      }
      case Toll.Free _, Toll.Paid _ -> judge(attempt, looked.key(), taken, now);
    };
  }

  private Judged judge(Attempt attempt, KeyAtDoor key, Set<UUID> taken, Instant now) {
    if (goesOn(attempt, key, now)) return Judged.granted(attempt, key, key.redeemedBy());
    Refusal refusal = key.refusal(attempt.roomId(), now);
    if (refusal != null) return Judged.refused(attempt, key, refusal);
    // A lasting grant has nothing to use up: it opens for whoever looked while it was live.
    if (key.singleEntry() && !taken.add(key.grantId())) {
      return Judged.refused(attempt, key, Refusal.ALREADY_USED);
    }
    return Judged.granted(attempt, key, null);
  }

  private boolean goesOn(Attempt attempt, KeyAtDoor key, Instant now) {
    return key.redeemedBy() != null
        && key.refusalBeforeUse(attempt.roomId(), now) == null
        && visits.again(attempt.kiosk(), key, now);
  }

  /** Between our look and our statement another attempt won, or the grant ended. */
  private Refusal whyLost(Judged lost, Instant now) {
    KeyAtDoor key = lost.key();
    Refusal since =
        key == null ? null : table.lookAgain(key, now).refusal(lost.attempt().roomId(), now);
    if (since == null || since == Refusal.ALREADY_USED) return Refusal.ALREADY_USED;
    table.refused(lost.attempt().id(), since);
    return since;
  }

  private static Decision decision(Judged judged, @Nullable Refusal refusal) {
    if (refusal != null) return new Turned(refusal, judged.unknown(), judged.pause());
    return new Granted(Objects.requireNonNull(judged.key()), judged.continues());
  }

  private static NewAuditEvent event(Judged judged, @Nullable Refusal refusal) {
    Attempt attempt = judged.attempt();
    KeyAtDoor key = judged.key();
    Act granted = judged.continues() == null ? Act.ENTRY_GRANTED : Act.ENTRY_CONTINUED;
    String kiosk = attempt.kiosk().name();
    return new NewAuditEvent(
        attempt.propertyId(),
        Actor.kiosk(attempt.kiosk().id(), kiosk),
        refusal == null ? granted : Act.ENTRY_REFUSED,
        key == null
            ? new Subject("room", attempt.roomId(), attempt.kiosk().room().name())
            : new Subject(key.personKind().subject(), key.personId(), key.personName()),
        refusal == null
            ? Map.of("kiosk", kiosk)
            : Map.of("kiosk", kiosk, "refusal", refusal.name()));
  }
}
