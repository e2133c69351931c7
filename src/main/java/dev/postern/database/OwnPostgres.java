package dev.postern.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that the program brings along, for one machine. What it acknowledged survives kill
 * -9 of the program, of PostgreSQL or of both; it ends when the program ends, however that happens;
 * and when it dies alone it is started again on the same port.
 */
public final class OwnPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OwnPostgres.class);
  private static final int PORTS_TO_TRY = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final InstanceLock lock;
  private final PostgresBinaries binaries;
  private final RunAs runAs;
  private final DataFolder data;
  private final Leftovers leftovers;
  private final Path logFile;
  private final int port;
  private final String password;
  private @Nullable Postmaster postmaster;
  private boolean closed;

  /**
   * Starts the PostgreSQL of {@code home}, making it first where there is none. Returns when it
   * takes connections.
   *
   * @throws StartRefused when a person has to do something first
   */
  public static OwnPostgres start(Home home) {
    return start(home, DiskSpace.LEAST_BYTES, RunAs.possibleHere());
  }

  static OwnPostgres start(Home home, long leastDiskBytes, RunAs runAs) {
    try {
      runAs.refuseFolderOfAnother(home);
      InstanceLock lock = InstanceLock.on(home);
      try {
        DiskSpace.require(home.folder(), leastDiskBytes);
        return new OwnPostgres(home, lock, runAs);
      } catch (IOException | RuntimeException | SQLException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | SQLException e) {
      throw unexpected(home, e);
    }
  }

  private OwnPostgres(Home home, InstanceLock lock, RunAs runAs) throws IOException, SQLException {
    this.lock = lock;
    this.runAs = runAs;
    this.data = new DataFolder(home);
    this.leftovers = new Leftovers(home, data.folder());
    this.logFile = freshLog(home);
    leftovers.end();
    this.binaries = PostgresBinaries.in(home);
    runAs.reach(home.folder(), Path.of(binaries.program("postgres")));
    data.prepare(binaries, runAs);
    this.password = data.password();
    Postmaster started = startOnFreePort();
    this.port = started.port();
    this.postmaster = started;
    try {
      new FirstConnection(jdbcUrl(DataFolder.SUPERUSER), password).prepare(data.folder());
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
    log.info(
        "PostgreSQL {} runs on 127.0.0.1:{}, data in {}", binaries.major(), port, data.folder());
    watch(started);
  }

  /** The address of Postern's own database. */
  public String jdbcUrl() {
    return jdbcUrl(FirstConnection.DATABASE);
  }

  /** The address of any database on this server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?logServerErrorDetail=false";
  }

  /** Owns Postern's database and may create others, and is no superuser. */
  public String username() {
    return FirstConnection.ROLE;
  }

  /** The password of {@link #username()}. */
  public String password() {
    return password;
  }

  /** Stops PostgreSQL cleanly and gives the home folder free. */
  @Override
  public void close() {
    Postmaster last = lastPostmaster();
    try {
      if (last != null) last.stop();
      leftovers.end();
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized @Nullable Postmaster lastPostmaster() {
    closed = true;
    return postmaster;
  }

  private Postmaster startOnFreePort() throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return Postmaster.start(binaries, runAs, data.folder(), logFile, Postmaster.freePort());
      } catch (Postmaster.PortTaken e) {
        if (attempt == PORTS_TO_TRY) throw e;
      }
    }
  }

  private void watch(Postmaster watched) {
    var _ =
        watched
            .onExit()
            .thenAcceptAsync(
                process -> startAgain(process.exitValue()),
                task -> Thread.ofPlatform().daemon().name("postgresql-watch").start(task));
  }

  private void startAgain(int exitCode) {
    Duration pause = Duration.ofMillis(100);
    while (!startedAgainOrClosed(exitCode)) {
      Pause.of(pause);
      pause = pause.multipliedBy(2);
      if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
    }
  }

  private synchronized boolean startedAgainOrClosed(int exitCode) {
    if (closed) return true;
    log.warn(
        "PostgreSQL ended by itself (exit code {}) and is started again; work in between fails, what"
            + " was acknowledged stays",
        exitCode);
    try {
      leftovers.end();
      Postmaster again = Postmaster.start(binaries, runAs, data.folder(), logFile, port);
      postmaster = again;
      watch(again);
      log.info("PostgreSQL runs again on 127.0.0.1:{}", port);
      return true;
    } catch (IOException | RuntimeException e) {
      log.error("PostgreSQL could not be started again, next try follows: {}", e.getMessage());
      return false;
    }
  }

  /** The log of this start; that of the start before is kept beside it. */
  private static Path freshLog(Home home) throws IOException {
    Path file = home.resolve("postgresql.log");
    if (Files.exists(file)) {
      Files.move(file, home.resolve("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    OwnerOnly.emptyFile(file);
    return file;
  }

  private static StartRefused unexpected(Home home, Exception e) {
    if (String.valueOf(e.getMessage()).contains("No space left on device")) {
      return DiskSpace.refusal(home.folder());
    }
    return new StartRefused(
        "The database that Postern brings did not start: " + e,
        "Look into "
            + home.resolve("postgresql.log")
            + " and at the rights of "
            + home.folder()
            + ", then start again.",
        e);
  }
}
