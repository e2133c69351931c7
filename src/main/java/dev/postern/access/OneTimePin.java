package dev.postern.access;

import dev.postern.place.Room;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A grant for a single entry, as staff see it; never the number.
 *
 * @param issuedBy the name of who sent it, or of the kiosk where its person asked for it
 * @param requestedAt that kiosk, or null if staff sent it
 * @param endedAt when it was used, cancelled or replaced; null while open or simply expired
 */
public record OneTimePin(
    UUID id,
    UUID recipientId,
    String recipientName,
    String unit,
    Room room,
    State state,
    Instant issuedAt,
    String issuedBy,
    @Nullable UUID requestedAt,
    Instant expiresAt,
    String reason,
    @Nullable Instant endedAt) {

  public enum State {
    OPEN,
    USED,
    EXPIRED,
    CANCELLED,
    REPLACED,
    DEACTIVATED
  }

  public boolean open() {
    return state == State.OPEN;
  }
}
