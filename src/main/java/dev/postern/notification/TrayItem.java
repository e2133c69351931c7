package dev.postern.notification;

import dev.postern.vault.Secret;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail or a text message in the tray.
 *
 * @param fromName who it comes from, as the recipient reads it; empty for a text message
 * @param subject empty for a text message
 * @param text the whole text message, or the plain part of the e-mail
 * @param html the HTML part as a whole document with its picture inside it, for a sandboxed frame
 *     whose content policy allows {@code data:} pictures and inline styles; null for a text message
 */
public record TrayItem(
    UUID id,
    UUID notificationId,
    Destination to,
    Instant at,
    String fromName,
    String subject,
    Secret text,
    @Nullable Secret html) {}
