package dev.postern.notification;

import dev.postern.vault.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The text message that brings a one-time PIN: property, PIN, room, until when, and the QR code's
 * address, in one message of 160 GSM characters where the names allow. The PIN, the time and the
 * address are never cut.
 */
@Component
class SmsText {
  private static final String KEY = "notification.sms.";
  private static final int SHORTEST_NAME = 12; // characters that still tell a property
  private static final int LONGEST_NAME = 40; // in a script that GSM doesn't know

  private final Words words = new Words();
  private final PublicUrl url;
  private final Clock clock;

  SmsText(PublicUrl url, Clock clock) {
    this.url = url;
    this.clock = clock;
  }

  Sms write(UUID id, String to, String language, OneTimePinText text) {
    return new Sms(id, to, new Secret(body(Locale.forLanguageTag(language), text)));
  }

  private String body(Locale locale, OneTimePinText text) {
    String property = Line.of(text.propertyName(), Integer.MAX_VALUE);
    String room = Line.of(text.roomName(), Integer.MAX_VALUE);
    String bareProperty = GsmText.nearest(property);
    return List.of(
            body(locale, text, property, room),
            body(locale, text, property, ""),
            body(locale, text, bareProperty, GsmText.nearest(room)),
            body(locale, text, bareProperty, ""),
            body(locale, text, cut(locale, text, bareProperty), ""))
        .stream()
        .filter(GsmText::fitsOneMessage)
        .findFirst()
        .orElseGet(() -> body(locale, text, Line.of(property, LONGEST_NAME), ""));
  }

  private String body(Locale locale, OneTimePinText text, String property, String room) {
    String until =
        GsmText.nearest(Expiry.inShort(text.expiresAt(), text.zone(), locale, clock.instant()));
    String pin = text.pinGrouped().reveal();
    String link = url.qrCode(text.qr());
    return room.isEmpty()
        ? words.in(locale, KEY + "short", property, pin, until, link)
        : words.in(locale, KEY + "full", property, pin, until, link, room);
  }

  private String cut(Locale locale, OneTimePinText text, String property) {
    int others = GsmText.length(body(locale, text, "", "")).orElse(GsmText.ONE_MESSAGE);
    int letters = Math.max(SHORTEST_NAME, GsmText.ONE_MESSAGE - others);
    return GsmText.nearest(Line.of(property, letters - 2)); // … becomes three dots
  }
}
