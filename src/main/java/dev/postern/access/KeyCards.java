package dev.postern.access;

import dev.postern.access.AccessKeyTable.NewKey;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.people.Person;
import dev.postern.place.Kiosk;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Key cards are added where they will be used: at a kiosk, by who just entered with their PIN. */
@Component
public class KeyCards {
  /** From entering with a PIN to holding a card to the reader. */
  public static final Duration AFTER_ENTRY = Duration.ofMinutes(1);

  private final AccessKeyTable table;
  private final StandingKeys keys;
  private final EntryTable entries;
  private final AuditLog audit;
  private final Limits limits;
  private final TransactionTemplate transaction;
  private final Clock clock;

  KeyCards(
      AccessKeyTable table,
      StandingKeys keys,
      EntryTable entries,
      AuditLog audit,
      Limits limits,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.keys = keys;
    this.entries = entries;
    this.audit = audit;
    this.limits = limits;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What somebody is told who holds a card to the reader. */
  public enum Answer {
    ADDED,
    /** It is no card, or somebody has it: one answer, which tells nobody whose it is. */
    NOT_POSSIBLE,
    /** No staff member or courier entered here with their PIN a moment ago. */
    SIGN_IN_FIRST,
    TOO_MANY
  }

  /** Whether this entry was made with a PIN whose owner may add a key card now. */
  public boolean offered(Kiosk kiosk, UUID attemptId) {
    return holder(kiosk, attemptId, clock.instant()).isPresent();
  }

  /**
   * Adds a key card for whoever entered at this kiosk a moment ago with their own PIN. The same
   * card for the same person again changes nothing and is added.
   *
   * @param attemptId of that entry
   */
  public Answer add(Kiosk kiosk, UUID attemptId, ShownKey shown) {
    Instant now = clock.instant();
    Optional<UUID> holder = holder(kiosk, attemptId, now);
    if (holder.isEmpty()) return Answer.SIGN_IN_FIRST;
    if (!(shown instanceof ShownKey.ReadCard(Secret number))) return Answer.NOT_POSSIBLE;
    if (limits.take(Limit.CARD_BINDINGS, kiosk.id().toString()).isPresent()) {
      return Answer.TOO_MANY;
    }
    return Objects.requireNonNull(
        transaction.execute(status -> add(kiosk, holder.get(), number, now, status)));
  }

  private Optional<UUID> holder(Kiosk kiosk, UUID attemptId, Instant now) {
    return entries.enteredByPin(attemptId, kiosk.id(), now.minus(AFTER_ENTRY));
  }

  private Answer add(
      Kiosk kiosk, UUID personId, Secret number, Instant now, TransactionStatus status) {
    UUID propertyId = kiosk.room().propertyId();
    Optional<Person> found = keys.lock(propertyId, personId);
    if (found.isEmpty()) return Answer.SIGN_IN_FIRST;
    Optional<UUID> owner = table.holder(propertyId, Form.CARD, number);
    if (owner.filter(personId::equals).isPresent()) return Answer.ADDED;
    UUID id = Uuid7.at(now);
    NewKey key = new NewKey(id, Form.CARD, number, kiosk.name(), personId, false);
    if (!keys.add(found.get(), key, now)) {
      status.setRollbackOnly();
      return Answer.NOT_POSSIBLE;
    }
    audit.record(
        propertyId,
        Actor.kiosk(kiosk.id(), kiosk.name()),
        Act.KEY_CARD_ADDED,
        new Subject(Form.CARD.subject(), id, found.get().name()),
        Map.of());
    return Answer.ADDED;
  }
}
