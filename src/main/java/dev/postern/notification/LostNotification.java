package dev.postern.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that a provider had taken did not arrive. Its text is erased: only who keeps the
 * key can queue another. Published inside the transaction that marks it as failed.
 *
 * @param kind what it told
 * @param about what it told of, such as an access grant
 * @param fallback where it should have gone next, if anywhere
 */
public record LostNotification(
    UUID id, Notification.Kind kind, UUID about, @Nullable Destination fallback) {}
