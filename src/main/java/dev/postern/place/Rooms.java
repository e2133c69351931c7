package dev.postern.place;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rooms of a property and their names. No two rooms of a property have the same name, because
 * people are sent to a room by it; the property's row is held while that is found out.
 */
@Component
public class Rooms {
  private final PlaceTable table;
  private final AuditLog audit;
  private final Clock clock;

  Rooms(PlaceTable table, AuditLog audit, Clock clock) {
    this.table = table;
    this.audit = audit;
    this.clock = clock;
  }

  /** The new room, or empty if the property has one of this name. */
  @Transactional
  public Optional<Room> add(Actor actor, UUID propertyId, String name) {
    table.lockProperty(propertyId);
    Room room = new Room(Uuid7.at(clock.instant()), propertyId, name.strip());
    if (table.hasAnother(room)) return Optional.empty();
    table.add(room);
    audit.record(propertyId, actor, Act.ROOM_ADDED, subject(room), Map.of());
    return Optional.of(room);
  }

  /** The room with its new name, or empty if another room of the property has it. */
  @Transactional
  public Optional<Room> rename(Actor actor, Room room, String name) {
    table.lockProperty(room.propertyId());
    Room before = table.room(room.id()).orElseThrow();
    Room after = new Room(room.id(), room.propertyId(), name.strip());
    if (after.equals(before)) return Optional.of(before);
    if (table.hasAnother(after)) return Optional.empty();
    table.rename(after);
    audit.record(
        room.propertyId(),
        actor,
        Act.ROOM_RENAMED,
        subject(after),
        Map.of("setting-from", before.name()));
    return Optional.of(after);
  }

  private static Subject subject(Room room) {
    return new Subject("room", room.id(), room.name());
  }
}
