package dev.postern.notification;

import java.text.Normalizer;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How long a text message is in the alphabet of GSM 03.38: 160 places in one message, or 153 in
 * each of several. One character outside the alphabet turns all of it into UCS-2, with 70 and 67.
 */
final class GsmText {
  static final int ONE_MESSAGE = 160;

  private static final String BASIC =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Behind an escape, so each takes two places. */
  private static final String EXTENSION = "\f^{}\\[~]|€";

  /** Letters and signs that lose their meaning, not only an accent, when decomposed. */
  private static final Map<Integer, String> NEAREST =
      Map.ofEntries(
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'Ł', "L"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'Đ', "D"),
          Map.entry((int) 'ð', "d"),
          Map.entry((int) 'Ð', "D"),
          Map.entry((int) 'þ', "th"),
          Map.entry((int) 'Þ', "Th"),
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'Œ', "OE"),
          Map.entry((int) 'ı', "i"),
          Map.entry((int) 'ẞ', "SS"),
          Map.entry((int) '‘', "'"),
          Map.entry((int) '’', "'"),
          Map.entry((int) 'ʼ', "'"),
          Map.entry((int) '“', "\""),
          Map.entry((int) '”', "\""),
          Map.entry((int) '„', "\""),
          Map.entry((int) '«', "\""),
          Map.entry((int) '»', "\""),
          Map.entry((int) '–', "-"),
          Map.entry((int) '—', "-"),
          Map.entry((int) '‑', "-"),
          Map.entry((int) '·', "."),
          Map.entry((int) '•', "."),
          Map.entry((int) '…', "..."),
          Map.entry((int) '\u00a0', " "),
          Map.entry((int) '\u2009', " "),
          Map.entry((int) '\u202f', " "));

  /** The places it takes, or nothing when a character is outside the alphabet. */
  static OptionalInt length(String text) {
    int places = 0;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      if (BASIC.indexOf(letter) >= 0) places++;
      else if (EXTENSION.indexOf(letter) >= 0) places += 2;
      else return OptionalInt.empty();
    }
    return OptionalInt.of(places);
  }

  static boolean fitsOneMessage(String text) {
    OptionalInt length = length(text);
    return length.isPresent() && length.getAsInt() <= ONE_MESSAGE;
  }

  /** How many messages the network makes of it, and bills. */
  static int messages(String text) {
    OptionalInt gsm = length(text);
    if (gsm.isPresent()) return parts(gsm.getAsInt(), ONE_MESSAGE, 153);
    return parts(text.length(), 70, 67);
  }

  private static int parts(int length, int alone, int joined) {
    return length <= alone ? 1 : (length + joined - 1) / joined;
  }

  /** The nearest text within the alphabet: {@code Żółć} is {@code Zolc}; other scripts stay. */
  static String nearest(String text) {
    return text.codePoints().mapToObj(GsmText::nearest).collect(Collectors.joining());
  }

  private static String nearest(int letter) {
    String is = Character.toString(letter);
    if (length(is).isPresent()) return is;
    String known = NEAREST.get(letter);
    if (known != null) return known;
    String bare = Normalizer.normalize(is, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return length(bare).isPresent() ? bare : is;
  }

  private GsmText() {}
}
