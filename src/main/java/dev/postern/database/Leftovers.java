package dev.postern.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier life may have left running on this home folder: a PostgreSQL whose program was
 * killed, backends whose postmaster was killed, a half-done initdb. Whoever calls holds the lock of
 * the folder, so that nothing found here can belong to a program that lives.
 */
final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);
  private static final Duration CLEAN_STOP = Duration.ofSeconds(60);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Home home;
  private final Path data;

  Leftovers(Home home, Path data) {
    this.home = home;
    this.data = data;
  }

  /** Afterwards no process of this home runs and no pid file stands in the way. */
  void end() throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    for (ProcessHandle process : running()) {
      if (process.pid() != pidIn(pidFile)) continue;
      log.warn("Stopping a PostgreSQL (process {}) that outlived its program", process.pid());
      var _ = Command.run(List.of("kill", "-INT", Long.toString(process.pid())));
      awaitNoneFor(CLEAN_STOP);
    }
    // Without a postmaster, backends see that they are orphans and end by themselves.
    if (!awaitNoneFor(GRACE)) {
      running().forEach(ProcessHandle::destroyForcibly);
      awaitNoneFor(GRACE);
    }
    // Now the file is stale, and whoever has its process id today is somebody else.
    Files.deleteIfExists(pidFile);
  }

  private boolean awaitNoneFor(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!running().isEmpty()) {
      if (System.nanoTime() > deadline) return false;
      Pause.of(Duration.ofMillis(20));
    }
    return true;
  }

  private List<ProcessHandle> running() {
    return ProcessHandle.allProcesses().filter(this::ours).toList();
  }

  private boolean ours(ProcessHandle process) {
    var info = process.info();
    String program = info.command().orElse("");
    if (PostgresBinaries.unpackedBy(home, program)) return true;
    return program.endsWith("/postgres")
        && List.of(info.arguments().orElse(new String[0])).contains(data.toString());
  }

  private static long pidIn(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) return -1;
    String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
    return first.matches("[0-9]{1,9}") ? Long.parseLong(first) : -1;
  }
}
