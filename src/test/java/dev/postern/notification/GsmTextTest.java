package dev.postern.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GsmTextTest {
  @ParameterizedTest
  @CsvSource({
    "'',0",
    "abc,3",
    "'PIN 123 4567',12",
    "éèùìòÇØøÅåÆæßÉÄÖÑÜ§äöñüà¿¡,26",
    "€,2",
    "a[b]~,8"
  })
  void countsThePlacesOfEachCharacter(String text, int places) {
    assertThat(GsmText.length(text)).isEqualTo(OptionalInt.of(places));
  }

  @Test
  void knowsAllOfTheAlphabet() {
    assertThat(GsmText.length("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ")).hasValue(31);
    assertThat(GsmText.length("\f^{}\\[~]|€")).hasValue(20);
    String ascii =
        java.util.stream.IntStream.range(' ', 127)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertThat(GsmText.length(ascii.replace("`", ""))).hasValue(94 + 8); // 8 of ASCII are escaped
    assertThat(GsmText.length("`")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ç", "á", "í", "ó", "ú", "â", "ł", "毛", "🙂", "’", "–", "\u202f"})
  void saysWhenACharacterIsOutsideTheAlphabet(String letter) {
    assertThat(GsmText.length("PIN" + letter)).isEmpty();
  }

  @Test
  void countsMessagesAsNetworksBillThem() {
    assertThat(GsmText.messages("a".repeat(160))).isEqualTo(1);
    assertThat(GsmText.messages("a".repeat(161))).isEqualTo(2);
    assertThat(GsmText.messages("a".repeat(306))).isEqualTo(2);
    assertThat(GsmText.messages("a".repeat(307))).isEqualTo(3);
    assertThat(GsmText.messages("毛".repeat(70))).isEqualTo(1);
    assertThat(GsmText.messages("毛".repeat(71))).isEqualTo(2);
    assertThat(GsmText.fitsOneMessage("€".repeat(80))).isTrue();
    assertThat(GsmText.fitsOneMessage("€".repeat(80) + "a")).isFalse();
    assertThat(GsmText.fitsOneMessage("毛")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Żółć,Zolc",
    "São Paulo,Sao Paulo",
    "Müller & Søn,Müller & Søn",
    "L’Œuvre – 1,L'OEuvre - 1",
    "毛,毛",
    "ç,c"
  })
  void findsTheNearestTextWithinTheAlphabet(String text, String nearest) {
    assertThat(GsmText.nearest(text)).isEqualTo(nearest);
  }
}
