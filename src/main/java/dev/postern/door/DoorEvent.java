package dev.postern.door;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened at a door, by the program's time.
 *
 * @param entryId the entry whose release it followed, if any
 * @param because of {@link Kind#OFFLINE}: the name of an {@link OpeningReason}; else empty
 */
public record DoorEvent(
    UUID id,
    UUID doorId,
    UUID roomId,
    Instant at,
    Kind kind,
    @Nullable UUID entryId,
    String because) {

  public enum Kind {
    OPENED,
    CLOSED,
    /** It opened, and neither an entry nor the exit button had released it. */
    FORCED,
    /** It has stood open for {@link DoorState#HELD_OPEN_AFTER}. */
    HELD_OPEN,
    EXIT_BUTTON,
    /** Its device has not answered for {@link DoorState#OFFLINE_AFTER}. */
    OFFLINE,
    ONLINE
  }
}
