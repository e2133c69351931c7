package dev.postern.notification;

import dev.postern.vault.Secret;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail ready to be sent. Names and subject are single lines without control characters.
 *
 * @param id the notification's; the same at every attempt, so that a mail system can tell a repeat
 * @param html shows the picture {@code cid:qr-code}, if there is one
 * @param picture the QR code, or null when there is none to show
 */
public record Email(
    UUID id,
    String to,
    String fromName,
    String subject,
    Secret text,
    Secret html,
    @Nullable QrPicture picture) {
  /** The content id of the picture. */
  public static final String PICTURE_ID = "qr-code";
}
