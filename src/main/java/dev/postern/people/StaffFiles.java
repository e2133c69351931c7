package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.place.Places;
import dev.postern.place.Property;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * User Admin > Staff: staff members found, changed, deactivated and taken in again, by those whose
 * right it is. Who may handle whom is {@link #mayHandle}; its callers ask first.
 */
@Component
public class StaffFiles {
  private final StaffFileTable table;
  private final Assignments assignments;
  private final Deactivation deactivation;
  private final Places places;
  private final AuditLog audit;
  private final Clock clock;

  StaffFiles(
      StaffFileTable table,
      Assignments assignments,
      Deactivation deactivation,
      Places places,
      AuditLog audit,
      Clock clock) {
    this.table = table;
    this.assignments = assignments;
    this.deactivation = deactivation;
    this.places = places;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The staff member, if they work at this property. Whoever handles administrators also finds
   * those who work nowhere (any more), because nobody else would.
   */
  @Transactional(readOnly = true)
  public Optional<StaffFile> find(StaffMember reader, UUID propertyId, UUID id) {
    return table.find(id).filter(file -> isSeen(reader, propertyId, file.member()));
  }

  /** Whether this file is the reader's to change: {@link StaffMember#gives} the role it has. */
  public static boolean mayHandle(StaffMember reader, StaffFile file) {
    return reader.gives(file.member().role());
  }

  /**
   * Staff members of a property in the order of their names, as {@link Recipients#search} finds
   * recipients.
   */
  @Transactional(readOnly = true)
  public Page search(
      StaffMember reader,
      UUID propertyId,
      String query,
      StaffFilter filter,
      Recipients.@Nullable Cursor after,
      int size) {
    List<String> words = SearchWords.ofQuery(query);
    if (words.isEmpty() && !query.isBlank()) return new Page(List.of(), null);
    List<StaffFileTable.Row> rows =
        table.search(
            reader.organizationId(),
            propertyId,
            reader.gives(Role.ADMINISTRATOR),
            words,
            filter,
            after,
            size + 1);
    boolean more = rows.size() > size;
    List<StaffFileTable.Row> shown = more ? rows.subList(0, size) : rows;
    return new Page(
        shown.stream().map(StaffFileTable.Row::file).toList(),
        more ? shown.getLast().cursor() : null);
  }

  /**
   * @param next where the next page begins, or null on the last one
   */
  public record Page(List<StaffFile> files, Recipients.@Nullable Cursor next) {}

  /**
   * Changes a staff member, unless somebody else did since the form was opened. A property that is
   * taken away has its doors closed to their keys from that moment on.
   */
  @Transactional
  public StaffAnswer edit(StaffMember by, Property desk, UUID id, int version, StaffChange change) {
    Set<UUID> administrators = table.lockAdministrators();
    StaffFile before = table.lock(id).orElseThrow();
    Set<UUID> properties = wished(by, before.member().properties(), change.properties());
    Set<StaffFault> faults =
        StaffCheck.faults(by, desk, before.member(), change, properties, administrators);
    if (!faults.isEmpty()) return new StaffAnswer.Refused(faults);
    StaffFile after = after(before, desk, change, properties);
    if (after.equals(before)) return new StaffAnswer.Saved(id);
    if (before.version() != version) return new StaffAnswer.ChangedMeanwhile();
    Instant now = clock.instant();
    table.change(after, now, by.id());
    assignments.set(actor(by), id, properties, within(by), now);
    remember(by, desk, before, after);
    return new StaffAnswer.Saved(id);
  }

  /** Ends all that they hold at once: every key, every session. Coming back revives nothing. */
  @Transactional
  public DeactivationAnswer deactivate(StaffMember by, Property desk, UUID id) {
    Set<UUID> administrators = table.lockAdministrators();
    StaffFile file = table.lock(id).orElseThrow();
    if (by.id().equals(id)) return DeactivationAnswer.ONESELF;
    if (administrators.equals(Set.of(id))) return DeactivationAnswer.LAST_ADMINISTRATOR;
    Instant now = clock.instant();
    if (!table.deactivate(id, by.id(), now)) return DeactivationAnswer.BEFORE;
    deactivation.of(actor(by), id, now);
    remember(by, desk, Act.STAFF_DEACTIVATED, file.member(), Map.of());
    return DeactivationAnswer.DONE;
  }

  /** Lets them sign in again, with the password they had. False if they were never away. */
  @Transactional
  public boolean activate(StaffMember by, Property desk, UUID id) {
    StaffFile file = table.lock(id).orElseThrow();
    if (!table.activate(id, by.id(), clock.instant())) return false;
    remember(by, desk, Act.STAFF_ACTIVATED, file.member(), Map.of());
    return true;
  }

  /** The properties that are theirs to give and to take. */
  private Set<UUID> within(StaffMember by) {
    return places.properties().stream()
        .map(Property::id)
        .filter(by::worksAt)
        .collect(Collectors.toSet());
  }

  /** Where they work as the one who changes it wishes; at other properties nothing changes. */
  private static Set<UUID> wished(StaffMember by, Set<UUID> before, Set<UUID> ticked) {
    Set<UUID> after = new HashSet<>(before);
    after.removeIf(by::worksAt);
    after.addAll(ticked);
    return after;
  }

  private static Set<UUID> given(Set<UUID> before, Set<UUID> after) {
    Set<UUID> given = new HashSet<>(after);
    given.removeAll(before);
    return given;
  }

  private static boolean isSeen(StaffMember reader, UUID propertyId, StaffMember member) {
    if (member.worksAt(propertyId)) return true;
    return reader.gives(Role.ADMINISTRATOR) && member.properties().isEmpty();
  }

  private static StaffFile after(
      StaffFile before, Property desk, StaffChange change, Set<UUID> properties) {
    StaffMember was = before.member();
    return new StaffFile(
        new StaffMember(
            was.id(),
            was.organizationId(),
            change.firstName().strip(),
            change.lastName().strip(),
            was.email(),
            change.role(),
            properties),
        change.language(),
        ContactData.phone(change.phone(), desk.country()).orElse(null),
        before.deactivatedAt(),
        before.version());
  }

  private void remember(StaffMember by, Property desk, StaffFile before, StaffFile after) {
    StaffMember was = before.member();
    StaffMember is = after.member();
    Map<String, String> details = StaffDifference.between(before, after);
    if (!details.isEmpty()) remember(by, desk, Act.STAFF_CHANGED, is, details);
    // Each property's own log tells of who came and who left; no other property's does.
    given(was.properties(), is.properties())
        .forEach(property -> remember(by, property, Act.STAFF_ASSIGNED, is, Map.of()));
    given(is.properties(), was.properties())
        .forEach(property -> remember(by, property, Act.STAFF_UNASSIGNED, is, Map.of()));
  }

  private void remember(
      StaffMember by, Property desk, Act act, StaffMember whom, Map<String, String> details) {
    remember(by, desk.id(), act, whom, details);
  }

  private void remember(
      StaffMember by, UUID propertyId, Act act, StaffMember whom, Map<String, String> details) {
    audit.record(
        propertyId, actor(by), act, new Subject("staff-member", whom.id(), whom.name()), details);
  }

  private static Actor actor(StaffMember by) {
    return Actor.staff(by.id(), by.name());
  }
}
