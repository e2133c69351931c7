package dev.postern.access;

import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.util.regex.Pattern;

/**
 * The text of a QR code: P and 26 characters of Crockford's base 32, which is 130 random bits.
 * Upper case letters and digits only, so that the code stays small and a scanner types it on any
 * keyboard.
 */
final class QrText {
  static final Pattern SHAPE = Pattern.compile("P[0-9A-HJKMNP-TV-Z]{26}");
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHARACTERS = 26;

  static Secret draw() {
    return new Secret("P" + Secrets.ofAlphabet(CROCKFORD, CHARACTERS).reveal());
  }

  private QrText() {}
}
