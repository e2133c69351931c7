package dev.postern.place;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The screen at a room's door. It is bound to that room and holds a credential of its own. */
public record Kiosk(
    UUID id,
    Room room,
    String name,
    State state,
    @Nullable Instant pairedAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastSeenAt) {

  public enum State {
    /** No screen holds its credential yet. */
    UNPAIRED,
    PAIRED,
    /** Its credential was withdrawn; a new pairing code brings it back. */
    REVOKED
  }
}
