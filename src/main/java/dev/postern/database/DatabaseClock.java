package dev.postern.database;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program's one clock ticks with the database's time, so that every node of a site agrees on
 * what has expired. Between two looks at the database it counts with a timer that nobody can set: a
 * machine whose date is changed decides nothing differently. It never follows the database more
 * than {@link #TOLERANCE} into the past, because there expired PINs would be live again.
 */
final class DatabaseClock extends Clock implements AutoCloseable {
  static final Duration TOLERANCE = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
  private static final int LOOKS = 3;
  private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);

  private final DatabaseTime database;
  private final LongSupplier timer;
  private final ScheduledExecutorService looking;
  private volatile Tick tick;

  /** What the database's clock says now. */
  interface DatabaseTime {
    Instant now() throws SQLException;
  }

  /** At {@code nanos} of the timer it was {@code at}. */
  private record Tick(Instant at, long nanos, long uncertainty) {
    Instant after(long nanosNow) {
      return at.plusNanos(nanosNow - nanos);
    }
  }

  DatabaseClock(DataSource database) {
    this(() -> ask(database), System::nanoTime);
    var _ =
        looking.scheduleWithFixedDelay(
            this::look, BETWEEN_LOOKS.toSeconds(), BETWEEN_LOOKS.toSeconds(), TimeUnit.SECONDS);
  }

  DatabaseClock(DatabaseTime database, LongSupplier timer) {
    this.database = database;
    this.timer = timer;
    this.looking =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-clock").factory());
    try {
      this.tick = closestTick();
    } catch (SQLException e) {
      throw new IllegalStateException("the database did not tell its time", e);
    }
  }

  @Override
  public Instant instant() {
    return tick.after(timer.getAsLong());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("zones belong to properties, not to the clock");
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }

  /**
   * Takes over the database's time, unless it went back. A database that is away changes nothing.
   */
  void look() {
    try {
      Tick seen = closestTick();
      Duration ahead = Duration.between(tick.after(seen.nanos()), seen.at());
      if (ahead.compareTo(TOLERANCE.negated()) < 0) {
        log.warn(
            "The database's clock is {} s behind the time that Postern counted; Postern keeps its"
                + " own, so that nothing expired becomes live again. If the database is right,"
                + " restart Postern",
            ahead.negated().toSeconds());
        return;
      }
      if (ahead.compareTo(TOLERANCE) > 0) {
        log.warn("The database's clock went ahead by {} s; Postern follows", ahead.toSeconds());
      }
      tick = seen;
    } catch (SQLException | RuntimeException e) {
      log.debug("The database did not tell its time; counting on", e);
    }
  }

  /** Of a few looks the quickest: the answer belongs to the middle of its round trip. */
  private Tick closestTick() throws SQLException {
    Tick closest = oneTick();
    for (int look = 1; look < LOOKS; look++) {
      Tick next = oneTick();
      if (next.uncertainty() < closest.uncertainty()) closest = next;
    }
    return closest;
  }

  private Tick oneTick() throws SQLException {
    long before = timer.getAsLong();
    Instant at = database.now();
    long roundTrip = timer.getAsLong() - before;
    return new Tick(at, before + roundTrip / 2, roundTrip);
  }

  private static Instant ask(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var answer = statement.executeQuery("select clock_timestamp() as now")) {
      answer.next();
      return Times.instant(answer, "now");
    }
  }
}
