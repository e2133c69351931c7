package dev.postern.access;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How long what a kill left behind waits until it is settled. */
final class Settling {
  /** What is promised. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final KilledPostgres postgres;
  private final AtomicLong longest = new AtomicLong();

  Settling(KilledPostgres postgres) {
    this.postgres = postgres;
  }

  /** The database's time. */
  String now() throws SQLException {
    return postgres.ask("select clock_timestamp()");
  }

  /** Returns when no entry of before that time waits for its door any more; counts from now. */
  void await(String killed) throws SQLException, InterruptedException {
    long began = System.nanoTime();
    while (unsettled(killed) > 0 && nanosSince(began) < PATIENCE.toNanos()) Thread.sleep(100);
    longest.accumulateAndGet(nanosSince(began), Math::max);
  }

  private int unsettled(String before) throws SQLException {
    return Integer.parseInt(
        postgres.ask(
            "select count(*) from entry where refusal is null and opening is null and at <= '"
                + before
                + "'"));
  }

  double longestSeconds() {
    return longest.get() / 1e9;
  }

  private static long nanosSince(long nanos) {
    return System.nanoTime() - nanos;
  }
}
