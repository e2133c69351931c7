package dev.postern.access;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt and what is to be written of it.
 *
 * @param key the key that was found, or null
 * @param refusal why it opens nothing, or null
 * @param continues the visit that it is another pulse of, or null
 * @param chance what a guess that hit nothing cost, or null
 * @param pause how long PINs rest at its kiosk, or zero
 */
record Judged(
    Attempt attempt,
    @Nullable KeyAtDoor key,
    @Nullable Refusal refusal,
    @Nullable UUID continues,
    @Nullable Double chance,
    Duration pause) {

  static Judged granted(Attempt attempt, KeyAtDoor key, @Nullable UUID continues) {
    return new Judged(attempt, key, null, continues, null, Duration.ZERO);
  }

  static Judged refused(Attempt attempt, @Nullable KeyAtDoor key, Refusal refusal) {
    return new Judged(attempt, key, refusal, null, null, Duration.ZERO);
  }

  static Judged guessed(Attempt attempt, double chance) {
    return new Judged(attempt, null, Refusal.UNKNOWN_KEY, null, chance, Duration.ZERO);
  }

  static Judged paused(Attempt attempt, Duration left) {
    return new Judged(attempt, null, Refusal.PAUSED, null, null, left);
  }

  /** Whether it takes the single entry of a grant. */
  boolean redeems() {
    return key != null && refusal == null && continues == null && key.singleEntry();
  }

  /** Whether nothing was found that lives or lately lived. */
  boolean unknown() {
    return key == null && refusal == Refusal.UNKNOWN_KEY;
  }
}
