package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.ShownKey.Mistyped;
import dev.postern.access.ShownKey.ScannedQr;
import dev.postern.access.ShownKey.TypedPin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownKeyTest {
  private static final String PIN = "572400" + Pin.damm("572400");

  @Test
  void readsAPinHoweverItIsSpaced() {
    String grouped = PIN.substring(0, 3) + " " + PIN.substring(3);
    String wide =
        PIN.chars().mapToObj(c -> String.valueOf((char) (c + 0xFEE0))).reduce("", String::concat);
    for (String shown :
        new String[] {
          PIN, grouped, PIN.substring(0, 3) + "-" + PIN.substring(3), " " + PIN + "\n", wide
        }) {
      assertThat(ShownKey.read(shown))
          .as(shown)
          .isInstanceOfSatisfying(
              TypedPin.class, typed -> assertThat(typed.pin().digits().reveal()).isEqualTo(PIN));
    }
  }

  @Test
  void readsAQrTextInEitherCase() {
    String text = QrText.draw().reveal();
    assertThat(ShownKey.read(text)).isInstanceOf(ScannedQr.class);
    assertThat(ShownKey.read(text.toLowerCase(java.util.Locale.ROOT) + "\r"))
        .isInstanceOfSatisfying(
            ScannedQr.class, qr -> assertThat(qr.text().reveal()).isEqualTo(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "123456", "abcdefg", "P123", "'; drop table entry; --", "１２"})
  void callsEverythingElseMistyped(String shown) {
    assertThat(ShownKey.read(shown)).isInstanceOf(Mistyped.class);
  }

  @Test
  void readsManyDigitsAsAKeyCardOnlyFromAReader() {
    assertThat(ShownKey.ofReader("00-1234 5678"))
        .isInstanceOfSatisfying(
            ShownKey.ReadCard.class,
            card -> assertThat(card.number().reveal()).isEqualTo("0012345678"));
    assertThat(ShownKey.read("00-1234 5678")).isInstanceOf(Mistyped.class);
    assertThat(ShownKey.ofReader("1".repeat(33))).isInstanceOf(Mistyped.class);
    assertThat(ShownKey.ofReader(QrText.draw().reveal())).isInstanceOf(ScannedQr.class);
    String longPin = Pin.withCheckDigit("572841397").digits().reveal();
    assertThat(ShownKey.read(longPin)).isInstanceOf(TypedPin.class);
    assertThat(ShownKey.ofReader(longPin)).isInstanceOf(ShownKey.ReadCard.class);
  }

  @Test
  void takesAUnitBesidesAPinAndNothingElse() {
    assertThat(ShownKey.read(PIN).of(" Ｍaple-4B ").lane()).isEqualTo(Lane.UNIT_AND_PIN);
    assertThat(ShownKey.read(PIN).of(" Ｍaple-4B "))
        .isInstanceOfSatisfying(
            ShownKey.TypedUnitAndPin.class, typed -> assertThat(typed.unit()).isEqualTo("maple4b"));
    assertThat(ShownKey.read(PIN).of(" - ")).isInstanceOf(TypedPin.class);
    assertThat(ShownKey.read(QrText.draw().reveal()).of("4B")).isInstanceOf(ScannedQr.class);
    assertThat(ShownKey.read("1").of("4B")).isInstanceOf(Mistyped.class);
  }

  @Test
  void doesNotReadBooks() {
    assertThat(ShownKey.read(" ".repeat(1_000_000) + PIN)).isInstanceOf(Mistyped.class);
  }
}
