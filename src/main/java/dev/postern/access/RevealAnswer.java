package dev.postern.access;

import dev.postern.vault.Secret;
import java.time.Duration;

/** The answer to a staff member who asks to see a live PIN. */
public sealed interface RevealAnswer {
  /** Who saw it, whose it is and why is already in the audit log. */
  record Revealed(Secret pinGrouped, Secret qr) implements RevealAnswer {}

  /** There is nothing to see any more. */
  record Ended() implements RevealAnswer {}

  record ReasonRequired() implements RevealAnswer {}

  record TooMany(Duration pause) implements RevealAnswer {}
}
