package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.place.Strictness;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
      String pin = Pin.draw(6 + i % 7, "").digits().reveal();
      for (int at = 0; at < pin.length(); at++) {
        for (char wrong = '0'; wrong <= '9'; wrong++) {
          if (wrong == pin.charAt(at)) continue;
          assertThat(Pin.read(pin.substring(0, at) + wrong + pin.substring(at + 1))).isEmpty();
        }
        if (at + 1 < pin.length() && pin.charAt(at) != pin.charAt(at + 1)) {
          String swapped =
              pin.substring(0, at) + pin.charAt(at + 1) + pin.charAt(at) + pin.substring(at + 2);
          assertThat(Pin.read(swapped)).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "000000, ''", "121212, ''", "1212121, ''", "123123, ''", "12341234, ''", "123456, ''",
    "567890, ''", "89012345, ''", "987654, ''", "197304, ''", "04172015, ''", "574021, 'Apt 402'",
    "000012, 12", "120000, 12B"
  })
  void knowsATrivialNumber(String digits, String unit) {
    assertThat(Trivial.is(digits, unit)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"000001", "121213", "123124", "890124", "573902", "12341235"})
  void takesAnOrdinaryNumberForWhatItIs(String digits) {
    assertThat(Trivial.is(digits, "4B")).isFalse();
  }

  @Test
  void drawsManyDifferentNumbersAndNoTrivialOne() {
    Set<String> drawn = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      Pin pin = Pin.draw(6, "Maple 402");
      assertThat(Trivial.is(pin.digits().reveal().substring(0, 6), "Maple 402")).isFalse();
      drawn.add(pin.digits().reveal());
    }
    assertThat(drawn).hasSizeGreaterThan(1_980);
  }

  /** Every number of six digits, and a sample of those with more. */
  @Test
  void drawsFromAtLeastTheShareOfNumbersThatTheGuardCountsOn() {
    long drawable = 0;
    for (int i = 0; i < 1_000_000; i++) {
      if (!Trivial.is("%06d".formatted(i), "Maple 402")) drawable++;
    }
    assertThat(drawable / 1e6).isBetween(Pin.LEAST_DRAWN, 0.96);
    Random random = new Random(7);
    int longer = 0;
    for (int i = 0; i < 200_000; i++) {
      long number = random.nextLong(1_000_000_000_000L);
      if (!Trivial.is("%012d".formatted(number), "Maple 402")) longer++;
    }
    assertThat(longer / 2e5).isBetween(Pin.LEAST_DRAWN, 0.96);
  }

  @ParameterizedTest
  @CsvSource({
    "572841, 3 4",
    "5728413, 4 4",
    "57284139, 3 3 3",
    "572841397, 3 3 4",
    "5728413975, 3 4 4",
    "57284139751, 4 4 4",
    "572841397518, 3 3 3 4"
  })
  void readsInGroupsAndNeverPrintsItself(String random, String groups) {
    Pin pin = Pin.withCheckDigit(random);
    String grouped = pin.grouped().reveal();
    assertThat(grouped.replace(" ", "")).isEqualTo(random + Pin.damm(random));
    assertThat(
            Stream.of(grouped.split(" ", -1))
                .map(group -> String.valueOf(group.length()))
                .collect(Collectors.joining(" ")))
        .isEqualTo(groups);
    assertThat(pin.toString()).doesNotContain("572");
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD, 1, 6", "STANDARD, 10, 6", "STANDARD, 11, 7", "STANDARD, 43, 7", "STANDARD, 100, 7",
    "STANDARD, 101, 8", "STANDARD, 10000, 9", "STRICT, 1, 6", "STRICT, 2, 7", "STRICT, 43, 8",
    "STRICT, 10000, 10", "STRICT, 1000000000, 12"
  })
  void isAsLongAsTheBudgetAsksFor(Strictness strictness, long live, int randomDigits) {
    assertThat(PinLength.automatic(strictness, live)).isEqualTo(randomDigits);
  }
}
