package dev.postern.portal;

import dev.postern.place.Property;
import dev.postern.place.PropertySettings;
import dev.postern.place.Strictness;
import dev.postern.portal.SettingsForm.LifeUnit;
import dev.postern.web.FormErrors;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a settings form, or says at its fields what is wrong with it. */
final class SettingsCheck {
  static final int LONGEST_TEXT = 200;

  /** What the form offers: automatic, or a fixed number of digits. */
  static final List<String> PIN_LENGTHS =
      Stream.concat(
              Stream.of(PropertySettings.AUTOMATIC),
              IntStream.rangeClosed(Property.SHORTEST_PIN, Property.LONGEST_PIN)
                  .mapToObj(String::valueOf))
          .toList();

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
    oneOf("strictness", strictness(form.strictness()).isPresent());
    oneOf("pinLength", PIN_LENGTHS.contains(form.pinLength()));
    Duration requested = requested(form.requestLife());
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
            strictness(form.strictness()).orElseThrow(),
            form.pinLength().equals(PropertySettings.AUTOMATIC)
                ? null
                : Integer.valueOf(form.pinLength()),
            form.isRequestPinOn(),
            requested,
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

  private static Optional<Strictness> strictness(String name) {
    return Arrays.stream(Strictness.values()).filter(one -> one.name().equals(name)).findFirst();
  }

  private Duration requested(String minutes) {
    long least = Property.ONE_TIME_PIN_SHORTEST.toMinutes();
    long most = Property.REQUEST_PIN_LONGEST.toMinutes();
    boolean fits =
        minutes.strip().matches("[0-9]{1,3}")
            && Integer.parseInt(minutes.strip()) >= least
            && Integer.parseInt(minutes.strip()) <= most;
    if (!fits) error("requestLife", "settings.error.request-life", least, most);
    return fits ? Duration.ofMinutes(Integer.parseInt(minutes.strip())) : Duration.ZERO;
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
