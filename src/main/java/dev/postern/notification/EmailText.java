package dev.postern.notification;

import dev.postern.vault.Secret;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The e-mail that brings a one-time PIN, in its recipient's language. */
@Component
class EmailText {
  private static final int LONGEST_NAME = 60; // characters of a name in a header
  private static final int LONGEST_GREETED = 120; // so that the PIN is still on the screen
  private static final String KEY = "notification.email.";

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Words words = new Words();
  private final PublicUrl url;

  EmailText(PublicUrl url) {
    this.url = url;
  }

  Email write(UUID id, String to, String language, OneTimePinText text) {
    Locale locale = Locale.forLanguageTag(language);
    String property = Line.of(text.propertyName(), LONGEST_NAME);
    String room = Line.of(text.roomName(), LONGEST_NAME);
    OneTimePinEmail lines = lines(locale, text);
    return new Email(
        id,
        to,
        property,
        words.in(locale, KEY + "subject", room, property), // never the PIN: previews show it
        new Secret(plain(locale, lines, text)),
        new Secret(html(lines)),
        QrPicture.of(text.qr()));
  }

  private OneTimePinEmail lines(Locale locale, OneTimePinText text) {
    String room = Line.of(text.roomName(), Integer.MAX_VALUE);
    String property = Line.of(text.propertyName(), Integer.MAX_VALUE);
    String recipient = Line.of(text.recipientName(), LONGEST_GREETED);
    String until = Expiry.inFull(text.expiresAt(), text.zone(), locale);
    return new OneTimePinEmail(
        locale.getLanguage(),
        words.in(locale, KEY + "title"),
        property,
        words.in(locale, KEY + "greeting", recipient),
        text.pinGrouped().reveal(),
        words.in(locale, KEY + "opens", room, property),
        words.in(locale, KEY + "until", until),
        words.in(locale, KEY + "how"),
        words.in(locale, KEY + "qr"),
        words.in(locale, KEY + "qr-alt"),
        words.in(locale, KEY + "shared"),
        words.in(locale, KEY + "stranger"));
  }

  private String plain(Locale locale, OneTimePinEmail lines, OneTimePinText text) {
    return String.join(
        "\n\n",
        lines.greeting(),
        lines.title(),
        "    " + lines.pin(),
        lines.opens() + " " + lines.until(),
        lines.how(),
        words.in(locale, KEY + "qr-link") + "\n" + url.qrCode(text.qr()),
        lines.shared(),
        lines.stranger() + "\n");
  }

  private String html(OneTimePinEmail lines) {
    var html = new StringOutput();
    templates.render("notification/one-time-pin.jte", lines, html);
    return html.toString();
  }
}
