package dev.postern.portal;

import dev.postern.place.Property;
import dev.postern.place.PropertySettings;
import dev.postern.portal.SettingsForm.LifeUnit;
import dev.postern.web.FormErrors;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reads a settings form, or says at its fields what is wrong with it. */
final class SettingsCheck {
  static final int LONGEST_TEXT = 200;

  private final Words words;
  private final FormErrors errors;

  SettingsCheck(Words words, FormErrors errors) {
    this.words = words;
    this.errors = errors;
  }

  /** The settings that the form asks for; empty when an error was added. */
  Optional<PropertySettings> read(SettingsForm form) {
    name("name", form.name());
    text("address", form.address());
    place(form.zone(), form.country(), form.language());
    Duration life = life("life", form.life(), form.lifeUnit());
    Duration longest = life("longest", form.longest(), form.longestUnit());
    if (!errors.at("life") && !errors.at("longest")) lives(life, longest);
    if (errors.any()) return Optional.empty();
    return Optional.of(
        new PropertySettings(
            form.name(),
            form.address(),
            ZoneId.of(form.zone()),
            form.country(),
            form.language(),
            life,
            longest,
            form.isReasonRequired(),
            form.isEmailOn(),
            form.isSmsOn(),
            form.isSecondFactorRequired()));
  }

  void place(String zone, String country, String language) {
    oneOf("zone", ZoneId.getAvailableZoneIds().contains(zone));
    oneOf("country", Arrays.asList(Locale.getISOCountries()).contains(country));
    oneOf(
        "language",
        Texts.LANGUAGES.stream().anyMatch(known -> known.getLanguage().equals(language)));
  }

  void name(String field, String given) {
    if (given.isBlank()) error(field, "setup.error.missing");
    text(field, given);
  }

  void text(String field, String given) {
    if (given.strip().length() > LONGEST_TEXT) error(field, "setup.error.long", LONGEST_TEXT);
    if (given.chars().anyMatch(Character::isISOControl)) error(field, "setup.error.signs");
  }

  private void oneOf(String field, boolean known) {
    if (!known) error(field, "setup.error.choose");
  }

  private Duration life(String field, String count, String unit) {
    // Six digits are a year in minutes; more could only overflow.
    if (!count.strip().matches("[0-9]{1,6}")) error(field, "settings.error.number");
    Optional<LifeUnit> known =
        Arrays.stream(LifeUnit.values()).filter(one -> one.name().equals(unit)).findFirst();
    if (known.isEmpty()) error(field, "settings.error.unit");
    if (errors.at(field)) return Duration.ZERO;
    return known.orElseThrow().times(Integer.parseInt(count.strip()));
  }

  private void lives(Duration life, Duration longest) {
    long shortest = Property.ONE_TIME_PIN_SHORTEST.toMinutes();
    if (life.compareTo(Property.ONE_TIME_PIN_SHORTEST) < 0) {
      error("life", "settings.error.short", shortest);
    }
    if (longest.compareTo(Property.ONE_TIME_PIN_SHORTEST) < 0) {
      error("longest", "settings.error.short", shortest);
    }
    if (longest.compareTo(PropertySettings.ONE_TIME_PIN_LIMIT) > 0) {
      error("longest", "settings.error.long", PropertySettings.ONE_TIME_PIN_LIMIT.toDays());
    }
    if (life.compareTo(longest) > 0) {
      error("life", "settings.error.beyond", Life.written(longest, words));
    }
  }

  private void error(String field, String key, Object... args) {
    errors.add(field, words.of(key, args));
  }
}
