package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the database and of the program while people come and go. */
class SurvivesKillsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int SOME = 20;

  @TempDir Path folder;
  private Process program;

  @BeforeEach
  void peopleComeAndGo() throws IOException {
    Files.createFile(acknowledged());
    program = start();
  }

  @AfterEach
  void nobodyIsLeft() {
    program.destroyForcibly();
  }

  @Test
  void losesNothingAndOpensNothingTwice() throws Exception {
    waitFor(() -> opened() >= SOME);

    ProcessHandle database = ProcessHandle.of(databasePid()).orElseThrow();
    assertThat(program.descendants()).contains(database);
    database.destroyForcibly();
    long before = opened();
    waitFor(() -> opened() >= before + SOME);

    program.destroyForcibly().waitFor();
    program = start();
    waitFor(() -> !program.isAlive());

    assertThat(lines()).last().isEqualTo("checked lost=0 twice=0 unsettled=0");
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Traffic.class.getName(),
            acknowledged().toString(),
            "--postern.home=" + folder.resolve("home"),
            "--server.port=0")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target", "survives-kills.log")))
        .start();
  }

  private Path acknowledged() {
    return folder.resolve("acknowledged");
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(acknowledged());
  }

  private long opened() throws IOException {
    return lines().stream().filter(line -> line.startsWith("opened")).count();
  }

  private long databasePid() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("home"), 2)) {
      Path pidFile =
          files.filter(file -> file.endsWith("postmaster.pid")).findFirst().orElseThrow();
      return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void waitFor(Condition condition) throws Exception {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("see target/survives-kills.log").isLessThan(giveUp);
      Thread.sleep(100);
    }
  }
}
