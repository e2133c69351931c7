package dev.postern.people;

import java.time.Instant;
import java.util.UUID;

/**
 * The question to the owner of an alternate address whether it is theirs.
 *
 * @param email the address it was sent to, and the only one it confirms
 */
public record AlternateEmailLink(
    UUID id,
    UUID propertyId,
    UUID personId,
    String personName,
    String email,
    Instant sentAt,
    Instant expiresAt,
    State state) {

  /** Where it stands. */
  public enum State {
    OPEN,
    CONFIRMED,
    EXPIRED,
    /** Replaced by a newer one, or its address or its person went. */
    ENDED
  }
}
