package dev.postern.access;

import dev.postern.access.AccessKeyTable.NewKey;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.notification.Via;
import dev.postern.people.People;
import dev.postern.people.Person;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lasting keys of staff members, couriers and recipients: one PIN, one QR code and any number
 * of key cards per person. A key opens the doors of every property its owner belongs to, so its
 * value must be free at each; whether they still belong is asked at the door.
 */
@Component
public class StandingKeys {
  private final AccessKeyTable table;
  private final StandingGrantTable grants;
  private final EndOfAccess end;
  private final People people;
  private final Places places;
  private final LivePins live;
  private final KeyLetters letters;
  private final AuditLog audit;
  private final Clock clock;

  StandingKeys(
      AccessKeyTable table,
      StandingGrantTable grants,
      EndOfAccess end,
      People people,
      Places places,
      LivePins live,
      KeyLetters letters,
      AuditLog audit,
      Clock clock) {
    this.table = table;
    this.grants = grants;
    this.end = end;
    this.people = people;
    this.places = places;
    this.live = live;
    this.letters = letters;
    this.audit = audit;
    this.clock = clock;
  }

  /** The answer to who gives somebody a key. */
  public sealed interface IssueAnswer {
    /**
     * @param shown the PIN in groups or the QR code's text, for its owner's eyes alone
     * @param sentVia the channels through which it is on its way to its owner; none when they gave
     *     it to themselves, or when there is nothing on file
     */
    record Issued(UUID id, Secret shown, Set<Via> sentVia) implements IssueAnswer {}

    /** There is no such person at the property, or they are deactivated. */
    record NobodyThere() implements IssueAnswer {}
  }

  /**
   * Gives a person a new random PIN or QR code; an older one of theirs ends. It goes to its owner
   * by message, unless they gave it to themselves.
   *
   * @param property where the one who gives it works
   * @param form PIN or QR; a key card is added where it is held to a reader, see {@link KeyCards}
   */
  @Transactional
  public IssueAnswer issue(Actor actor, Property property, UUID personId, Form form) {
    Optional<Person> found = lock(property.id(), personId);
    if (found.isEmpty()) return new IssueAnswer.NobodyThere();
    Person person = found.get();
    Instant now = clock.instant();
    replaceOlder(actor, property, person, form, now);
    int digits = randomDigits(person);
    for (int draw = 0; draw < AccessKeys.MOST_DRAWS; draw++) {
      Secret value = draw(form, digits, person.unit());
      UUID id = Uuid7.at(now);
      if (add(person, new NewKey(id, form, value, "", actor.id(), false), now)) {
        remember(actor, property, person, form, id, Act.KEY_ISSUED);
        boolean own = person.id().equals(actor.id());
        Set<Via> sent = own ? Set.of() : letters.send(property, person, id, form, value);
        return new IssueAnswer.Issued(id, AccessKeys.asRead(form, value), sent);
      }
      table.remove(id);
    }
    throw new IllegalStateException("No value was free in so many draws");
  }

  /** Switches a key off, at every door; its number stays taken. False if it was not on. */
  @Transactional
  public boolean deactivate(Actor actor, Property property, UUID id) {
    return change(
        actor, property, id, Act.KEY_DEACTIVATED, now -> table.deactivate(id, actor.id(), now));
  }

  /** Switches a key on again with the value it had. False if it was not off, or has ended. */
  @Transactional
  public boolean reactivate(Actor actor, Property property, UUID id) {
    return change(actor, property, id, Act.KEY_REACTIVATED, _ -> table.reactivate(id));
  }

  /** Ends a key for good: its value is erased and rests. False if it has ended already. */
  @Transactional
  public boolean delete(Actor actor, Property property, UUID id) {
    return change(
        actor,
        property,
        id,
        Act.KEY_DELETED,
        now -> end.ofKey(actor, id, EndOfAccess.DELETED, now));
  }

  /** Ends every grant and key of a person for good, also one-time PINs. False if none lived. */
  @Transactional
  public boolean stopAll(Actor actor, Property property, UUID personId) {
    Optional<Person> found = people.lock(personId).filter(is -> is.belongsTo(property.id()));
    if (found.isEmpty()) return false;
    Person person = found.get();
    if (!end.of(actor, personId, EndOfAccess.STOPPED, clock.instant())) return false;
    Subject subject = new Subject(person.kind().subject(), person.id(), person.name());
    audit.record(property.id(), actor, Act.ACCESS_STOPPED, subject, Map.of());
    return true;
  }

  /** The person, held, if they are active and belong there. */
  Optional<Person> lock(UUID propertyId, UUID personId) {
    return people
        .lock(personId)
        .filter(Person::active)
        .filter(person -> person.belongsTo(propertyId));
  }

  /**
   * Adds a value at each property of its owner. When it is not free at one of them the answer is
   * false, and the caller takes back what was added at others.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean add(Person person, NewKey key, Instant now) {
    // In one order, so that two people who get keys at the same properties do not lock each other.
    for (UUID property : new TreeSet<>(person.properties())) {
      UUID grant = grants.ofPerson(person.id(), property, key.issuedBy(), now);
      if (!table.add(property, grant, key, now)) return false;
    }
    return !person.properties().isEmpty();
  }

  /** All digits that a new PIN of this person has, with its check digit. */
  @Transactional(readOnly = true)
  public int lengthFor(UUID personId) {
    return people.find(personId).map(this::randomDigits).orElse(Pin.FEWEST_RANDOM) + 1;
  }

  /** The random digits of a new PIN of theirs: as many as the strictest of their doors asks for. */
  private int randomDigits(Person person) {
    return person.properties().stream()
        .map(places::property)
        .mapToInt(live::randomDigits)
        .max()
        .orElse(Pin.FEWEST_RANDOM);
  }

  private static Secret draw(Form form, int randomDigits, String unit) {
    return switch (form) {
      case PIN -> Pin.draw(randomDigits, unit).digits();
      case QR -> QrText.draw();
      case CARD -> throw new IllegalArgumentException("a key card is not drawn");
    };
  }

  private void replaceOlder(Actor actor, Property property, Person person, Form form, Instant now) {
    for (UUID older : grants.live(person.id(), form)) {
      if (end.ofKey(actor, older, EndOfAccess.REPLACED, now)) {
        remember(actor, property, person, form, older, Act.KEY_REPLACED);
      }
    }
  }

  private interface Step {
    boolean at(Instant now);
  }

  private boolean change(Actor actor, Property property, UUID id, Act act, Step step) {
    Instant now = clock.instant();
    Optional<AccessKey> key = table.find(property.id(), id, now).filter(AccessKey::lasting);
    if (key.isEmpty() || !step.at(now)) return false;
    audit.record(property.id(), actor, act, key.get().subject(), key.get().details());
    return true;
  }

  void remember(Actor actor, Property property, Person person, Form form, UUID id, Act act) {
    audit.record(
        property.id(),
        actor,
        act,
        new Subject(form.subject(), id, person.name()),
        Map.of("form", form.name()));
  }
}
