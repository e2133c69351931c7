package dev.postern.bench;

import dev.postern.Postern;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program as a user runs it: in a JVM of its own, with its own PostgreSQL, on a data folder.
 * The rehearsal, because only there a door is simulated.
 */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> WITHOUT_WARNINGS =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
  private static final Pattern DATABASE = Pattern.compile("runs on 127\\.0\\.0\\.1:(\\d+)");

  private final Path home;
  private final Path log;
  private final Process process;
  private final int port;
  private final Duration untilFirstPage;

  private Program(Path home, Path log, Process process, int port, Duration untilFirstPage) {
    this.home = home;
    this.log = log;
    this.process = process;
    this.port = port;
    this.untilFirstPage = untilFirstPage;
  }

  /**
   * Returns once the kiosk's page was served.
   *
   * @param folder in which its data is, or will be; its log goes beside it
   * @param jvm further arguments of the JVM
   */
  static Program start(Path folder, String... jvm) throws IOException, InterruptedException {
    return start(folder, System.getProperty("java.class.path"), List.of(jvm));
  }

  /** The same with a class path that is not this JVM's. */
  static Program start(Path folder, String classPath, List<String> jvm)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(WITHOUT_WARNINGS);
    arguments.addAll(jvm);
    arguments.addAll(List.of("-cp", classPath, Postern.class.getName()));
    return startAs(folder, Commands.java(arguments));
  }

  /**
   * The same as any command line starts it.
   *
   * @param start up to where the program's own arguments begin
   */
  static Program startAs(Path folder, List<String> start) throws IOException, InterruptedException {
    Path home = folder.resolve("home");
    Path log = folder.resolve("program.log");
    int port = freePort();
    var command = new ArrayList<>(start);
    command.addAll(List.of("--server.port=" + port, "--postern.home=" + home));
    long from = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    // Whatever ends this command ends the program.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    awaitFirstPage(process, port, log);
    return new Program(home, log, process, port, Duration.ofNanos(System.nanoTime() - from));
  }

  int port() {
    return port;
  }

  /** From the start of its process to the first page. */
  Duration untilFirstPage() {
    return untilFirstPage;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** The port of its PostgreSQL. */
  int databasePort() throws IOException {
    Matcher found = DATABASE.matcher(Files.readString(log));
    if (!found.find()) throw new IOException("the log tells of no PostgreSQL: " + log);
    return Integer.parseInt(found.group(1));
  }

  String databasePassword() throws IOException {
    return Files.readString(home.resolve("postgresql.password")).strip();
  }

  /** A connection to the program's database, with the rights of {@code user}. */
  Connection connect(String user) throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + databasePort() + "/postern", user, databasePassword());
  }

  /** Ends it as Ctrl-C does, its PostgreSQL too. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitFirstPage(Process process, int port, Path log)
      throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() > giveUp) {
        process.destroy();
        throw new IOException("the program did not start:\n" + Files.readString(log));
      }
      Thread.sleep(10);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      var page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/kiosk")).build();
      int status = http.send(page, BodyHandlers.ofString()).statusCode();
      if (status != 200) throw new IOException("the first page answered " + status);
    }
  }

  private static boolean listens(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** A port of loopback that nobody uses at this moment. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
