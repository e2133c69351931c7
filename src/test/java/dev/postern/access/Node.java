package dev.postern.access;

import dev.postern.Postern;
import dev.postern.database.OwnPostgres;
import dev.postern.support.QuietProgram;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** The program in a process of its own, on the PostgreSQL and with the keys of another one. */
final class Node implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final QuietProgram first;
  private final String name;
  private final Class<?> main;
  private final int port;
  private Process process;

  Node(QuietProgram first, String name) throws IOException {
    this(first, name, Postern.class);
  }

  /** With a main class that is the program's, or one that changes something about it. */
  Node(QuietProgram first, String name, Class<?> main) throws IOException {
    this.first = first;
    this.name = name;
    this.main = main;
    port = freePort();
    process = start();
  }

  int port() {
    return port;
  }

  /** The process dies as with kill -9. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void startAgain() throws IOException {
    process = start();
  }

  /** Returns when it answers. */
  void await(HttpClient http) throws Exception {
    var page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/kiosk")).build();
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (http.send(page, BodyHandlers.discarding()).statusCode() == 200) return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > giveUp) throw notYet;
      }
      Thread.sleep(100);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private Process start() throws IOException {
    OwnPostgres postgres = first.bean(OwnPostgres.class);
    Path home = first.folder().resolve(name);
    var command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName(),
            "--server.port=" + port,
            "--postern.home=" + home,
            "--postern.rehearsal=true",
            "--postern.vault.key-file=" + first.folder().resolve("home.keys"),
            "--postern.database.url=" + postgres.jdbcUrl(),
            "--postern.database.username=" + postgres.username());
    command.environment().put("POSTERN_DATABASE_PASSWORD", postgres.password());
    Process started =
        command
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(first.folder().resolve(name + ".log").toFile()))
            .start();
    // Whatever ends this command ends its nodes.
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    return started;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
