package dev.postern.access;

import dev.postern.database.OwnPostgres;
import dev.postern.support.QuietProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The program's own PostgreSQL, to be killed; the program starts it again by itself. */
final class KilledPostgres {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final OwnPostgres postgres;
  private final Path home;

  KilledPostgres(QuietProgram program) {
    postgres = program.bean(OwnPostgres.class);
    home = program.home();
  }

  /** Its first process dies as with kill -9; the others see it and end. */
  void kill() throws IOException {
    first().destroyForcibly();
  }

  /** All of its processes die as with kill -9, at once. */
  void killAll() throws IOException {
    ProcessHandle first = first();
    List<ProcessHandle> others = first.descendants().toList();
    first.destroyForcibly();
    others.forEach(ProcessHandle::destroyForcibly);
  }

  /** Returns when it takes connections again. */
  void awaitBack() throws Exception {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        ask("select 1");
        return;
      } catch (SQLException notYet) {
        if (System.nanoTime() > giveUp) throw notYet;
        Thread.sleep(20);
      }
    }
  }

  /** The answer in a connection of its own, which no pool keeps waiting. */
  String ask(String query) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.username(), postgres.password());
        var statement = connection.createStatement();
        var answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private ProcessHandle first() throws IOException {
    try (Stream<Path> files = Files.walk(home, 2)) {
      Path file = files.filter(it -> it.endsWith("postmaster.pid")).findFirst().orElseThrow();
      long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
      return ProcessHandle.of(pid).orElseThrow();
    }
  }
}
