package dev.postern.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was decided about an attempt, and is committed. */
sealed interface Decision {
  /** Whether a PIN was tried that is and was nobody's. */
  default boolean miss() {
    return this instanceof Turned turned && turned.unknown();
  }

  /**
   * The key opens this door; a single-entry grant is this attempt's now.
   *
   * @param continues the visit that this attempt is another pulse of, or null
   */
  record Granted(KeyAtDoor key, @Nullable UUID continues) implements Decision {}

  /**
   * @param unknown whether the key matched nothing that lives or lately lived
   */
  record Turned(Refusal refusal, boolean unknown) implements Decision {}

  /** This attempt id was taken by an earlier request, whose answer counts. */
  record SeenBefore() implements Decision {}
}
