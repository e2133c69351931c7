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
  private final AuditLog audit;
  private final Clock clock;

  Places(PlaceTable table, AuditLog audit, Clock clock) {
    this.table = table;
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

  @Transactional
  public Room addRoom(Actor actor, UUID propertyId, String name) {
    Room room = new Room(Uuid7.at(clock.instant()), propertyId, name.strip());
    table.add(room);
    audit.record(
        propertyId, actor, Act.ROOM_ADDED, new Subject("room", room.id(), room.name()), Map.of());
    return room;
  }

  /** The property; ids come from our own rows, so one that is missing is a surprise. */
  @Transactional(readOnly = true)
  public Property property(UUID id) {
    return table.property(id).orElseThrow();
  }

  @Transactional(readOnly = true)
  public List<Property> properties() {
    return table.properties();
  }

  @Transactional(readOnly = true)
  public List<Room> rooms(UUID propertyId) {
    return table.rooms(propertyId);
  }

  @Transactional(readOnly = true)
  public Room room(UUID id) {
    return table.room(id).orElseThrow();
  }
}
