package dev.postern.kiosk;

import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What the kiosk's page is made of.
 *
 * @param language what the screen begins with and comes back to
 * @param country how a time is written there
 * @param shortest digits that a PIN can have; {@code longest} the most
 * @param requestPin whether a PIN can be asked for here
 * @param requestMinutes how long such a PIN lives
 * @param texts all words in all languages, as JSON
 * @param words those of the language it begins with
 */
public record KioskPage(
    String property,
    String room,
    String language,
    String country,
    String zone,
    int shortest,
    int longest,
    boolean requestPin,
    long requestMinutes,
    boolean camera,
    String texts,
    Words words) {

  /**
   * Another one as soon as a setting is another one that this page shows: an open page asks for it
   * now and then. Words and scripts come with the program, and wait until the page is opened again.
   */
  public String version() {
    return Integer.toHexString(
        Objects.hash(
            property,
            room,
            language,
            country,
            zone,
            shortest,
            longest,
            requestPin,
            requestMinutes,
            camera));
  }

  /** Stands in the first picture already, so that nothing moves when the script takes over. */
  public String say(String key) {
    return words.of(KioskTexts.PREFIX + key);
  }

  /** The languages a person can choose from, each in its own words. */
  public List<Locale> languages() {
    return Texts.LANGUAGES;
  }

  /** {@code Español}. */
  public String name(Locale language) {
    String name = language.getDisplayLanguage(language);
    return name.substring(0, 1).toUpperCase(language) + name.substring(1);
  }
}
