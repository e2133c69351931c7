package dev.postern.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PostgreSQL's own load generator with a script of ours: what the bare statements cost on the same
 * server, without a program around them.
 */
final class Pgbench {
  /** What a machine without it is told. */
  static final String MISSING = "pgbench is not installed: apt-get install postgresql-contrib";

  private static final Path PROGRAM = Path.of("/usr/bin/pgbench");

  private final int port;
  private final String database;
  private final String user;
  private final String password;

  Pgbench(int port, String database, String user, String password) {
    this.port = port;
    this.database = database;
    this.user = user;
    this.password = password;
  }

  static boolean installed() {
    return Files.isExecutable(PROGRAM);
  }

  /**
   * Runs the script over and over, prepared once for each connection. A statement that fails fails
   * the run.
   *
   * @param variables beside {@code :client_id}, which counts the connections from 0; a {@code \set}
   *     in the script outlives its transaction, so that a connection can count its own
   * @param each how often on every connection
   */
  Latencies run(String script, Map<String, Integer> variables, int connections, int each)
      throws IOException, InterruptedException {
    try (var folder = TemporaryFolder.create()) {
      Path file = Files.writeString(folder.path().resolve("script.sql"), script);
      var command = new ArrayList<>(List.of(PROGRAM.toString(), "--no-vacuum"));
      command.addAll(List.of("--protocol=prepared", "--file=" + file));
      command.addAll(List.of("--client=" + connections, "--transactions=" + each));
      command.add("--jobs=" + Math.min(connections, Runtime.getRuntime().availableProcessors()));
      command.addAll(List.of("--log", "--log-prefix=" + folder.path().resolve("log")));
      variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
      command.addAll(List.of("--host=127.0.0.1", "--port=" + port, "--username=" + user, database));
      run(command);
      return read(folder.path(), connections * each);
    }
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", password);
    Process process = builder.start();
    Thread atInterrupt = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(atInterrupt);
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    Runtime.getRuntime().removeShutdownHook(atInterrupt);
    if (code != 0) throw new IOException("pgbench failed: " + said);
  }

  /**
   * Every transaction is a line: connection, number, microseconds, script, and when it ended, in
   * seconds and microseconds. Connecting is not in it, as it is not in {@link HttpLoad}.
   */
  private static Latencies read(Path folder, int expected) throws IOException {
    var nanos = new ArrayList<Long>(expected);
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Path log : logs(folder)) {
      for (String line : Files.readAllLines(log)) {
        String[] fields = line.split(" ", -1);
        long took = Long.parseLong(fields[2]);
        long end = Long.parseLong(fields[4]) * 1_000_000 + Long.parseLong(fields[5]);
        nanos.add(took * 1_000);
        first = Math.min(first, end - took);
        last = Math.max(last, end);
      }
    }
    if (nanos.size() != expected) {
      throw new IOException("pgbench ended after %d of %d".formatted(nanos.size(), expected));
    }
    return new Latencies(
        nanos.stream().mapToLong(Long::longValue).toArray(), (last - first) * 1_000);
  }

  private static List<Path> logs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("log.")).toList();
    }
  }
}
