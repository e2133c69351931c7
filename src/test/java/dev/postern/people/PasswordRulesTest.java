package dev.postern.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.vault.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final List<String> ABOUT =
      List.of("Rosa", "Delgado", "rosa.delgado@river-street.example", "River Street");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "under the third flowerpot",
        "the doorman knows it",
        "syq8-z964-acep",
        "kT9#vLq2!mZx",
        "хочу в париж жить",
        "毛泽东大厦门口有三只猫坐着",
        "🦊🐢🦉🐝🦔🐙🦜🐌🦀🐬🦚🐞"
      })
  void takesWhatIsLongAndNotTriedFirst(String password) {
    assertThat(PasswordRules.faults(new Secret(password), ABOUT)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "short, TOO_SHORT",
    "elevenchars, TOO_SHORT",
    "qwertyuiop123, LEAKED",
    "unbelievable, GUESSABLE",
    "1q2w3e4r5t6y, LEAKED",
    "passwordpassword, GUESSABLE",
    "P@ssw0rd123456, GUESSABLE",
    "qwertzuiop12, GUESSABLE",
    "azertyuiop123, GUESSABLE",
    "motdepasse123, GUESSABLE",
    "passwort1234, GUESSABLE",
    "contraseña2026, GUESSABLE",
    "123456789012, GUESSABLE",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, GUESSABLE",
    "january2026january, GUESSABLE",
    "Rosa-Delgado-1999, ABOUT_YOU",
    "River Street, GUESSABLE",
    "riverstreet-river-street, ABOUT_YOU",
    "rosa.delgado!!Postern7, ABOUT_YOU"
  })
  void refusesWhatWouldBeTriedFirst(String password, PasswordFault fault) {
    assertThat(PasswordRules.faults(new Secret(password), ABOUT)).containsExactly(fault);
  }

  @Test
  void countsCharactersAsPeopleDo() {
    assertThat(PasswordRules.faults(new Secret("🦊🐢🦉🐝🦔🐙"), List.of()))
        .containsExactly(PasswordFault.TOO_SHORT);
    assertThat(PasswordRules.faults(new Secret("wq7 ".repeat(50)), List.of()))
        .doesNotContain(PasswordFault.TOO_LONG);
    assertThat(PasswordRules.faults(new Secret("wq7 ".repeat(50) + "x"), List.of()))
        .containsExactly(PasswordFault.TOO_LONG);
  }

  @Test
  void keepsNobodyWaitingOverWhatItLooksLike() {
    String leet = "4@8({[<369|1!7$50%2".repeat(11).substring(0, PasswordRules.LONGEST);
    PasswordRules.faults(new Secret(leet), ABOUT);
    Assertions.assertTimeout(
        Duration.ofSeconds(2), () -> PasswordRules.faults(new Secret(leet), ABOUT));
  }
}
