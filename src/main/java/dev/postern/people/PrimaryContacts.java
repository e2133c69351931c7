package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.place.Property;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who may pick up for whom, from when until when, and that it was agreed to. */
@Component
public class PrimaryContacts {
  private final PrimaryContactTable table;
  private final RecipientTable recipients;
  private final AuditLog audit;
  private final Clock clock;

  PrimaryContacts(
      PrimaryContactTable table, RecipientTable recipients, AuditLog audit, Clock clock) {
    this.table = table;
    this.recipients = recipients;
    this.audit = audit;
    this.clock = clock;
  }

  /** Those that let others pick up for this person and this person for others, newest first. */
  @Transactional(readOnly = true)
  public List<PrimaryContact> ofPerson(UUID personId) {
    return table.ofPerson(personId);
  }

  /** The one of this property. */
  @Transactional(readOnly = true)
  public Optional<PrimaryContact> find(UUID propertyId, UUID id) {
    return table.find(id).filter(contact -> contact.propertyId().equals(propertyId));
  }

  /**
   * Lets somebody pick up for this recipient of the property.
   *
   * @return everything that stands in the way; empty if it is done
   */
  @Transactional
  public Set<PrimaryContactFault> add(
      Actor actor, Property property, UUID personId, NewPrimaryContact given) {
    Instant now = clock.instant();
    // In one order, or two who name each other would wait for one another.
    Map<UUID, Recipient> both =
        Stream.of(personId, given.contactId())
            .sorted()
            .distinct()
            .map(recipients::lock)
            .flatMap(Optional::stream)
            .filter(one -> one.propertyId().equals(property.id()))
            .collect(Collectors.toMap(Recipient::id, one -> one));
    Recipient person = Objects.requireNonNull(both.get(personId));
    Set<PrimaryContactFault> faults = faults(given, LocalDate.ofInstant(now, property.zone()));
    Recipient contact = both.get(given.contactId());
    if (contact == null) faults.add(PrimaryContactFault.UNKNOWN);
    else if (contact.equals(person)) faults.add(PrimaryContactFault.THEMSELVES);
    else if (!person.active() || !contact.active()) faults.add(PrimaryContactFault.DEACTIVATED);
    if (contact == null || !faults.isEmpty()) return faults;
    if (!table.add(Uuid7.at(now), property.id(), personId, given, actor, now)) {
      return EnumSet.of(PrimaryContactFault.ALREADY);
    }
    remember(
        actor,
        property.id(),
        Act.PRIMARY_CONTACT_ADDED,
        personId,
        person.name(),
        Map.of(
            "contact", contact.name(),
            "from", given.firstDay().toString(),
            "until", given.lastDay() == null ? "" : given.lastDay().toString()));
    return faults;
  }

  /** From this moment they may no longer; false if it was ended before. */
  @Transactional
  public boolean end(Actor actor, PrimaryContact contact) {
    if (!table.end(contact.id(), actor, clock.instant())) return false;
    remember(
        actor,
        contact.propertyId(),
        Act.PRIMARY_CONTACT_ENDED,
        contact.person().id(),
        contact.person().name(),
        Map.of("contact", contact.contact().name()));
    return true;
  }

  /** All in which a person is the one or the other, because they are deactivated. */
  @Transactional(propagation = Propagation.MANDATORY)
  void endAll(Actor actor, UUID personId, Instant now) {
    table.endAll(personId, actor, now);
  }

  private static Set<PrimaryContactFault> faults(NewPrimaryContact given, LocalDate today) {
    Set<PrimaryContactFault> faults = EnumSet.noneOf(PrimaryContactFault.class);
    LocalDate last = given.lastDay();
    if (last != null && last.isBefore(given.firstDay())) {
      faults.add(PrimaryContactFault.ENDS_BEFORE_IT_BEGINS);
    } else if (last != null && last.isBefore(today)) {
      faults.add(PrimaryContactFault.OVER_ALREADY);
    }
    if (given.consentBy().isBlank()) faults.add(PrimaryContactFault.CONSENT_MISSING);
    if (given.consentBy().strip().length() > PrimaryContact.LONGEST_CONSENT_BY) {
      faults.add(PrimaryContactFault.CONSENT_TOO_LONG);
    }
    if (given.consentOn().isAfter(today)) faults.add(PrimaryContactFault.CONSENT_TO_COME);
    if (given.consentNote().strip().length() > PrimaryContact.LONGEST_CONSENT_NOTE) {
      faults.add(PrimaryContactFault.NOTE_TOO_LONG);
    }
    return faults;
  }

  private void remember(
      Actor actor, UUID propertyId, Act act, UUID about, String name, Map<String, String> details) {
    audit.record(propertyId, actor, act, new Subject("recipient", about, name), details);
  }
}
