package dev.postern.access;

import dev.postern.vault.Secret;
import java.time.Duration;

/** The answer to somebody who asks to see a live key. */
public sealed interface KeyRevealAnswer {
  /**
   * Who saw it, whose it is and why is already in the audit log.
   *
   * @param shown a PIN in groups, or the text of a QR code
   */
  record Revealed(Form form, Secret shown) implements KeyRevealAnswer {}

  /** There is nothing to see any more. */
  record Ended() implements KeyRevealAnswer {}

  record ReasonRequired() implements KeyRevealAnswer {}

  record TooMany(Duration pause) implements KeyRevealAnswer {}
}
