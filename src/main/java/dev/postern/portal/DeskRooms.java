package dev.postern.portal;

import dev.postern.door.Door;
import dev.postern.door.Doors;
import dev.postern.place.Places;
import dev.postern.place.Room;
import dev.postern.web.NotFound;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The rooms and doors of the property that somebody works at; others are not there. */
@Component
class DeskRooms {
  private final Places places;
  private final Doors doors;

  DeskRooms(Places places, Doors doors) {
    this.places = places;
    this.doors = doors;
  }

  Room room(Desk desk, UUID id) {
    return places.rooms(desk.property().id()).stream()
        .filter(room -> room.id().equals(id))
        .findFirst()
        .orElseThrow(NotFound::new);
  }

  /** A door with its room. */
  record RoomDoor(Room room, Door door) {}

  RoomDoor door(Desk desk, UUID id) {
    Door door = doors.find(id).orElseThrow(NotFound::new);
    return new RoomDoor(room(desk, door.roomId()), door);
  }
}
