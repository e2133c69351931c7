package dev.postern.notification;

import dev.postern.vault.Secret;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lasting key, told to its owner: a PIN, a QR code, or both of one grant.
 *
 * @param pin the digits, ungrouped; null when the key is a QR code alone
 * @param pinGrouped as it is written for people: {@code 123 4567}; null when there is no PIN
 * @param qr the text of the QR code; null when the key is a PIN alone
 */
public record AccessKeyText(
    String personName,
    String propertyName,
    @Nullable Secret pin,
    @Nullable Secret pinGrouped,
    @Nullable Secret qr)
    implements NotificationText {
  public AccessKeyText {
    if ((pin == null && qr == null) || (pin == null) != (pinGrouped == null)) {
      throw new IllegalArgumentException("a PIN with its groups, a QR code, or both");
    }
  }

  public static AccessKeyText ofPin(
      String personName, String propertyName, Secret pin, Secret pinGrouped) {
    return new AccessKeyText(personName, propertyName, pin, pinGrouped, null);
  }

  public static AccessKeyText ofQrCode(String personName, String propertyName, Secret qr) {
    return new AccessKeyText(personName, propertyName, null, null, qr);
  }

  @Override
  public List<Secret> secrets() {
    return Stream.of(pinGrouped, pin, qr).filter(Objects::nonNull).toList();
  }
}
