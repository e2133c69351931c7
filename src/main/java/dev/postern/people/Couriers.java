package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.people.CourierAnswer.Fault;
import dev.postern.place.Property;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who brings parcels, where and when their keys open. */
@Component
public class Couriers {
  private static final int LONGEST_NAME = 200;

  private final CourierTable table;
  private final PersonWords words;
  private final Assignments assignments;
  private final Deactivation deactivation;
  private final AuditLog audit;
  private final Clock clock;

  Couriers(
      CourierTable table,
      PersonWords words,
      Assignments assignments,
      Deactivation deactivation,
      AuditLog audit,
      Clock clock) {
    this.table = table;
    this.words = words;
    this.assignments = assignments;
    this.deactivation = deactivation;
    this.audit = audit;
    this.clock = clock;
  }

  /** The courier, if they are assigned to this property. */
  @Transactional(readOnly = true)
  public Optional<Courier> find(UUID propertyId, UUID id) {
    return table.find(id).filter(courier -> courier.properties().contains(propertyId));
  }

  /** The couriers of a property whose words begin with every word of the query. */
  @Transactional(readOnly = true)
  public List<Courier> search(UUID propertyId, String query, boolean active, int limit) {
    List<String> found = SearchWords.ofQuery(query);
    if (found.isEmpty() && !query.isBlank()) return List.of();
    return table.search(propertyId, found, active, limit);
  }

  /**
   * Adds a courier.
   *
   * @param id of the form, which becomes the courier's: sent twice it adds one
   * @param within the properties at which the adder works: they give no others
   */
  @Transactional
  public CourierAnswer add(
      Actor actor, Property property, UUID id, CourierData given, Set<UUID> within) {
    Map<String, Fault> faults = faults(given, property, within);
    if (!faults.isEmpty()) return new CourierAnswer.Refused(faults);
    Instant now = clock.instant();
    Courier courier = courier(id, property.organizationId(), given, property, 0);
    if (table.add(courier, now)) {
      words.write(courier.organizationId(), id, words(courier));
      assignments.set(actor, id, given.properties(), within, now);
      remember(actor, property, courier, Act.COURIER_ADDED, Map.of());
    }
    return new CourierAnswer.Saved(id);
  }

  /**
   * Changes a courier unless somebody else did meanwhile.
   *
   * @param version the one that the edit began from
   * @param within the properties at which the editor works: assignments elsewhere stay
   */
  @Transactional
  public CourierAnswer edit(
      Actor actor, Property property, UUID id, int version, CourierData given, Set<UUID> within) {
    Courier before = find(property.id(), id).orElseThrow();
    Map<String, Fault> faults = faults(given, property, within);
    if (!faults.isEmpty()) return new CourierAnswer.Refused(faults);
    Instant now = clock.instant();
    Courier courier = courier(id, property.organizationId(), given, property, version);
    if (!table.change(courier, actor.id(), now)) {
      return new CourierAnswer.ChangedMeanwhile(table.find(id).orElseThrow());
    }
    words.write(courier.organizationId(), id, words(courier));
    assignments.set(actor, id, given.properties(), within, now);
    Courier after = table.find(id).orElseThrow();
    remember(actor, property, after, Act.COURIER_CHANGED, Map.of("fields", unlike(before, after)));
    return new CourierAnswer.Saved(id);
  }

  /** Ends every key of theirs at once. False if they were deactivated already. */
  @Transactional
  public boolean deactivate(Actor actor, Property property, UUID id) {
    Courier courier = find(property.id(), id).orElseThrow();
    Instant now = clock.instant();
    if (!table.setDeactivated(id, now, actor.id())) return false;
    deactivation.of(actor, id, now);
    remember(actor, property, courier, Act.COURIER_DEACTIVATED, Map.of());
    return true;
  }

  /** They may get keys again; those they had stay dead. False if they were active already. */
  @Transactional
  public boolean activate(Actor actor, Property property, UUID id) {
    Courier courier = find(property.id(), id).orElseThrow();
    if (!table.setDeactivated(id, null, null)) return false;
    remember(actor, property, courier, Act.COURIER_ACTIVATED, Map.of());
    return true;
  }

  private static Map<String, Fault> faults(CourierData given, Property property, Set<UUID> within) {
    Map<String, Fault> faults = new LinkedHashMap<>();
    if (given.lastName().isBlank()) faults.put("lastName", Fault.MISSING);
    if (given.firstName().strip().length() > LONGEST_NAME) faults.put("firstName", Fault.TOO_LONG);
    if (given.lastName().strip().length() > LONGEST_NAME) faults.put("lastName", Fault.TOO_LONG);
    if (given.carrier().strip().length() > LONGEST_NAME) faults.put("carrier", Fault.TOO_LONG);
    if (!given.email().isBlank() && ContactData.email(given.email()).isEmpty()) {
      faults.put("email", Fault.NOT_AN_EMAIL);
    }
    if (!given.phone().isBlank()
        && ContactData.phone(given.phone(), property.country()).isEmpty()) {
      faults.put("phone", Fault.NOT_A_PHONE);
    }
    if (given.properties().stream().noneMatch(within::contains)) {
      faults.put("properties", Fault.NO_PROPERTY);
    }
    return faults;
  }

  private static Courier courier(
      UUID id, UUID organizationId, CourierData given, Property property, int version) {
    String language =
        RecipientCheck.LANGUAGES.contains(given.language())
            ? given.language()
            : property.language();
    return new Courier(
        id,
        organizationId,
        given.firstName().strip(),
        given.lastName().strip(),
        given.carrier().strip(),
        ContactData.email(given.email()).orElse(null),
        ContactData.phone(given.phone(), property.country()).orElse(null),
        language,
        given.lastDay(),
        given.windows(),
        given.properties(),
        null,
        version);
  }

  private static Set<String> words(Courier courier) {
    return SearchWords.of(
        List.of(courier.firstName(), courier.lastName(), courier.carrier()),
        courier.email() == null ? List.of() : List.of(courier.email()),
        courier.phone() == null ? List.of() : List.of(courier.phone()));
  }

  /** The names of the fields that differ: contact data themselves are nobody's business later. */
  private static String unlike(Courier before, Courier after) {
    Set<String> fields = new LinkedHashSet<>();
    if (!before.name().equals(after.name())) fields.add("name");
    if (!before.carrier().equals(after.carrier())) fields.add("carrier");
    if (!Optional.ofNullable(before.email()).equals(Optional.ofNullable(after.email()))) {
      fields.add("email");
    }
    if (!Optional.ofNullable(before.phone()).equals(Optional.ofNullable(after.phone()))) {
      fields.add("phone");
    }
    if (!Optional.ofNullable(before.lastDay()).equals(Optional.ofNullable(after.lastDay()))) {
      fields.add("last day");
    }
    if (!before.windows().equals(after.windows())) fields.add("hours");
    if (!before.properties().equals(after.properties())) fields.add("properties");
    return String.join(", ", fields);
  }

  private void remember(
      Actor actor, Property property, Courier courier, Act act, Map<String, String> details) {
    audit.record(
        property.id(),
        actor,
        act,
        new Subject(Person.Kind.COURIER.subject(), courier.id(), courier.name()),
        details);
  }
}
