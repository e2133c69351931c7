package dev.postern.notification;

import static java.util.Objects.requireNonNull;

import dev.postern.notification.NotificationTable.Claimed;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The next channel, when one has failed for good. */
@Component
class Fallback {
  private final Queue queue;
  private final SealedText texts;

  Fallback(Queue queue, SealedText texts) {
    this.queue = queue;
    this.texts = texts;
  }

  /** Queues the same text for the other channel, if there is one and its time is not over. */
  void queue(Claimed failed, Instant now) {
    if (failed.fallback() == null || !failed.notAfter().isAfter(now)) return;
    var next =
        new NewNotification(
            failed.propertyId(),
            failed.personId(),
            failed.about(),
            failed.fallback(),
            null,
            failed.language(),
            texts.open(requireNonNull(failed.sealed()), failed.id()),
            failed.notAfter());
    queue.add(next, failed.id(), now);
  }
}
