package dev.postern.notification;

import dev.postern.vault.Secret;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The e-mail that brings a notification, in its reader's language. */
@Component
class EmailText {
  private static final int LONGEST_NAME = 60; // characters of a name in a header

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final LetterWords letters;

  EmailText(PublicUrl url) {
    this.letters = new LetterWords(url);
  }

  Email write(UUID id, String to, String language, NotificationText text) {
    Letter letter = letters.of(Locale.forLanguageTag(language), text);
    Secret qr = letter.qr();
    return new Email(
        id,
        to,
        Line.of(letter.property(), LONGEST_NAME),
        letter.subject(),
        new Secret(letter.plainText()),
        new Secret(html(letter)),
        qr == null ? null : QrPicture.of(qr));
  }

  private String html(Letter letter) {
    var html = new StringOutput();
    templates.render("notification/letter.jte", letter, html);
    return html.toString();
  }
}
