package dev.postern.notification;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a notification that could not be handed over is tried again. */
final class Pauses {
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2));

  /** Who has another channel doesn't wait for this one longer than about three minutes. */
  private static final int TRIES_BEFORE_FALLBACK = 4;

  private static final int TRIES = PAUSES.size() + 1;
  private static final double JITTER = 0.2; // a share of the pause, so that a crowd spreads out

  /** The pause after this many attempts, or nothing when they are used up. */
  static Optional<Duration> after(int attempts, boolean hasFallback, RandomGenerator random) {
    if (attempts >= (hasFallback ? TRIES_BEFORE_FALLBACK : TRIES)) return Optional.empty();
    double factor = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Optional.of(Duration.ofMillis((long) (PAUSES.get(attempts - 1).toMillis() * factor)));
  }

  private Pauses() {}
}
