package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.notification.Destination;
import dev.postern.place.Property;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people parcels come for, and how they are found. */
@Component
public class Recipients {
  public static final int MOST_COUNTED = 100_000;

  /** Of those who may be the same person. */
  private static final int MOST_ALIKE = 5;

  private final RecipientTable table;
  private final RecipientSearch search;
  private final RecipientChangeTable changes;
  private final AlternateEmails alternateEmails;
  private final PrimaryContacts contacts;
  private final Deactivation deactivation;
  private final AuditLog audit;
  private final Clock clock;

  Recipients(
      RecipientTable table,
      RecipientSearch search,
      RecipientChangeTable changes,
      AlternateEmails alternateEmails,
      PrimaryContacts contacts,
      Deactivation deactivation,
      AuditLog audit,
      Clock clock) {
    this.table = table;
    this.search = search;
    this.changes = changes;
    this.alternateEmails = alternateEmails;
    this.contacts = contacts;
    this.deactivation = deactivation;
    this.audit = audit;
    this.clock = clock;
  }

  /** The recipient, if it is one of this property. */
  public Optional<Recipient> find(UUID propertyId, UUID id) {
    return table.find(id).filter(recipient -> recipient.propertyId().equals(propertyId));
  }

  /** The recipient, held until the caller's transaction ends: who else asks for it waits. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Recipient> lock(UUID propertyId, UUID id) {
    return table.lock(id).filter(recipient -> recipient.propertyId().equals(propertyId));
  }

  /**
   * Everybody of the property, also the deactivated, whose parcels are announced to this address;
   * held until the caller's transaction ends.
   *
   * @param to an e-mail address or a phone number in E.164
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Recipient> lockByAddress(UUID propertyId, Destination to) {
    return switch (to.via()) {
      case EMAIL -> table.lockByEmail(propertyId, to.address().toLowerCase(Locale.ROOT));
      case SMS -> table.lockByPhone(propertyId, to.address());
    };
  }

  /**
   * Recipients in the order of their names whose words begin with every word of the query, whatever
   * its accents, case and punctuation: name, unit, e-mail and phone. An empty query finds all.
   *
   * @param after the cursor of the last row of the page before, or null for the first page
   */
  @Transactional(readOnly = true)
  public Page search(
      UUID propertyId, String query, RecipientFilter filter, @Nullable Cursor after, int size) {
    List<String> words = SearchWords.ofQuery(query);
    if (words.isEmpty() && !query.isBlank()) return new Page(List.of(), null);
    List<RecipientSearch.Row> rows = search.search(propertyId, words, filter, after, size + 1);
    boolean more = rows.size() > size;
    List<RecipientSearch.Row> shown = more ? rows.subList(0, size) : rows;
    return new Page(
        shown.stream().map(RecipientSearch.Row::recipient).toList(),
        more ? shown.getLast().cursor() : null);
  }

  /** Where a page ended: the next one begins after it. */
  public record Cursor(String sortName, UUID id) {}

  /**
   * @param next where the next page begins, or null on the last one
   */
  public record Page(List<Recipient> recipients, @Nullable Cursor next) {}

  /**
   * How many there are, by filter; for the head of the list. Beyond {@link #MOST_COUNTED} nobody
   * counts on: the answer is one more.
   */
  @Transactional(readOnly = true)
  public int count(UUID propertyId, RecipientFilter filter) {
    return table.count(propertyId, filter, MOST_COUNTED + 1);
  }

