package dev.postern.portal;

import dev.postern.place.Room;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A room with its door, if it has one, and the kiosks at it. */
public record RoomRow(Room room, @Nullable DoorRow door, List<KioskRow> kiosks) {}
