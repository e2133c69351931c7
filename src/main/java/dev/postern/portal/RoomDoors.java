package dev.postern.portal;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.door.AddedDoor;
import dev.postern.door.Door;
import dev.postern.door.Doors;
import dev.postern.place.Room;
import dev.postern.vault.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives a room its door, changes and removes it, and remembers who did. */
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
      Actor actor,
      Room room,
      String name,
      String driver,
      Map<String, String> typed,
      @Nullable Secret password) {
    AddedDoor answer = doors.add(room.id(), name, driver, typed, password);
    if (answer instanceof AddedDoor.Added(var door)) {
      remember(actor, room, door, Act.DOOR_ADDED);
    }
    return answer;
  }

  @Transactional
  public AddedDoor change(
      Actor actor,
      Room room,
      Door door,
      String name,
      Map<String, String> typed,
      @Nullable Secret password) {
    AddedDoor answer = doors.change(door.id(), name, typed, password);
    if (answer instanceof AddedDoor.Added(var changed)) {
      remember(actor, room, changed, Act.DOOR_CHANGED);
    }
    return answer;
  }

  @Transactional
  public void remove(Actor actor, Room room, Door door) {
    doors.remove(door.id());
    remember(actor, room, door, Act.DOOR_REMOVED);
  }

  private void remember(Actor actor, Room room, Door door, Act act) {
    audit.record(
        room.propertyId(),
        actor,
        act,
        new Subject("door", door.id(), door.name()),
        Map.of("room", room.name(), "driver", door.driver()));
  }
}
