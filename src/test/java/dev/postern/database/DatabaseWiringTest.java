package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class DatabaseWiringTest {
  private static final Path HOME = Path.of("target", "test-database-wiring").toAbsolutePath();

  @Import(DatabaseWiring.class)
  @EnableConfigurationProperties(DatabaseSettings.class)
  @ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    FlywayAutoConfiguration.class
  })
  static class OnlyTheDatabase {}

  @BeforeAll
  static void beginWithoutData() throws IOException {
    OwnPostgresTest.beginWithoutData(HOME);
  }

  @Test
  void bringsItsOwnServerAndWorksOnAfterThatWasKilled() throws Exception {
    try (var program = start("postern.home=" + HOME)) {
      var sql = program.getBean(JdbcClient.class);
      Long before = count(sql).orElseThrow();
      kill(HOME);
      long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (count(sql).isEmpty()) assertThat(System.nanoTime()).isLessThan(deadline);
      assertThat(count(sql)).hasValue(before);
      assertThat(program.getBean(Clock.class)).isInstanceOf(DatabaseClock.class);
    }
    assertThat(HOME.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void printsARefusalAsSentences(CapturedOutput output) throws Exception {
    try (var _ = InstanceLock.on(Home.in(HOME))) {
      assertThatThrownBy(() -> start("postern.home=" + HOME))
          .hasRootCauseInstanceOf(StartRefused.class);
    }
    assertThat(output.getAll())
        .contains("Description:\n\nAnother Postern (process ")
        .contains("Action:\n\nUse the one that runs")
        .doesNotContain("\tat ");
  }

  @Test
  void takesOnlyAPlainWordForWhetherItIsARehearsal() {
    DatabaseWiring wiring = new DatabaseWiring();
    assertThat(wiring.home("", "true").folder()).endsWith(Path.of(".postern", "rehearsal"));
    assertThat(wiring.home("", "false").folder()).endsWith(Path.of(".postern", "site"));
    assertThatThrownBy(() -> wiring.home("", "yes")).isInstanceOf(StartRefused.class);
  }

  @Test
  void leavesAGivenServerAlone() {
    assertThatThrownBy(() ->
            start("postern.home=" + HOME, "postern.database.url=jdbc:postgresql://127.0.0.1:9/x"))
        .hasRootCauseInstanceOf(ConnectException.class);
  }

  private static ConfigurableApplicationContext start(String... properties) {
    return new SpringApplicationBuilder(OnlyTheDatabase.class)
        .web(WebApplicationType.NONE)
        .properties(properties)
        .run();
  }

  private static void kill(Path home) throws Exception {
    var pidFile = Files.readAllLines(home.resolve("data/postmaster.pid"));
    var postmaster = ProcessHandle.of(Long.parseLong(pidFile.getFirst().strip())).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().get();
  }

  private static Optional<Long> count(JdbcClient sql) {
    try {
      return Optional.of(sql.sql("select count(*) from property").query(Long.class).single());
    } catch (DataAccessException e) {
      return Optional.empty();
    }
  }
}
