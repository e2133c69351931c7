package dev.postern.access;

import dev.postern.notification.Via;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What staff chose in the form.
 *
 * @param via the channels to send through; empty only when the recipient has none that is open
 * @param reason why, in the sender's words; may be empty unless the property asks for it
 */
public record OneTimePinRequest(UUID roomId, Set<Via> via, Instant expiresAt, String reason) {}
