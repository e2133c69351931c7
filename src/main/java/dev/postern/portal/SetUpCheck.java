package dev.postern.portal;

import dev.postern.people.ContactData;
import dev.postern.web.FormErrors;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What is wrong with a first-run form, in words at its fields. */
final class SetUpCheck {
  private static final int LONGEST = 200;

  private final Words words;
  private final FormErrors errors = new FormErrors();

  private SetUpCheck(Words words) {
    this.words = words;
  }

  static FormErrors errors(SetUpForm form, Words words) {
    SetUpCheck check = new SetUpCheck(words);
    check.all(form);
    return check.errors;
  }

  private void all(SetUpForm form) {
    name("organization", form.organization());
    name("property", form.property());
    shortEnough("address", form.address());
    oneOf("zone", ZoneId.getAvailableZoneIds().contains(form.zone()));
    oneOf("country", Arrays.asList(Locale.getISOCountries()).contains(form.country()));
    oneOf(
        "language",
        Texts.LANGUAGES.stream().anyMatch(it -> it.getLanguage().equals(form.language())));
    name("room", form.room());
    name("kiosk", form.kiosk());
    shortEnough("firstName", form.firstName());
    name("lastName", form.lastName());
    if (ContactData.email(form.email()).isEmpty()) error("email", "setup.error.email");
    password(form);
  }

  private void name(String field, String given) {
    if (given.isBlank()) error(field, "setup.error.missing");
    shortEnough(field, given);
  }

  private void shortEnough(String field, String given) {
    if (given.strip().length() > LONGEST) error(field, "setup.error.long", LONGEST);
    if (given.chars().anyMatch(Character::isISOControl)) error(field, "setup.error.signs");
  }

  private void oneOf(String field, boolean known) {
    if (!known) error(field, "setup.error.choose");
  }

  private void password(SetUpForm form) {
    List<String> about =
        List.of(
            form.organization(),
            form.property(),
            form.room(),
            form.firstName(),
            form.lastName(),
            form.email());
    PasswordField.check("password", form.password(), about, errors, words);
  }

  private void error(String field, String key, Object... args) {
    errors.add(field, words.of(key, args));
  }
}
