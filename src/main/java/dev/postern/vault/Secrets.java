package dev.postern.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Where new secrets come from, and the hash that stands for a long one in the database. */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** 256 random bits as 64 hexadecimal digits. */
  public static Secret random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new Secret(HexFormat.of().formatHex(bytes));
  }

  /** So many random decimal digits, each equally likely. */
  public static Secret digits(int count) {
    return ofAlphabet("0123456789", count);
  }

  /** So many characters, each drawn evenly from the alphabet. */
  public static Secret ofAlphabet(String alphabet, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
    }
    return new Secret(text.toString());
  }

  /**
   * SHA-256. Enough for a secret of 256 random bits or one that lives minutes and is tried under a
   * limit; a PIN needs {@link Vault#index}, a password a slow hash.
   */
  public static byte[] hash(Secret secret) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private Secrets() {}
}
