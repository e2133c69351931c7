package dev.postern.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Pattern TEXT =
      Pattern.compile("\\b(?:t|of)\\(\"([a-z][\\w-]*\\.[\\w.-]+)\"");
  private static final Pattern COUNT = Pattern.compile("\\bcount\\(\"([a-z][\\w-]*\\.[\\w.-]+)\"");

  private final Texts texts = new Texts();

  @Test
  void hasWordsForEveryKeyThatATemplateOrAPageAsksFor() throws IOException {
    Words english = texts.in(Locale.ENGLISH);
    Set<String> missing = new TreeSet<>();
    for (Path file : sources()) {
      String source = Files.readString(file);
      for (String key : keys(TEXT, source)) {
        if (!english.has(key)) missing.add(key);
      }
      for (String key : keys(COUNT, source)) {
        if (!english.has(key + ".one")) missing.add(key + ".one");
        if (!english.has(key + ".other")) missing.add(key + ".other");
      }
    }
    assertThat(missing).as("add these to src/main/resources/messages").isEmpty();
  }

  @Test
  void fillsInArgumentsAndLeavesApostrophesAlone() {
    assertThat(texts.in(Locale.ENGLISH).of("error.number", "404")).isEqualTo("Answer 404");
    assertThat(texts.in(Locale.FRENCH).of("when.now")).isEqualTo("à l’instant");
  }

  @Test
  void countsAsTheLanguageDoes() {
    assertThat(texts.in(Locale.ENGLISH).count("when.in", 1)).isEqualTo("in 1 minute");
    assertThat(texts.in(Locale.ENGLISH).count("when.in", 12)).isEqualTo("in 12 minutes");
    assertThat(texts.in(Locale.FRENCH).count("when.in", 0)).isEqualTo("dans 0 minute");
  }

  @Test
  void fallsBackToEnglish() {
    assertThat(texts.in(Locale.JAPANESE).of("error.number", "1")).isEqualTo("Answer 1");
  }

  private static List<String> keys(Pattern pattern, String source) {
    Matcher matcher = pattern.matcher(source);
    return matcher
        .results()
        .map(result -> result.group(1))
        .filter(key -> !key.endsWith("."))
        .toList();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> java = Files.walk(Path.of("src/main/java"));
        Stream<Path> jte = Files.walk(Path.of("src/main/jte"))) {
      return Stream.concat(java, jte)
          .filter(file -> file.toString().matches(".*(portal|web|kiosk|rehearsal)/.*[.](java|jte)"))
          .toList();
    }
  }
}
