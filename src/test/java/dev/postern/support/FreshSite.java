package dev.postern.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives each program that a test starts a database without rows and an empty home folder. */
public final class FreshSite
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Map<String, Object> site =
        Map.of(
            "postern.home", emptyFolder().toString(),
            "postern.database.url", TestPostgres.freshUrl(),
            "postern.database.username", TestPostgres.username(),
            "postern.database.password", TestPostgres.password());
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("site", site));
  }

  private static Path emptyFolder() {
    try {
      Path homes = Files.createDirectories(Path.of("target", "test-homes"));
      return Files.createTempDirectory(homes, "home").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
