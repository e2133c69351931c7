package dev.postern.access;

import java.util.Set;
import java.util.UUID;

/** The answer to Send One-Time PIN. */
public sealed interface SendAnswer {
  /**
   * It is made and its notifications are queued, or neither.
   *
   * @param id of the {@link OneTimePin}
   */
  record Sent(UUID id) implements SendAnswer {}

  /** Nothing was made; here is everything that stands in the way. */
  record Refused(Set<SendRefusal> refusals) implements SendAnswer {}
}
