package dev.postern.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.vault.Secret;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmailTextTest {
  private final EmailText texts =
      new EmailText(new PublicUrl(URI.create("https://postern.example.com")));

  @Test
  void namesPropertyRoomPinAndTheExactExpiryInThePropertysZone() {
    Email email = write("en", Ana.text());
    String when = "Monday, November 23, 2026, 3:05 PM (Eastern Standard Time)";
    assertThat(email.text().reveal().replace('\u202f', ' '))
        .contains("Hello Ana Ortiz,", "123 4567", "Maple Room at River Street", when)
        .contains("https://postern.example.com/q#" + Ana.QR);
    assertThat(email.html().reveal().replace('\u202f', ' '))
        .contains("lang=\"en\"", ">123 4567</p>", "Maple Room at River Street", when)
        .contains("src=\"cid:qr-code\"");
    assertThat(email.fromName()).isEqualTo("River Street");
  }

  @ParameterizedTest
  @CsvSource({
    "en, Your one-time PIN for Maple Room, 'Monday, November 23, 2026, 3:05 PM'",
    "es, Su PIN de un solo uso para Maple Room, 'lunes, 23 de noviembre de 2026, 15:05'",
    "fr, Votre code PIN à usage unique pour Maple Room, lundi 23 novembre 2026 15:05",
    "de, Ihre Einmal-PIN für Maple Room, 'Montag, 23. November 2026, 15:05'"
  })
  void speaksTheRecipientsLanguage(String language, String subject, String when) {
    Email email = write(language, Ana.text());
    assertThat(email.subject()).startsWith(subject);
    assertThat(email.text().reveal().replace('\u202f', ' ')).contains(when);
  }

  @Test
  void keepsThePinOutOfSubjectAndSender() {
    Email email = write("en", Ana.text());
    assertThat(email.subject() + email.fromName() + email)
        .doesNotContain(Ana.PIN, Ana.GROUPED, Ana.QR);
  }

  @Test
  void escapesAScriptInAName() {
    String name = "<script>alert(1)</script>";
    assertThat(write("en", Ana.text(name, name, name)).html().reveal())
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void letsNoNameBeginAHeaderOfItsOwn() {
    String name = "River\r\nBcc: everyone@example.com\u2028\u0000";
    Email email = write("en", Ana.text(name, name, name));
    assertThat(email.subject() + email.fromName()).doesNotContainPattern("\\p{Cntrl}|\u2028");
    assertThat(email.text().reveal()).doesNotContain("\nBcc:");
  }

  @Test
  void keepsThePinInSightOfANameOf400Letters() {
    String name = "N".repeat(400);
    Email email = write("en", Ana.text(name, name, name));
    assertThat(email.fromName()).hasSize(60);
    assertThat(email.subject().length()).isLessThan(160);
    assertThat(email.text().reveal().indexOf(Ana.GROUPED)).isLessThan(200);
    assertThat(email.text().reveal()).contains(name); // the room is told in full
  }

  @Test
  void drawsAQrCodeThatReadsAsItsText() throws Exception {
    Email email = write("en", Ana.text());
    assertThat(Scanner.read(email.picture().png())).isEqualTo(Ana.QR);
    assertThat(Scanner.read(QrPicture.of(new Secret("OTHER")).png())).isEqualTo("OTHER");
  }

  private Email write(String language, OneTimePinText text) {
    return texts.write(UUID.randomUUID(), "ana@example.com", language, text);
  }
}
