package dev.postern.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification to queue.
 *
 * @param about the access grant it tells of; {@link Notifications#stop} finds it by this
 * @param fallback where it goes when {@code to} fails for good, if anywhere
 * @param language en, es, fr or de
 * @param notAfter it is never sent later than this
 */
public record NewNotification(
    UUID propertyId,
    UUID personId,
    UUID about,
    Destination to,
    @Nullable Destination fallback,
    String language,
    OneTimePinText text,
    Instant notAfter) {}
