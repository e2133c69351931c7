package dev.postern.people;

import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Codes on paper that stand in, once each, for a second factor that is lost. */
final class RecoveryCodes {
  static final int COUNT = 10;

  /** Without i, l, o and u: nothing to confuse, and no words. */
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  /** Sixteen characters of five bits: 80 random bits. */
  private static final int LENGTH = 16;

  static List<Secret> fresh() {
    return Stream.generate(() -> Secrets.ofAlphabet(ALPHABET, LENGTH)).limit(COUNT).toList();
  }

  /** {@code abcd-efgh-jkmn-pqrs}, as it is printed. */
  static Secret grouped(Secret code) {
    return new Secret(code.reveal().replaceAll("(.{4})(?=.)", "$1-"));
  }

  /** The hash of a code however it was typed. */
  static byte[] hash(String typed) {
    String plain =
        typed
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^0-9a-z]", "")
            .replace('o', '0')
            .replace('i', '1')
            .replace('l', '1');
    return Secrets.hash(new Secret(plain));
  }

  private RecoveryCodes() {}
}
