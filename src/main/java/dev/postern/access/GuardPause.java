package dev.postern.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long PINs rest at a kiosk after misses: half a minute after the fourth in a day, then longer.
 */
final class GuardPause {
  /** Misses that are older are forgotten. */
  static final Duration MEMORY = Duration.ofDays(1);

  private static final int FREE = 3;
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** After so many misses. */
  static Duration after(int misses) {
    if (misses <= FREE) return Duration.ZERO;
    int doublings = Math.min(misses - FREE - 1, 10);
    Duration pause = FIRST.multipliedBy(1L << doublings);
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }

  /** What is left of it now; never more than the whole, wherever the clock was set. */
  static Duration left(int misses, @Nullable Instant last, Instant now) {
    Duration pause = after(misses);
    if (last == null) return Duration.ZERO;
    Duration left = Duration.between(now, last.plus(pause));
    return left.compareTo(pause) < 0 ? left : pause;
  }

  private GuardPause() {}
}
