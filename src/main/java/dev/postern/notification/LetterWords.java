package dev.postern.notification;

import dev.postern.notification.Letter.Part;
import dev.postern.vault.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the words of a letter for each kind of text. */
final class LetterWords {
  private static final int LONGEST_NAME = 60; // characters of a name in a header
  private static final int LONGEST_GREETED = 120; // so that the PIN is still on the screen
  private static final String KEY = "notification.email.";

  private final Words words = new Words();
  private final PublicUrl url;

  LetterWords(PublicUrl url) {
    this.url = url;
  }

  Letter of(Locale locale, NotificationText text) {
    return switch (text) {
      case OneTimePinText is -> oneTimePin(locale, is);
      case AccessKeyText is -> accessKey(locale, is);
      case LinkText is -> link(locale, is);
      case NoticeText is -> notice(locale, is);
    };
  }

  private Letter oneTimePin(Locale locale, OneTimePinText is) {
    String room = whole(is.roomName());
    String property = whole(is.propertyName());
    String until = Expiry.inFull(is.expiresAt(), is.zone(), locale);
    return new Letter(
        locale.getLanguage(),
        // never the PIN: previews show it
        words.in(locale, KEY + "subject", header(is.roomName()), header(is.propertyName())),
        words.in(locale, KEY + "title"),
        property,
        greeting(locale, is.recipientName()),
        List.of(
            new Part.Pin(is.pinGrouped().reveal()),
            new Part.Line(words.in(locale, KEY + "opens", room, property)),
            new Part.Strong(words.in(locale, KEY + "until", until)),
            new Part.Line(words.in(locale, KEY + "how")),
            qrCode(locale, KEY + "qr", is.qr()),
            new Part.Quiet(words.in(locale, KEY + "shared")),
            new Part.Last(words.in(locale, KEY + "stranger"))),
        is.qr());
  }

  private Letter accessKey(Locale locale, AccessKeyText is) {
    Secret grouped = is.pinGrouped();
    Secret qr = is.qr();
    String key = KEY + (grouped == null ? "key-qr." : "key-pin.");
    List<Part> parts = new ArrayList<>();
    if (grouped != null) parts.add(new Part.Pin(grouped.reveal()));
    parts.add(new Part.Line(words.in(locale, key + "opens", whole(is.propertyName()))));
    if (grouped != null) parts.add(new Part.Line(words.in(locale, KEY + "how")));
    if (qr != null) {
      parts.add(qrCode(locale, grouped == null ? KEY + "key-qr.show" : KEY + "qr", qr));
    }
    parts.add(new Part.Quiet(words.in(locale, KEY + "key.keep")));
    parts.add(new Part.Last(words.in(locale, KEY + "stranger")));
    return new Letter(
        locale.getLanguage(),
        words.in(locale, key + "subject", header(is.propertyName())),
        words.in(locale, key + "title"),
        whole(is.propertyName()),
        greeting(locale, is.personName()),
        parts,
        qr);
  }

  private Letter link(Locale locale, LinkText is) {
    String key = KEY + word(is.kind()) + ".";
    String by = whole(is.byName());
    String property = whole(is.propertyName());
    String until = Expiry.inFull(is.expiresAt(), is.zone(), locale);
    return new Letter(
        locale.getLanguage(),
        words.in(locale, key + "subject", header(is.propertyName())),
        words.in(locale, key + "title"),
        property,
        greeting(locale, is.personName()),
        List.of(
            new Part.Line(
                by.isEmpty()
                    ? words.in(locale, key + "what", property)
                    : words.in(locale, key + "what-by", property, by)),
            new Part.Button(
                words.in(locale, key + "do"),
                words.in(locale, KEY + "link.copy"),
                is.address().reveal()),
            new Part.Strong(words.in(locale, KEY + "link.until", until)),
            new Part.Last(words.in(locale, key + "stranger"))),
        null);
  }

  private Letter notice(Locale locale, NoticeText is) {
    String key = KEY + word(is.kind()) + ".";
    String by = whole(is.byName());
    String property = whole(is.propertyName());
    String what = whole(is.what());
    return new Letter(
        locale.getLanguage(),
        words.in(locale, key + "subject", header(is.propertyName())),
        words.in(locale, key + "title"),
        property,
        greeting(locale, is.personName()),
        List.of(
            new Part.Line(
                by.isEmpty()
                    ? words.in(locale, key + "what", property, what)
                    : words.in(locale, key + "what-by", property, what, by)),
            new Part.Line(words.in(locale, key + "next")),
            new Part.Last(words.in(locale, key + "stranger"))),
        null);
  }

  private Part qrCode(Locale locale, String intro, Secret qr) {
    return new Part.QrCode(
        words.in(locale, intro),
        words.in(locale, KEY + "qr-alt"),
        words.in(locale, KEY + (intro.equals(KEY + "qr") ? "qr-link" : "key-qr.link")),
        url.qrCode(qr));
  }

  private String greeting(Locale locale, String name) {
    String greeted = Line.of(name, LONGEST_GREETED);
    return greeted.isEmpty()
        ? words.in(locale, KEY + "greeting-nobody")
        : words.in(locale, KEY + "greeting", greeted);
  }

  private static String header(String name) {
    return Line.of(name, LONGEST_NAME);
  }

  private static String whole(String name) {
    return Line.of(name, Integer.MAX_VALUE);
  }

  /** {@code PASSWORD_RESET} is {@code password-reset} in the bundle. */
  private static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
