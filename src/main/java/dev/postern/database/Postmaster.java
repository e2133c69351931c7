package dev.postern.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One life of PostgreSQL's first process, from its start until it has ended. */
final class Postmaster {
  /**
   * What an acknowledged commit must have gone through. Said here, and asked for after the start.
   */
  static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

  private static final Duration CRASH_RECOVERY = Duration.ofMinutes(5);
  private static final Duration CLEAN_STOP = Duration.ofSeconds(30);

  /**
   * The dead-man's switch: our end of the pipe to this shell closes when the program stops or is
   * killed, and the shell then stops PostgreSQL cleanly.
   */
  private static final String STOP_WHEN_THE_PROGRAM_IS_GONE =
      """
      exec 3<&0
      "$@" </dev/null 3<&- & postgres=$!
      { cat <&3 >/dev/null; kill -INT $postgres; } & switch=$!
      exec 3<&- </dev/null
      trap 'kill -INT $postgres' TERM INT
      wait $postgres; code=$?
      kill $switch 2>/dev/null
      exit $code
      """;

  private final Process process;
  private final int port;
  private final Path data;
  private final Path logFile;
  private final long logStart;

  private Postmaster(Process process, int port, Path data, Path logFile, long logStart) {
    this.process = process;
    this.port = port;
    this.data = data;
    this.logFile = logFile;
    this.logStart = logStart;
  }

  /** Starts on {@code port} and returns when PostgreSQL takes connections. */
  static Postmaster start(PostgresBinaries binaries, RunAs runAs, Path data, Path logFile, int port)
      throws IOException {
    var command = new ArrayList<String>();
    // A group of its own: Ctrl-C reaches the program, which stops PostgreSQL after its own work.
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) command.add("/usr/bin/setsid");
    command.addAll(List.of("/bin/sh", "-c", STOP_WHEN_THE_PROGRAM_IS_GONE, "postern-postgresql"));
    command.addAll(runAs.command(postgres(binaries, data, port)));
    long logStart = Files.size(logFile);
    Process process =
        Command.quiet(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
            .start();
    var postmaster = new Postmaster(process, port, data, logFile, logStart);
    postmaster.awaitReady();
    return postmaster;
  }

  /** A port of this machine's inside that nobody uses at this moment. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  CompletableFuture<Process> onExit() {
    return process.onExit();
  }

  /** Lets running transactions roll back, writes a checkpoint, ends. */
  void stop() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (process.waitFor(CLEAN_STOP.toSeconds(), TimeUnit.SECONDS)) return;
    process.destroy();
  }

  private static List<String> postgres(PostgresBinaries binaries, Path data, int port) {
    var command = new ArrayList<String>();
    command.addAll(List.of(binaries.program("postgres"), "-D", data.toString()));
    command.addAll(List.of("-p", Integer.toString(port)));
    DURABLE.forEach(setting -> command.addAll(List.of("-c", setting + "=on")));
    for (String setting :
        List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "shared_buffers=64MB",
            "max_connections=100",
            "timezone=UTC",
            "log_timezone=UTC",
            // The details of an error quote the row, and a row is nothing for a log.
            "log_error_verbosity=terse")) {
      command.addAll(List.of("-c", setting));
    }
    return command;
  }

  private void awaitReady() throws IOException {
    long deadline = System.nanoTime() + CRASH_RECOVERY.toNanos();
    while (!ready()) {
      if (!process.isAlive()) throw refusal(logged());
      if (System.nanoTime() > deadline) {
        process.destroy();
        throw refusal(logged());
      }
      Pause.of(Duration.ofMillis(10));
    }
  }

  /** The fourth and eighth line of the pid file, as pg_ctl reads it. */
  private boolean ready() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) return false;
    List<String> lines = Files.readString(pidFile).lines().toList();
    return lines.size() > 7
        && lines.get(3).strip().equals(Integer.toString(port))
        && lines.get(7).strip().equals("ready");
  }

  private RuntimeException refusal(String output) {
    return LogReason.portTaken(output) ? new PortTaken(port) : LogReason.refusal(output, data);
  }

  private String logged() throws IOException {
    byte[] all = Files.readAllBytes(logFile);
    int from = (int) Math.min(logStart, all.length);
    return new String(all, from, all.length - from, StandardCharsets.UTF_8);
  }

  /** Somebody was faster between our look for a free port and PostgreSQL's use of it. */
  static final class PortTaken extends RuntimeException {
    PortTaken(int port) {
      super("port " + port + " is taken");
    }
  }
}
