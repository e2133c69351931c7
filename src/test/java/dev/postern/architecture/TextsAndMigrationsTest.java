package dev.postern.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextsAndMigrationsTest {
  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Pattern VERSION = Pattern.compile("V(\\d+)__[a-z0-9_]+\\.sql");
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
  private static final Pattern SECRET_LOGGED =
      Pattern.compile(
          "(?i)log\\w*\\.(trace|debug|info|warn|error)\\([^;]*\\.reveal\\(", Pattern.DOTALL);

  @Test
  void numbersMigrationsWithoutAGap() throws IOException {
    List<Integer> versions =
        files(MIGRATIONS, ".sql").stream()
            .map(file -> VERSION.matcher(file.getFileName().toString()))
            .filter(Matcher::matches)
            .map(name -> Integer.valueOf(name.group(1)))
            .sorted()
            .toList();
    assertThat(versions)
        .as("every file in %s is V<n>__<words>.sql, n without gaps", MIGRATIONS)
        .hasSameSizeAs(files(MIGRATIONS, ".sql"))
        .isEqualTo(IntStream.rangeClosed(1, versions.size()).boxed().toList());
  }

  static List<Path> bundles() throws IOException {
    return files(MESSAGES, ".properties").stream()
        .filter(file -> !file.getFileName().toString().contains("_"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void saysTheSameThingsInEveryLanguage(Path english) throws IOException {
    Properties texts = read(english);
    for (String language : List.of("es", "fr", "de")) {
      Path file =
          english.resolveSibling(
              english
                  .getFileName()
                  .toString()
                  .replace(".properties", "_" + language + ".properties"));
      assertThat(file).as("each bundle comes in en, es, fr and de").exists();
      Properties translated = read(file);
      assertThat(translated.stringPropertyNames())
          .as("keys of %s are those of %s", file, english)
          .isEqualTo(texts.stringPropertyNames());
      for (String key : texts.stringPropertyNames()) {
        assertThat(arguments(translated.getProperty(key)))
            .as("the arguments of %s in %s", key, file)
            .isEqualTo(arguments(texts.getProperty(key)));
      }
    }
  }

  @Test
  void logsNoSecret() throws IOException {
    for (Path file : files(Path.of("src/main/java"), ".java")) {
      assertThat(SECRET_LOGGED.matcher(Files.readString(file)).find())
          .as("%s logs what it reveals; log the id of the row instead", file)
          .isFalse();
    }
  }

  private static Set<String> arguments(String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = ARGUMENT.matcher(text);
    while (matcher.find()) found.add(matcher.group(1));
    return found;
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
