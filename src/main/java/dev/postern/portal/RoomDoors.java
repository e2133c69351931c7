package dev.postern.portal;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.door.AddedDoor;
import dev.postern.door.Doors;
import dev.postern.place.Room;
import dev.postern.vault.Secret;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a room its door and remembers who did. */
@Component
class RoomDoors {
  private final Doors doors;
  private final AuditLog audit;

  RoomDoors(Doors doors, AuditLog audit) {
    this.doors = doors;
    this.audit = audit;
  }

  @Transactional
  public AddedDoor add(
      Actor actor, Room room, String driver, Map<String, String> typed, Secret password) {
    AddedDoor answer = doors.add(room.id(), room.name(), driver, typed, password);
    if (answer instanceof AddedDoor.Added(var door)) {
      audit.record(
          room.propertyId(),
          actor,
          Act.DOOR_ADDED,
          new Subject("door", door.id(), door.name()),
          Map.of("room", room.name(), "driver", door.driver()));
    }
    return answer;
  }
}
