package dev.postern.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of others, installed on this machine, as a child process for a while. */
final class Server implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final Path log;
  private final Thread atInterrupt;

  private Server(Process process, Path log) {
    this.process = process;
    this.log = log;
    atInterrupt = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(atInterrupt);
  }

  interface Readiness {
    boolean reached() throws IOException;
  }

  /** Returns once it is ready; what it says goes into {@code log}. */
  static Server start(List<String> command, Path log, Readiness ready)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var server = new Server(process, log);
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!ready.reached()) {
      if (!process.isAlive() || System.nanoTime() > giveUp) {
        server.close();
        throw new IOException(command.getFirst() + " did not start:\n" + server.said());
      }
      Thread.sleep(10);
    }
    return server;
  }

  static boolean listens(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
      Runtime.getRuntime().removeShutdownHook(atInterrupt);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
