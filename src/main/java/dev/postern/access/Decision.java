package dev.postern.access;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was decided about an attempt, and is committed. */
sealed interface Decision {
  /**
   * The key opens this door; a single-entry grant is this attempt's now.
   *
   * @param continues the visit that this attempt is another pulse of, or null
   */
  record Granted(KeyAtDoor key, @Nullable UUID continues) implements Decision {}

  /**
   * @param unknown whether the key matched nothing that lives or lately lived
   * @param pause how long PINs rest, or zero
   */
  record Turned(Refusal refusal, boolean unknown, Duration pause) implements Decision {}

  /** This attempt id was taken by an earlier request, whose answer counts. */
  record SeenBefore() implements Decision {}
}
