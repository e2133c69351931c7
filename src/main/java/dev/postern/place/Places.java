package dev.postern.place;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The organization, its properties and their rooms. */
@Component
public class Places {
  private final PlaceTable table;
  private final Rooms rooms;
  private final AuditLog audit;
  private final Clock clock;

  Places(PlaceTable table, Rooms rooms, AuditLog audit, Clock clock) {
    this.table = table;
    this.rooms = rooms;
    this.audit = audit;
    this.clock = clock;
  }

  /** The organization whose site this is, or empty before the first run is finished. */
  @Transactional(readOnly = true)
  public Optional<Organization> organization() {
    return table.organization();
  }

  /**
   * Founds the organization of this site.
   *
   * @throws IllegalStateException if it was founded already, also by someone else a moment ago
   */
  @Transactional
  public Organization found(Actor actor, String name, boolean rehearsal) {
    Instant now = clock.instant();
    Organization organization = new Organization(Uuid7.at(now), name.strip(), rehearsal);
    table.add(organization, now);
    audit.record(
        null,
        actor,
        Act.ORGANIZATION_FOUNDED,
        new Subject("organization", organization.id(), organization.name()),
        Map.of());
    return organization;
  }

  /** Adds a property with the settings that are right for nine in ten. */
  @Transactional
  public Property addProperty(
      Actor actor,
      Organization organization,
      String name,
      String address,
      ZoneId zone,
      String country,
      String language) {
    Instant now = clock.instant();
    UUID id = Uuid7.at(now);
    table.addProperty(
        id, organization.id(), name.strip(), address.strip(), zone, country, language, now);
    audit.record(
        id, actor, Act.PROPERTY_ADDED, new Subject("property", id, name.strip()), Map.of());
    return property(id);
  }

  /**
   * Adds a property with its first room, or empty if the organization has one of this name: people
   * choose properties by name.
   */
  @Transactional
  public Optional<Property> add(Actor actor, NewProperty given) {
    Organization organization = table.lockOrganization();
    if (table.hasProperty(given.name().strip())) return Optional.empty();
    Property property =
        addProperty(
            actor,
            organization,
            given.name(),
            given.address(),
            given.zone(),
            given.country(),
            given.language());
    addRoom(actor, property.id(), given.room());
    return Optional.of(property);
  }

  /**
   * Gives a property the settings, unless someone has changed one since {@code before} was read.
   */
  @Transactional
  public Change change(Actor actor, Property before, PropertySettings after) {
    PropertySettings was = PropertySettings.of(before);
    List<Setting> changed = after.differences(was);
    if (changed.isEmpty()) return Change.NOTHING;
    if (!table.change(before.id(), was, after)) return Change.MEANWHILE;
    for (Setting setting : changed) {
      audit.record(
          before.id(),
          actor,
          Act.PROPERTY_CHANGED,
          new Subject("property", before.id(), after.name()),
          Map.of(
              "setting", setting.code(),
              "setting-from", was.values().getOrDefault(setting, ""),
              "setting-to", after.values().getOrDefault(setting, "")));
    }
    return Change.DONE;
  }

  /** What became of a change. */
  public enum Change {
    DONE,
    /** All was as asked for already. */
    NOTHING,
    /** Somebody else changed a setting in between; nothing was done. */
    MEANWHILE
  }

  /**
   * Adds a room whose name is known to be free.
   *
   * @throws IllegalStateException if the property has a room of this name; {@link Rooms} asks first
   */
  @Transactional
  public Room addRoom(Actor actor, UUID propertyId, String name) {
    return rooms
        .add(actor, propertyId, name)
        .orElseThrow(() -> new IllegalStateException("The property has a room of this name."));
  }

  /** The property; ids come from our own rows, so one that is missing is a surprise. */
  public Property property(UUID id) {
    return table.property(id).orElseThrow();
  }

  public List<Property> properties() {
    return table.properties();
  }

  public List<Room> rooms(UUID propertyId) {
    return table.rooms(propertyId);
  }

  @Transactional(readOnly = true)
  public Room room(UUID id) {
    return table.room(id).orElseThrow();
  }
}
