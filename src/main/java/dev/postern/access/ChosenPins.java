package dev.postern.access;

import dev.postern.access.AccessKeyTable.NewKey;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.database.Uuid7;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.notification.Via;
import dev.postern.people.Person;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** A live PIN gets a value that a manager chooses, without telling them whose numbers are whose. */
@Component
public class ChosenPins {
  private final AccessKeyTable table;
  private final StandingKeys keys;
  private final EndOfAccess end;
  private final KeyLetters letters;
  private final AuditLog audit;
  private final Limits limits;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ChosenPins(
      AccessKeyTable table,
      StandingKeys keys,
      EndOfAccess end,
      KeyLetters letters,
      AuditLog audit,
      Limits limits,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.keys = keys;
    this.end = end;
    this.letters = letters;
    this.audit = audit;
    this.limits = limits;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The answer to who chooses a PIN's value. */
  public sealed interface Answer {
    /**
     * @param id of the key with the new value
     * @param sentVia how its owner is told
     */
    record Changed(UUID id, Set<Via> sentVia) implements Answer {}

    /** It is not a lasting PIN that is switched on. */
    record Ended() implements Answer {}

    record Refused(ChosenPin.Fault fault) implements Answer {}

    /**
     * Somebody has it, or had it lately, or it is one that many people choose: one answer, so that
     * it tells nobody that a number is somebody's live PIN.
     */
    record NotAvailable() implements Answer {}

    record TooMany(Duration pause) implements Answer {}
  }

  /**
   * Gives a live PIN a chosen value and tells its owner. A try is counted before it is made; the
   * count is given back when the value was free.
   *
   * @param digits as many as a new PIN has, see {@link StandingKeys#lengthFor}, with or without the
   *     last one, which is the check digit
   */
  public Answer choose(Actor actor, Property property, UUID id, String digits) {
    Optional<AccessKey> found =
        table
            .find(property.id(), id, clock.instant())
            .filter(key -> key.lasting() && key.form() == Form.PIN)
            .filter(key -> key.state() == KeyState.LIVE);
    if (found.isEmpty()) return new Answer.Ended();
    int random = keys.lengthFor(found.get().personId()) - 1;
    return switch (ChosenPin.read(digits, found.get().unit(), random)) {
      case ChosenPin.Faulty(ChosenPin.Fault fault) -> new Answer.Refused(fault);
      case ChosenPin.Chosen chosen -> counted(actor, property, found.get(), chosen);
    };
  }

  private Answer counted(Actor actor, Property property, AccessKey key, ChosenPin.Chosen chosen) {
    String chooser = String.valueOf(actor.id());
    Optional<Duration> pause = limits.take(Limit.CHOSEN_PINS, chooser);
    if (pause.isPresent()) return new Answer.TooMany(pause.get());
    Answer answer = transaction.execute(status -> replace(actor, property, key, chosen, status));
    if (answer instanceof Answer.NotAvailable) {
      audit.record(property.id(), actor, Act.KEY_CHANGE_REFUSED, key.subject(), key.details());
    } else {
      limits.giveBack(Limit.CHOSEN_PINS, chooser);
    }
    return answer == null ? new Answer.Ended() : answer;
  }

  private Answer replace(
      Actor actor,
      Property property,
      AccessKey key,
      ChosenPin.Chosen chosen,
      TransactionStatus status) {
    Instant now = clock.instant();
    Optional<Person> owner = keys.lock(property.id(), key.personId());
    if (owner.isEmpty()) return new Answer.Ended();
    // First the old value ends; if the new one is not free, that is taken back with all the rest.
    if (!end.ofKey(actor, key.id(), EndOfAccess.REPLACED, now)) {
      return new Answer.Ended();
    }
    Person person = owner.get();
    UUID id = Uuid7.at(now);
    Secret value = chosen.pin().digits();
    if (!keys.add(person, new NewKey(id, Form.PIN, value, "", actor.id(), chosen.weak()), now)) {
      status.setRollbackOnly();
      return new Answer.NotAvailable();
    }
    keys.remember(actor, property, person, Form.PIN, id, Act.KEY_CHANGED);
    boolean own = person.id().equals(actor.id());
    return new Answer.Changed(
        id, own ? Set.of() : letters.sendChosen(property, person, actor, id, Form.PIN, value));
  }
}
