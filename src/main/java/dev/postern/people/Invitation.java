package dev.postern.people;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A link by which one address becomes a staff member.
 *
 * @param propertyId the one in whose name it was sent; they work there, and maybe elsewhere too
 * @param properties where they will work
 * @param invitedBy the staff member who answers for it
 * @param changedAt when it was accepted, cancelled or replaced, or will have expired
 */
public record Invitation(
    UUID id,
    UUID propertyId,
    String email,
    Role role,
    Set<UUID> properties,
    UUID invitedBy,
    String inviterName,
    Instant invitedAt,
    Instant expiresAt,
    State state,
    Instant changedAt) {

  public enum State {
    OPEN,
    ACCEPTED,
    CANCELLED,
    /** Another one for the same address took its place. */
    REPLACED,
    EXPIRED
  }

  /** Whether it can be sent again: its address is not on the staff yet. */
  public boolean canBeSentAgain() {
    return switch (state) {
      case OPEN, EXPIRED, CANCELLED -> true;
      case ACCEPTED, REPLACED -> false;
    };
  }
}
