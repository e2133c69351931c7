package dev.postern.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Every text a person sees, from all {@code messages/*.properties}, in all {@link #LANGUAGES}. A
 * file without a language in its name is English, and what the others fall back to.
 */
@Component
public class Texts {
  public static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.of("es"), Locale.FRENCH, Locale.GERMAN);

  private final Map<Locale, Map<String, String>> texts = new HashMap<>();

  public Texts() {
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:messages/*.properties")) {
        read(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words of a language; English for one that is not spoken here. */
  public Words in(Locale locale) {
    Locale spoken = spoken(locale);
    return new Words(spoken, of(spoken), of(Locale.ENGLISH));
  }

  /** The language of {@link #LANGUAGES} that comes nearest. */
  public static Locale spoken(Locale locale) {
    return LANGUAGES.stream()
        .filter(language -> language.getLanguage().equals(locale.getLanguage()))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }

  private Map<String, String> of(Locale language) {
    return texts.getOrDefault(language, Map.of());
  }

  private void read(Resource file) throws IOException {
    Properties properties = new Properties();
    try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    Map<String, String> language =
        texts.computeIfAbsent(
            languageOf(Objects.requireNonNull(file.getFilename())), l -> new HashMap<>());
    for (String key : properties.stringPropertyNames()) {
      if (language.put(key, properties.getProperty(key)) != null) {
        throw new IllegalStateException(key + " has two texts, the second in " + file);
      }
    }
  }

  private static Locale languageOf(String fileName) {
    String name = fileName.substring(0, fileName.length() - ".properties".length());
    int underscore = name.lastIndexOf('_');
    return underscore < 0 ? Locale.ENGLISH : Locale.of(name.substring(underscore + 1));
  }
}
