package dev.postern.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.vault.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsTextTest {
  private static final String LINK = "https://postern.example.com/q#" + Ana.QR;
  private final SmsText texts =
      new SmsText(
          new PublicUrl(URI.create("https://postern.example.com/")),
          Clock.fixed(Instant.parse("2026-11-22T15:00:00Z"), ZoneOffset.UTC));

  @Test
  void saysWhereWhatUntilWhenAndWhereTheQrCodeIs() {
    assertThat(body("en", Ana.text()))
        .isEqualTo(
            "River Street: PIN 123 4567 opens Maple Room once, until Nov 23, 3:05 PM. QR code: "
                + LINK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es", "fr", "de"})
  void fitsOneMessageInEveryLanguageAndMonth(String language) {
    for (int month = 1; month <= 12; month++) {
      var expires = Instant.parse("2027-%02d-28T23:59:00Z".formatted(month));
      assertThat(body(language, Ana.text("Ana", "River Street", "Maple Room", expires)))
          .matches(GsmText::fitsOneMessage)
          .contains("River Street", "123 4567", "Maple Room", LINK, "2027");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Residences at the Riverside Gardens, Maple Room, Residences at the Riverside Gardens",
    "Łódź Óczko, Żółć, Lodz Oczko",
    "Kraków, Maple Room, Krakow"
  })
  void shortensNamesBeforeItBecomesTwoMessages(String property, String room, String kept) {
    assertThat(body("en", Ana.text("Ana", property, room)))
        .matches(GsmText::fitsOneMessage)
        .contains(kept, Ana.GROUPED, LINK);
  }

  @Test
  void cutsANameOf400LettersButNeverThePinOrTheLink() {
    assertThat(body("de", Ana.text("Ana", "Ł".repeat(400), "R".repeat(400))))
        .matches(GsmText::fitsOneMessage)
        .startsWith("LLLL")
        .contains("...", Ana.GROUPED, "23. Nov., 15:05")
        .endsWith(LINK);
  }

  @Test
  void keepsANameInAScriptThatGsmDoesNotKnow() {
    assertThat(body("en", Ana.text("毛", "毛泽东大厦", "Maple Room")))
        .startsWith("毛泽东大厦: PIN 123 4567")
        .endsWith(LINK);
  }

  @Test
  void dropsARoomThatGsmDoesNotKnowRatherThanPayForTwo() {
    assertThat(body("en", Ana.text("Ana", "River Street", "毛")))
        .matches(GsmText::fitsOneMessage)
        .doesNotContain("毛");
  }

  @Test
  void namesTheZoneInTheHourThatHappensTwice() {
    var first = Instant.parse("2026-11-01T05:30:00Z");
    var second = Instant.parse("2026-11-01T06:30:00Z");
    assertThat(body("en", Ana.text("Ana", "River Street", "Maple", first))).contains("1:30 AM EDT");
    assertThat(body("en", Ana.text("Ana", "River Street", "Maple", second)))
        .contains("1:30 AM EST");
  }

  @Test
  void keepsLineBreaksInNamesOutOfTheMessage() {
    assertThat(body("en", Ana.text("Ana", "River\r\nStreet\u0000", "Maple\u202eRoom")))
        .startsWith("River Street: PIN 123 4567 opens MapleRoom once");
  }

  @Test
  void bringsALastingKeyInOneMessageInEveryLanguage() {
    var pin = new Secret(Ana.PIN);
    var grouped = new Secret(Ana.GROUPED);
    var qr = new Secret(Ana.QR);
    for (String language : List.of("en", "es", "fr", "de")) {
      for (String property : List.of("River Street", "Ł".repeat(400))) {
        assertThat(body(language, AccessKeyText.ofPin("Bo", property, pin, grouped)))
            .matches(GsmText::fitsOneMessage)
            .contains(Ana.GROUPED)
            .doesNotContain("/q#");
        assertThat(body(language, AccessKeyText.ofQrCode("Bo", property, qr)))
            .matches(GsmText::fitsOneMessage)
            .endsWith(LINK)
            .doesNotContain("PIN");
        assertThat(body(language, new AccessKeyText("Bo", property, pin, grouped, qr)))
            .matches(GsmText::fitsOneMessage)
            .contains(Ana.GROUPED)
            .endsWith(LINK);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(NoticeText.Kind.class)
  void tellsWhatHappenedInOneMessageInEveryLanguage(NoticeText.Kind kind) {
    for (String language : List.of("en", "es", "fr", "de")) {
      assertThat(body(language, new NoticeText(kind, "Mia", "River Street", "Tom", "what")))
          .matches(GsmText::fitsOneMessage)
          .startsWith("River Street: ")
          .doesNotContain("notification.sms", "''");
    }
  }

  @Test
  void takesNoLink() {
    assertThatThrownBy(() -> body("en", Links.text(LinkText.Kind.PASSWORD_RESET, "Mia")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("token");
  }

  private String body(String language, NotificationText text) {
    return texts.write(UUID.randomUUID(), "+15550100150", language, text).text().reveal();
  }
}