  /** Adds all of them or, when one row has an error, none. */
  @Transactional
  public Imported add(Actor actor, Property property, List<NewRecipient> rows) {
    Instant now = clock.instant();
    List<RecipientError> errors = new ArrayList<>();
    List<RecipientTable.NewRow> accepted = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      NewRecipient row = rows.get(i);
      List<RecipientError> wrong = RecipientCheck.errors(i + 1, row, property.country());
      errors.addAll(wrong);
      if (wrong.isEmpty()) {
        accepted.add(row(property, row, null, now));
      }
    }
    if (!errors.isEmpty()) return new Imported(0, errors);
    table.add(accepted);
    audit.record(
        property.id(),
        actor,
        Act.RECIPIENTS_IMPORTED,
        new Subject("property", property.id(), property.name()),
        Map.of("count", String.valueOf(accepted.size())));
    return new Imported(accepted.size(), List.of());
  }

  /**
   * @param count how many were added
   * @param errors why none was
   */
  public record Imported(int count, List<RecipientError> errors) {}

  /**
   * Adds one.
   *
   * @param form made with the form: the same one sent twice adds one recipient
   * @param others those known to be somebody else, although they look like the same person
   */
  @Transactional
  public RecipientAnswer add(
      Actor actor, Property property, UUID form, NewRecipient given, Set<UUID> others) {
    List<RecipientError> errors = RecipientCheck.errors(1, given, property.country());
    if (!errors.isEmpty()) return new RecipientAnswer.Refused(errors);
    RecipientTable.NewRow row = row(property, given, form, clock.instant());
    List<Recipient> alike = changes.alike(row.recipient(), MOST_ALIKE);
    // After the look at the others: the same form may have added one of them a moment ago.
    Optional<Recipient> before = table.ofForm(property.id(), form);
    if (before.isPresent()) return new RecipientAnswer.Saved(before.get().id());
    if (!alike.stream().allMatch(one -> others.contains(one.id()))) {
      return new RecipientAnswer.Alike(alike);
    }
    if (!table.add(row)) { // the same form, at the same moment
      return new RecipientAnswer.Saved(table.ofForm(property.id(), form).orElseThrow().id());
    }
    remember(actor, Act.RECIPIENT_ADDED, row.recipient(), Map.of());
    alternateEmails.changed(actor, property, row.recipient(), row.createdAt());
    return new RecipientAnswer.Saved(row.recipient().id());
  }

  /**
   * Changes a recipient of the property, unless somebody else did since the form was opened.
   *
   * @param version {@link Recipient#version} as it was when the form was opened
   */
  @Transactional
  public RecipientAnswer edit(
      Actor actor, Property property, UUID id, int version, NewRecipient given) {
    Recipient before = lock(property.id(), id).orElseThrow();
    List<RecipientError> errors = RecipientCheck.errors(1, given, property.country());
    if (!errors.isEmpty()) return new RecipientAnswer.Refused(errors);
    Recipient after = RecipientCheck.accepted(id, given, property);
    Map<String, String> difference = RecipientDifference.between(before, after);
    if (difference.isEmpty()) return new RecipientAnswer.Saved(id); // also when sent twice
    if (before.version() != version) {
      return new RecipientAnswer.ChangedMeanwhile(before, changes.lastChange(id));
    }
    Instant now = clock.instant();
    changes.change(after, actor, now);
    table.changeWords(after);
    remember(actor, Act.RECIPIENT_CHANGED, after, difference);
    if (!Objects.equals(before.alternateEmail(), after.alternateEmail())) {
      alternateEmails.changed(actor, property, after, now);
    }
    return new RecipientAnswer.Saved(id);
  }

  /**
   * Ends all they hold at once: no key opens, no queued message leaves. Not twice: false if
   * somebody did before.
   */
  @Transactional
  public boolean deactivate(Actor actor, UUID propertyId, UUID id) {
    Recipient recipient = lock(propertyId, id).orElseThrow();
    Instant now = clock.instant();
    if (!changes.deactivate(propertyId, id, actor, now)) return false;
    alternateEmails.end(id, now);
    contacts.endAll(actor, id, now);
    deactivation.of(actor, id, now);
    remember(actor, Act.RECIPIENT_DEACTIVATED, recipient, Map.of());
    return true;
  }

  /** Takes them in again. What ended stays ended: whatever they need is issued anew. */
  @Transactional
  public boolean activate(Actor actor, UUID propertyId, UUID id) {
    Recipient recipient = lock(propertyId, id).orElseThrow();
    if (!changes.activate(propertyId, id, actor, clock.instant())) return false;
    remember(actor, Act.RECIPIENT_ACTIVATED, recipient, Map.of());
    return true;
  }

  private static RecipientTable.NewRow row(
      Property property, NewRecipient given, @Nullable UUID form, Instant now) {
    return new RecipientTable.NewRow(
        RecipientCheck.accepted(Uuid7.at(now), given, property),
        property.organizationId(),
        given.externalId(),
        form,
        now);
  }

  private void remember(Actor actor, Act act, Recipient about, Map<String, String> details) {
    audit.record(
        about.propertyId(),
        actor,
        act,
        new Subject("recipient", about.id(), about.name()),
        details);
  }
}
