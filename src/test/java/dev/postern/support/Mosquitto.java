package dev.postern.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The MQTT broker of this machine as a child process on a free port of loopback: with two users, a
 * memory on disk that is written at every change, and {@link #FORBIDDEN} topics that {@link #USER}
 * may not write.
 */
public final class Mosquitto implements AutoCloseable {
  /** Who opens doors. */
  public static final String USER = "postern";

  /** The doors. */
  public static final String DEVICE = "device";

  public static final String PASSWORD = "Grüße an den Broker";
  public static final String FORBIDDEN = "forbidden/";

  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");
  private static final Path PASSWORDS = Path.of("/usr/bin/mosquitto_passwd");
  private static final int SECONDS_TO_START = 10;
  private static @Nullable Mosquitto shared;

  private final Path folder;
  private final int port;
  private Process process;

  private Mosquitto(List<String> more) throws Exception {
    folder = Files.createTempDirectory("mosquitto");
    port = freePort();
    Files.writeString(
        folder.resolve("acl"),
        """
        user %s
        topic readwrite doors/#
        topic read %s#
        user %s
        topic readwrite #
        """
            .formatted(USER, FORBIDDEN, DEVICE));
    password("-c", USER);
    password("-b", DEVICE);
    Files.writeString(
        folder.resolve("conf"),
        """
        listener %1$d 127.0.0.1
        allow_anonymous false
        password_file %2$s/passwords
        acl_file %2$s/acl
        user %3$s
        persistence true
        persistence_location %2$s/
        autosave_on_changes true
        autosave_interval 1
        """
                .formatted(port, folder, System.getProperty("user.name"))
            + String.join("\n", more)
            + "\n");
    process = run();
  }

  /** One for all tests that do not end it; where none is installed, the test is skipped. */
  public static synchronized Mosquitto shared() throws Exception {
    if (shared == null) {
      Mosquitto started = start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      shared = started;
    }
    return shared;
  }

  /**
   * @param more lines of its configuration
   */
  public static Mosquitto start(String... more) throws Exception {
    assumeTrue(
        Files.isExecutable(PROGRAM) && Files.isExecutable(PASSWORDS),
        "install Mosquitto (apt install mosquitto) to run the tests of doors behind a broker");
    return new Mosquitto(List.of(more));
  }

  public int port() {
    return port;
  }

  /** As by a power cut. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it again on the same port and with what it had written. */
  public void restart() throws Exception {
    process = run();
  }

  @Override
  public void close() {
    try {
      kill();
      try (var files = Files.list(folder)) {
        files.map(Path::toFile).forEach(File::delete);
      }
      Files.delete(folder);
    } catch (IOException e) {
      // What is left lies among the temporary files.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process run() throws Exception {
    Process started =
        new ProcessBuilder(PROGRAM.toString(), "-c", folder.resolve("conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
    while (!listens()) {
      if (!started.isAlive() || System.nanoTime() > giveUp) {
        started.destroyForcibly();
        throw new IOException("no broker: " + Files.readString(folder.resolve("log")));
      }
      Thread.sleep(10);
    }
    return started;
  }

  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void password(String how, String user) throws Exception {
    String file = folder.resolve("passwords").toString();
    List<String> command =
        how.equals("-c")
            ? List.of(PASSWORDS.toString(), "-c", "-b", file, user, PASSWORD)
            : List.of(PASSWORDS.toString(), how, file, user, PASSWORD);
    Process setting = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(setting.getInputStream().readAllBytes(), UTF_8);
    if (setting.waitFor() != 0) throw new IOException("no password: " + said);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
