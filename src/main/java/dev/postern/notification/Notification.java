package dev.postern.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One text to one person through one channel, as staff see it.
 *
 * @param personId whom it tells, or null while they are not a person here: somebody invited
 * @param about what it tells of: an access grant, an invitation, a person
 * @param fallbackOf the notification that failed and made this one necessary
 * @param words what the provider said, or why it was not sent; empty while all is well
 */
public record Notification(
    UUID id,
    @Nullable UUID personId,
    Kind kind,
    UUID about,
    Destination to,
    @Nullable UUID fallbackOf,
    State state,
    int attempts,
    String words,
    Instant queuedAt,
    Instant changedAt) {

  public enum Kind {
    ONE_TIME_PIN,
    /** A lasting key, sent to its owner. */
    ACCESS_KEY,
    /** An address that does one thing once. */
    LINK,
    /** News without a secret. */
    NOTICE
  }

  public enum State {
    /** Waits for its first or next attempt. */
    QUEUED,
    /** A node holds the lease and talks to the provider. */
    SENDING,
    /** The provider took it. */
    SENT,
    /** The provider says that it arrived. */
    DELIVERED,
    /** It will not arrive; the fall-back, if there is one, is queued. */
    FAILED,
    /** It must not be sent: cancelled, replaced, or the key ended first. */
    BLOCKED;

    /** Whether nothing more can happen. SENT may still become DELIVERED or FAILED. */
    public boolean isFinal() {
      return this == DELIVERED || this == FAILED || this == BLOCKED;
    }
  }
}
