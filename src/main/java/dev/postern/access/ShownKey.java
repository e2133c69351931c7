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

  /** A number whose check digit is right, and the unit of whoever typed it. */
  record TypedUnitAndPin(String unit, Pin pin) implements ShownKey {}

  /** Neither: a digit is wrong or missing. Nothing needs to be looked up to know that. */
  record Mistyped() implements ShownKey {}

  /** Reads what was typed or scanned: digits of any width with spaces between, or a QR text. */
  static ShownKey read(String shown) {
    String text = Reading.plain(shown);
    if (QrText.SHAPE.matcher(text.toUpperCase(Locale.ROOT)).matches()) {
      return new ScannedQr(new Secret(text.toUpperCase(Locale.ROOT)));
    }
    return Pin.read(text).<ShownKey>map(TypedPin::new).orElseGet(Mistyped::new);
  }

  /** Reads what a reader of key cards or QR codes typed. */
  static ShownKey ofReader(String shown) {
    String text = Reading.plain(shown);
    return Reading.CARD.matcher(text).matches() ? new ReadCard(new Secret(text)) : read(shown);
  }

  /**
   * The same PIN with the unit that was typed besides it; a unit changes nothing for other keys.
   */
  default ShownKey of(String unit) {
    String plain = Reading.unit(unit);
    return this instanceof TypedPin(Pin pin) && !plain.isEmpty()
        ? new TypedUnitAndPin(plain, pin)
        : this;
  }

  /** The way it comes in. */
  default Lane lane() {
    return switch (this) {
      case TypedPin _, Mistyped _ -> Lane.PIN;
      case TypedUnitAndPin _ -> Lane.UNIT_AND_PIN;
      case ScannedQr _ -> Lane.QR;
      case ReadCard _ -> Lane.CARD;
    };
  }

  /** How what was shown is read. */
  final class Reading {
    static final int LONGEST = 100;

    /** Readers of the usual kinds type 8 to 20 digits. */
    static final Pattern CARD = Pattern.compile("[0-9]{8,32}");

    static final Pattern BETWEEN = Pattern.compile("[\\s\\p{Z}\\-‐‑–.]+");

    private static final Pattern NOT_OF_A_UNIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** Without what stands between; nothing, if it is too long to be a key. */
    static String plain(String shown) {
      if (shown.length() > LONGEST) return "";
      return BETWEEN.matcher(Normalizer.normalize(shown, Normalizer.Form.NFKC)).replaceAll("");
    }

    /** Letters and digits alone, in lower case: as the database reads units. */
    static String unit(String typed) {
      if (typed.length() > LONGEST) return "";
      String normal = Normalizer.normalize(typed, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      return NOT_OF_A_UNIT.matcher(normal).replaceAll("");
    }

    private Reading() {}
  }
}
