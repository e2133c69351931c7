package dev.postern.database;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A program of its own that brings PostgreSQL, so that a test can kill it. */
final class ProgramWithPostgres implements AutoCloseable {
  private final Process process;

  private ProgramWithPostgres(Process process) {
    this.process = process;
  }

  /** Returns when its PostgreSQL takes connections. */
  static ProgramWithPostgres startedOn(Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ProgramWithPostgres.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      if (line == null) throw new IllegalStateException("it ended with " + process.waitFor());
    }
    return new ProgramWithPostgres(process);
  }

  long pid() {
    return process.pid();
  }

  /** As kill -9 does: nothing of the program runs afterwards, not even its shutdown hooks. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }

  public static void main(String[] args) throws Exception {
    var _ = OwnPostgres.start(Home.in(Path.of(args[0])));
    System.out.println("ready");
    Thread.sleep(60_000);
  }
}
