package dev.postern.database;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Row ids that sort by the time they were made (RFC 9562, version 7), so indexes grow at one end.
 */
public final class Uuid7 {
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * An id whose first 48 bits are {@code at} in milliseconds and whose other 74 bits are random.
   */
  public static UUID at(Instant at) {
    long high = (at.toEpochMilli() << 16) | 0x7000 | (RANDOM.nextInt() & 0x0fff);
    long low = (RANDOM.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  private Uuid7() {}
}
