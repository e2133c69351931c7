package dev.postern.notification;

import dev.postern.vault.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/**
 * The text message that brings a notification, in one message of 160 GSM characters where the names
 * allow. The PIN, the time and the address of the QR code are never cut.
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

  Sms write(UUID id, String to, String language, NotificationText text) {
    return new Sms(id, to, new Secret(body(Locale.forLanguageTag(language), text)));
  }

  private String body(Locale locale, NotificationText text) {
    return switch (text) {
      case OneTimePinText is -> oneTimePin(locale, is);
      case AccessKeyText is -> shortest(is.propertyName(), name -> accessKey(locale, is, name));
      case NoticeText is -> shortest(is.propertyName(), name -> notice(locale, is, name));
      case LinkText _ -> throw new IllegalArgumentException("a link goes by e-mail only");
    };
  }

  /** Property, PIN, room, until when, and the QR code's address. */
  private String oneTimePin(Locale locale, OneTimePinText text) {
    String property = Line.of(text.propertyName(), Integer.MAX_VALUE);
    String room = Line.of(text.roomName(), Integer.MAX_VALUE);
    String bareProperty = GsmText.nearest(property);
    return List.of(
            oneTimePin(locale, text, property, room),
            oneTimePin(locale, text, property, ""),
            oneTimePin(locale, text, bareProperty, GsmText.nearest(room)))
        .stream()
        .filter(GsmText::fitsOneMessage)
        .findFirst()
        .orElseGet(() -> shortest(property, name -> oneTimePin(locale, text, name, "")));
  }

  private String oneTimePin(Locale locale, OneTimePinText text, String property, String room) {
    String until =
        GsmText.nearest(Expiry.inShort(text.expiresAt(), text.zone(), locale, clock.instant()));
    String pin = text.pinGrouped().reveal();
    String link = url.qrCode(text.qr());
    return room.isEmpty()
        ? words.in(locale, KEY + "short", property, pin, until, link)
        : words.in(locale, KEY + "full", property, pin, until, link, room);
  }

  private String accessKey(Locale locale, AccessKeyText text, String property) {
    Secret pin = text.pinGrouped();
    Secret qr = text.qr();
    if (pin == null) {
      return words.in(locale, KEY + "key-qr", property, qr == null ? "" : url.qrCode(qr));
    }
    return qr == null
        ? words.in(locale, KEY + "key-pin", property, pin.reveal())
        : words.in(locale, KEY + "key-both", property, pin.reveal(), url.qrCode(qr));
  }

  private String notice(Locale locale, NoticeText text, String property) {
    String kind = text.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return words.in(locale, KEY + kind, property);
  }

  /** The body with as much of the property's name as one message holds. */
  private static String shortest(String name, UnaryOperator<String> body) {
    String property = Line.of(name, Integer.MAX_VALUE);
    String bare = GsmText.nearest(property);
    return List.of(body.apply(property), body.apply(bare), body.apply(cut(bare, body))).stream()
        .filter(GsmText::fitsOneMessage)
        .findFirst()
        .orElseGet(() -> body.apply(Line.of(property, LONGEST_NAME)));
  }

  private static String cut(String property, UnaryOperator<String> body) {
    int others = GsmText.length(body.apply("")).orElse(GsmText.ONE_MESSAGE);
    int letters = Math.max(SHORTEST_NAME, GsmText.ONE_MESSAGE - others);
    return GsmText.nearest(Line.of(property, letters - 2)); // … becomes three dots
  }
}
