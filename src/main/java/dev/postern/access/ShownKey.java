package dev.postern.access;

import dev.postern.vault.Secret;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What someone typed or scanned at a kiosk. */
public sealed interface ShownKey {
  /** A number whose check digit is right. */
  record TypedPin(Pin pin) implements ShownKey {}

  /** The text of a QR code. */
  record ScannedQr(Secret text) implements ShownKey {}

  /** The number of a key card, which a reader types like a keyboard. */
  record ReadCard(Secret number) implements ShownKey {}

  /** Neither: a digit is wrong or missing. Nothing needs to be looked up to know that. */
  record Mistyped() implements ShownKey {}

  /** Reads digits of any width, with spaces and hyphens between them, or a QR text. */
  static ShownKey read(String shown) {
    if (shown.length() > Reading.LONGEST) return new Mistyped();
    String text =
        Reading.BETWEEN.matcher(Normalizer.normalize(shown, Normalizer.Form.NFKC)).replaceAll("");
    if (QrText.SHAPE.matcher(text.toUpperCase(Locale.ROOT)).matches()) {
      return new ScannedQr(new Secret(text.toUpperCase(Locale.ROOT)));
    }
    if (Reading.CARD.matcher(text).matches()) return new ReadCard(new Secret(text));
    return Pin.read(text).<ShownKey>map(TypedPin::new).orElseGet(Mistyped::new);
  }

  /** How what was shown is read. */
  final class Reading {
    static final int LONGEST = 100;

    /** Longer than any PIN; readers of the usual kinds type 8 to 20 digits. */
    static final Pattern CARD = Pattern.compile("[0-9]{8,32}");

    static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\-‐‑–.]+");

    private Reading() {}
  }
}
