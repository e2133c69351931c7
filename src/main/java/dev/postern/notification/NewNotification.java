package dev.postern.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification to queue.
 *
 * @param personId whom it tells, or null while they are not a person here: somebody invited
 * @param about what it tells of, such as an access grant; {@link Notifications#stop} finds it by
 *     this
 * @param fallback where it goes when {@code to} fails for good, if anywhere
 * @param language en, es, fr or de
 * @param notAfter it is never sent later than this
 */
public record NewNotification(
    UUID propertyId,
    @Nullable UUID personId,
    UUID about,
    Destination to,
    @Nullable Destination fallback,
    String language,
    NotificationText text,
    Instant notAfter) {
  boolean mayGo() {
    return text.mayGo(to.via()) && (fallback == null || text.mayGo(fallback.via()));
  }
}
