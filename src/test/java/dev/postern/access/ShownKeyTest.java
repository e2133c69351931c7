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
  void readsMoreDigitsThanAPinHasAsAKeyCard() {
    assertThat(ShownKey.read("00-1234 5678"))
        .isInstanceOfSatisfying(
            ShownKey.ReadCard.class,
            card -> assertThat(card.number().reveal()).isEqualTo("0012345678"));
    assertThat(ShownKey.read("1".repeat(33))).isInstanceOf(Mistyped.class);
  }

  @Test
  void doesNotReadBooks() {
    assertThat(ShownKey.read(" ".repeat(1_000_000) + PIN)).isInstanceOf(Mistyped.class);
  }
}
