package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.place.Property;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people parcels come for, and how they are found. */
@Component
public class Recipients {
  private final RecipientTable table;
  private final AuditLog audit;
  private final Clock clock;

  Recipients(RecipientTable table, AuditLog audit, Clock clock) {
    this.table = table;
    this.audit = audit;
    this.clock = clock;
  }

  /** The recipient, if it is one of this property. */
  @Transactional(readOnly = true)
  public Optional<Recipient> find(UUID propertyId, UUID id) {
    return table.find(id).filter(recipient -> recipient.propertyId().equals(propertyId));
  }

  /** The recipient, held until the caller's transaction ends: who else asks for it waits. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Recipient> lock(UUID propertyId, UUID id) {
    return table.lock(id).filter(recipient -> recipient.propertyId().equals(propertyId));
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
    List<RecipientTable.Row> rows = table.search(propertyId, words, filter, after, size + 1);
    boolean more = rows.size() > size;
    List<RecipientTable.Row> shown = more ? rows.subList(0, size) : rows;
    return new Page(
        shown.stream().map(RecipientTable.Row::recipient).toList(),
        more ? shown.getLast().cursor() : null);
  }

  /** Where a page ended: the next one begins after it. */
  public record Cursor(String sortName, UUID id) {}

  /**
   * @param next where the next page begins, or null on the last one
   */
  public record Page(List<Recipient> recipients, @Nullable Cursor next) {}

  /** How many there are, by filter; for the head of the list. */
  @Transactional(readOnly = true)
  public int count(UUID propertyId, RecipientFilter filter) {
    return table.count(propertyId, filter);
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
        accepted.add(RecipientCheck.accepted(Uuid7.at(now), row, property, now));
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
}
