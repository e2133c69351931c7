package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.ChosenPin.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenPinTest {
  @Test
  void addsTheCheckDigitToSixDigits() {
    ChosenPin.Chosen chosen = (ChosenPin.Chosen) ChosenPin.read("572 841", "", 6);
    assertThat(chosen.pin().digits().reveal()).startsWith("572841").hasSize(7);
    assertThat(Pin.read(chosen.pin().digits().reveal())).isPresent();
    assertThat(chosen.weak()).isFalse();
  }

  @Test
  void takesSevenDigitsOnlyWithTheRightLastOne() {
    char check = (char) ('0' + Pin.damm("572841"));
    assertThat(ChosenPin.read("572-841" + check, "", 6)).isInstanceOf(ChosenPin.Chosen.class);
    char other = check == '9' ? '0' : (char) (check + 1);
    assertThat(ChosenPin.read("572841" + other, "", 6))
        .isEqualTo(new ChosenPin.Faulty(Fault.WRONG_CHECK_DIGIT));
  }

  @Test
  void takesAsManyDigitsAsThePropertysPinsHave() {
    assertThat(ChosenPin.read("57284139", "", 8)).isInstanceOf(ChosenPin.Chosen.class);
    assertThat(ChosenPin.read("572841", "", 8)).isEqualTo(new ChosenPin.Faulty(Fault.WRONG_LENGTH));
    assertThat(ChosenPin.read("57284757", "", 7)).isInstanceOf(ChosenPin.Faulty.class);
  }

  @ParameterizedTest
  @CsvSource({
    "57284, '', WRONG_LENGTH",
    "57284112, '', WRONG_LENGTH",
    "57284a, '', WRONG_LENGTH",
    "'', '', WRONG_LENGTH",
    "111111, '', TRIVIAL",
    "121212, '', TRIVIAL",
    "123456, '', TRIVIAL",
    "876543, '', TRIVIAL",
    "197304, '', YEAR",
    "042015, '', YEAR",
    "574021, 'Apt 402', UNIT",
    "000012, '12', UNIT",
    "120000, '12B', UNIT",
  })
  void refusesWhatAnybodyWouldTry(String digits, String unit, Fault fault) {
    assertThat(ChosenPin.read(digits, unit, 6)).isEqualTo(new ChosenPin.Faulty(fault));
  }

  @ParameterizedTest
  @ValueSource(strings = {"147258", "112233", "123321", "111222", "314159"})
  void tellsWhatManyPeopleChoose(String digits) {
    assertThat(((ChosenPin.Chosen) ChosenPin.read(digits, "", 6)).weak()).isTrue();
  }
}
