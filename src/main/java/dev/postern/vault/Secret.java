package dev.postern.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that may be used but never shown by accident: printing, logging or concatenating it gives
 * nothing away. {@link #reveal} is the one way to its text, and easy to search for.
 */
public final class Secret {
  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /** The text itself; the caller answers for where it goes. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), secret.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return 0; // tells nothing; secrets are not kept in hash tables
  }

  @Override
  public String toString() {
    return "•••";
  }
}
