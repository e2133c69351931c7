package dev.postern.portal;

import dev.postern.door.Door;
import dev.postern.place.Room;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room with its door, if it has one, and the kiosks at it. */
public record RoomRow(Room room, @Nullable Door door, List<KioskRow> kiosks) {}
