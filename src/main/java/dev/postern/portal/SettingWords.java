package dev.postern.portal;

import dev.postern.place.Property;
import dev.postern.place.PropertySettings;
import dev.postern.place.Setting;
import dev.postern.web.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A setting of the property as people read it.
 *
 * @param value {@code 3 days}, {@code on}, {@code United States}
 */
public record SettingWords(String name, String value) {

  /** What stands now, of each setting that someone asks to be another. */
  static List<SettingWords> differences(PropertySettings asked, Property now, Words words) {
    PropertySettings settings = PropertySettings.of(now);
    return asked.differences(settings).stream()
        .map(setting ->
            new SettingWords(
                words.of("settings." + setting.code()),
                value(setting.code(), settings.values().getOrDefault(setting, ""), words)))
        .toList();
  }

  /** A value as the audit log keeps it, in words; itself, if nobody knows the setting any more. */
  static String value(String code, String value, Words words) {
    return Arrays.stream(Setting.values())
        .filter(setting -> setting.code().equals(code))
        .findFirst()
        .map(setting -> value(setting, value, words))
        .orElse(value);
  }

  /** What the form offers for the length of a PIN: each choice's words and its value. */
  public static List<SettingWords> pinLengths(Words words) {
    return SettingsCheck.PIN_LENGTHS.stream()
        .map(length -> new SettingWords(value(Setting.PIN_LENGTH, length, words), length))
        .toList();
  }

  private static String value(Setting setting, String value, Words words) {
    return switch (setting) {
      case NAME, ADDRESS, ZONE -> value;
      case COUNTRY -> Locale.of("", value).getDisplayCountry(words.locale());
      case LANGUAGE -> words.of("language." + value);
      case ONE_TIME_PIN_LIFE, ONE_TIME_PIN_LONGEST, REQUEST_PIN_LIFE -> life(value, words);
      case STRICTNESS -> words.of("settings.strictness." + value);
      case PIN_LENGTH ->
          value.equals(PropertySettings.AUTOMATIC)
              ? words.of("settings.pin-length.automatic")
              : words.of("settings.pin-length.fixed", value);
      case REASON_REQUIRED, EMAIL_ON, SMS_ON, REQUEST_PIN_ON, SECOND_FACTOR_REQUIRED ->
          words.of(Boolean.parseBoolean(value) ? "settings.on" : "settings.off");
    };
  }

  private static String life(String value, Words words) {
    try {
      return Life.written(Duration.parse(value), words);
    } catch (DateTimeException e) {
      return value;
    }
  }
}
