package dev.postern.kiosk;

import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * All words of the kiosk in all languages: the page takes them along, so that a person can choose
 * their language while the line is down.
 */
@Component
class KioskTexts {
  static final String PREFIX = "kiosk.";

  private final Texts texts;
  private final String json;

  KioskTexts(Texts texts, JsonMapper mapper) {
    this.texts = texts;
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (Locale language : Texts.LANGUAGES) {
      all.put(language.getLanguage(), wordsOf(texts.in(language)));
    }
    json = mapper.writeValueAsString(all);
  }

  /** {@code {"en": {"idle.begin": "Touch to begin", …}, …}}. */
  String json() {
    return json;
  }

  Words in(String language) {
    return texts.in(Locale.forLanguageTag(language));
  }

  private static Map<String, String> wordsOf(Words words) {
    Map<String, String> all = new TreeMap<>();
    for (String key : ResourceBundle.getBundle("messages/kiosk", Locale.ROOT).keySet()) {
      if (key.startsWith(PREFIX)) all.put(key.substring(PREFIX.length()), words.of(key));
    }
    return all;
  }
}
