package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinTest {
  @Test
  void knowsTheCheckDigitOfDammsOwnExample() {
    assertThat(Pin.damm("572")).isEqualTo(4);
    assertThat(Pin.damm("5724")).isZero();
  }

  @Test
  void findsEverySingleWrongDigitAndEverySwapOfNeighbours() {
    for (int i = 0; i < 200; i++) {
      String pin = Pin.draw().digits().reveal();
      for (int at = 0; at < Pin.LENGTH; at++) {
        for (char wrong = '0'; wrong <= '9'; wrong++) {
          if (wrong == pin.charAt(at)) continue;
          assertThat(Pin.read(pin.substring(0, at) + wrong + pin.substring(at + 1))).isEmpty();
        }
        if (at + 1 < Pin.LENGTH && pin.charAt(at) != pin.charAt(at + 1)) {
          String swapped =
              pin.substring(0, at) + pin.charAt(at + 1) + pin.charAt(at) + pin.substring(at + 2);
          assertThat(Pin.read(swapped)).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000", "121212", "123123", "123456", "567890", "987654"})
  void knowsATrivialNumber(String digits) {
    assertThat(Pin.trivial(digits)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"000001", "121213", "123124", "890124", "573902"})
  void takesAnOrdinaryNumberForWhatItIs(String digits) {
    assertThat(Pin.trivial(digits)).isFalse();
  }

  @Test
  void drawsManyDifferentNumbersAndNoTrivialOne() {
    Set<String> drawn = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      Pin pin = Pin.draw();
      assertThat(Pin.trivial(pin.digits().reveal().substring(0, Pin.RANDOM_DIGITS))).isFalse();
      drawn.add(pin.digits().reveal());
    }
    assertThat(drawn).hasSizeGreaterThan(1_980);
  }

  @Test
  void readsInGroupsAndNeverPrintsItself() {
    Pin pin = Pin.read("5724" + "00" + Pin.damm("572400")).orElseThrow();
    assertThat(pin.grouped().reveal()).isEqualTo("572 400" + Pin.damm("572400"));
    assertThat(pin.toString()).doesNotContain("572");
  }
}
