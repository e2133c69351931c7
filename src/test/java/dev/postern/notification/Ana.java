package dev.postern.notification;

import dev.postern.vault.Secret;
import java.time.Instant;
import java.time.ZoneId;

/** Ana in Maple 4B, and the one-time PIN that River Street sends her. */
public final class Ana {
  public static final String PIN = "1234567";
  public static final String GROUPED = "123 4567";
  public static final String QR = "K7QX2M9RW4TBZ6HC3NVYD8FJ5P";

  public static OneTimePinText text() {
    return text("Ana Ortiz", "River Street", "Maple Room");
  }

  public static OneTimePinText text(String recipient, String property, String room) {
    return text(recipient, property, room, Instant.parse("2026-11-23T20:05:30Z"));
  }

  public static OneTimePinText text(
      String recipient, String property, String room, Instant expires) {
    return new OneTimePinText(
        recipient,
        property,
        room,
        new Secret(PIN),
        new Secret(GROUPED),
        new Secret(QR),
        expires,
        ZoneId.of("America/New_York"));
  }

  private Ana() {}
}
