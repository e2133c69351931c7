package dev.postern.limit;

import dev.postern.database.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts tries in PostgreSQL, so that restarts, other nodes and parallel requests gain nothing. A
 * try is counted, and the count committed, before the thing is tried.
 */
@Component
public class Limits {
  /** Longer than any vessel takes to empty. */
  private static final Duration LONGEST_MEMORY = Duration.ofDays(1);

  private final JdbcClient sql;
  private final Clock clock;

  Limits(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Counts one try in a transaction of its own.
   *
   * @param subject whom or what the limit is for; never a secret
   * @return empty if there was room, else how long until there is
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public Optional<Duration> take(Limit limit, String subject) {
    Instant now = clock.instant();
    // One statement decides: the row is locked, emptied by the time that passed, and filled by one
    // only if that fits. A clock that was set back empties nothing.
    int taken =
        sql.sql(
                """
                insert into limit_level as l (name, subject, level, counted_at)
                values (:name, :subject, 1, :now)
                on conflict (name, subject) do update
                set level = greatest(0, l.level - :rate * greatest(0, extract(epoch from (:now - l.counted_at)))) + 1,
                    counted_at = greatest(l.counted_at, :now)
                where greatest(0, l.level - :rate * greatest(0, extract(epoch from (:now - l.counted_at)))) + 1 <= :capacity
                """)
            .param("name", limit.name())
            .param("subject", subject)
            .param("now", Times.sql(now))
            .param("rate", rate(limit))
            .param("capacity", limit.capacity())
            .update();
    return taken == 1 ? Optional.empty() : Optional.of(wait(limit, subject, now));
  }

  /** Gives one try back, because it was none: the code was right, or ended only lately. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void giveBack(Limit limit, String subject) {
    sql.sql(
            """
            update limit_level set level = greatest(0, level - 1)
            where name = :name and subject = :subject
            """)
        .param("name", limit.name())
        .param("subject", subject)
        .update();
  }

  /** Removes vessels that have long been empty, so that made-up names do not fill the table. */
  @Transactional
  public void forgetOldTries() {
    sql.sql("delete from limit_level where counted_at < :before")
        .param("before", Times.sql(clock.instant().minus(LONGEST_MEMORY)))
        .update();
  }

  private Duration wait(Limit limit, String subject, Instant now) {
    double seconds =
        sql.sql(
                """
                select greatest(0, level + 1 - :capacity) / :rate
                  - greatest(0, extract(epoch from (:now - counted_at)))
                from limit_level where name = :name and subject = :subject
                """)
            .param("capacity", limit.capacity())
            .param("rate", rate(limit))
            .param("now", Times.sql(now))
            .param("name", limit.name())
            .param("subject", subject)
            .query(Double.class)
            .single();
    return Duration.ofSeconds(Math.max(1, (long) Math.ceil(seconds)));
  }

  /** Tries that fade per second. */
  private static double rate(Limit limit) {
    return limit.capacity() / (double) limit.emptiesIn().toSeconds();
  }
}
