package dev.postern.access;

import dev.postern.notification.Via;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What staff chose in the form.
 *
 * @param form made with the form: sent again, by an impatient click or by going back, the same form
 *     leads to the PIN it made
 * @param via the channels to send through; empty only when the recipient has none that is open
 * @param reason why, in the sender's words; may be empty unless the property asks for it
 */
public record OneTimePinRequest(
    UUID form, UUID roomId, Set<Via> via, Instant expiresAt, String reason) {
  /** From a form that nobody sent before. */
  public OneTimePinRequest(UUID roomId, Set<Via> via, Instant expiresAt, String reason) {
    this(UUID.randomUUID(), roomId, via, expiresAt, reason);
  }
}
