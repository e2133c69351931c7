package dev.postern.notification;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.vault.Secret;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
    assertThat(Scanner.read(requireNonNull(email.picture()).png())).isEqualTo(Ana.QR);
    assertThat(Scanner.read(QrPicture.of(new Secret("OTHER")).png())).isEqualTo("OTHER");
  }

  @Test
  void bringsALastingPinWithItsQrCodeOnlyIfThereIsOne() throws Exception {
    var pin = new Secret(Ana.PIN);
    var grouped = new Secret(Ana.GROUPED);
    var alone = write("en", AccessKeyText.ofPin("Bo", "River Street", pin, grouped));
    assertThat(alone.picture()).isNull();
    assertThat(alone.html().reveal()).contains(">123 4567</p>").doesNotContain("<img", "/q#");
    var qr = new Secret(Ana.QR);
    var both = write("en", new AccessKeyText("Bo", "River Street", pin, grouped, qr));
    assertThat(Scanner.read(requireNonNull(both.picture()).png())).isEqualTo(Ana.QR);
    assertThat(both.text().reveal())
        .contains("the package rooms of River Street", "123 4567", "/q#" + Ana.QR)
        .contains("Keep it to yourself", "You didn’t ask for this? Tell the desk.")
        .doesNotContain("single entry");
    assertThat(both.subject()).isEqualTo("Your PIN for River Street");
  }

  @Test
  void bringsAQrCodeWithoutAnyTalkOfAPin() throws Exception {
    Email email = write("en", AccessKeyText.ofQrCode("Bo", "River Street", new Secret(Ana.QR)));
    assertThat(Scanner.read(requireNonNull(email.picture()).png())).isEqualTo(Ana.QR);
    assertThat(email.text().reveal())
        .contains("Your QR code", "/q#" + Ana.QR)
        .doesNotContain("PIN");
    assertThat(email.subject()).isEqualTo("Your QR code for River Street");
  }

  @ParameterizedTest
  @EnumSource(LinkText.Kind.class)
  void bringsALinkToPressOrToCopyInEveryLanguage(LinkText.Kind kind) {
    for (String language : List.of("en", "es", "fr", "de")) {
      Email email = write(language, Links.text(kind, "Mia <b>Novak</b>"));
      assertThat(email.picture()).isNull();
      assertThat(email.text().reveal()).contains(":\n" + Links.ADDRESS + "\n", "River Street");
      assertThat(email.html().reveal())
          .contains("href=\"" + Links.ADDRESS + "\"", ">" + Links.ADDRESS + "</span>")
          .contains("Mia &lt;b&gt;Novak")
          .doesNotContain("<b>", "<img", "notification.email");
      assertThat(email.subject() + email).contains("River Street").doesNotContain("token");
    }
  }

  @Test
  void greetsNobodyByNameWhoIsNotKnownYet() {
    Email email = write("en", Links.text(LinkText.Kind.INVITATION, ""));
    assertThat(email.text().reveal())
        .startsWith("Hello,\n")
        .contains("Tom Reed invites you to run the package rooms of River Street together.");
  }

  @ParameterizedTest
  @EnumSource(NoticeText.Kind.class)
  void tellsWhatHappenedInEveryLanguage(NoticeText.Kind kind) {
    for (String language : List.of("en", "es", "fr", "de")) {
      for (String by : List.of("", "Tom Reed")) {
        Email email =
            write(language, new NoticeText(kind, "Mia", "River Street", by, "n•••@example.com"));
        assertThat(email.picture()).isNull();
        assertThat(email.text().reveal()).contains("Mia", "River Street", by);
        assertThat(email.html().reveal()).doesNotContain("<img", "notification.email", "{0}");
        assertThat(email.subject()).contains("River Street");
      }
    }
  }

  private Email write(String language, NotificationText text) {
    return texts.write(UUID.randomUUID(), "ana@example.com", language, text);
  }
}
