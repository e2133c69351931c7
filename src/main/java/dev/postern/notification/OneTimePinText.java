package dev.postern.notification;

import dev.postern.vault.Secret;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What a recipient is told about their one-time PIN, in any channel and language.
 *
 * @param pin the digits, ungrouped
 * @param pinGrouped as it is written for people: {@code 123 4567}
 * @param qr the text of the QR code: a second key of the same grant
 */
public record OneTimePinText(
    String recipientName,
    String propertyName,
    String roomName,
    Secret pin,
    Secret pinGrouped,
    Secret qr,
    Instant expiresAt,
    ZoneId zone)
    implements NotificationText {
  @Override
  public List<Secret> secrets() {
    return List.of(pinGrouped, pin, qr);
  }
}
