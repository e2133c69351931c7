package dev.postern.place;

import dev.postern.database.Times;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tries of pairing codes at this whole site, taken before a code is looked at. They are counted in
 * the database, so restarts, nodes and parallel requests gain nothing.
 */
@Component
public class PairingTries {
  private static final int AT_ONCE = 20;

  /** How long until the next try is there, once all are taken. */
  public static final Duration PAUSE = Duration.ofSeconds(30);

  private final JdbcClient sql;
  private final Clock clock;

  PairingTries(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Takes one try; false if none is left. One statement, so that two never take the same one. */
  @Transactional
  public boolean take() {
    return sql.sql(
                """
                insert into pairing_tries as tries (level, counted_at) values (1, :now)
                on conflict (only) do update set
                  level = 1 + greatest(0, tries.level
                    - greatest(0, extract(epoch from :now - tries.counted_at)) / :pause),
                  counted_at = :now
                where tries.level
                  - greatest(0, extract(epoch from :now - tries.counted_at)) / :pause <= :atOnce - 1
                """)
            .param("now", Times.sql(clock.instant()))
            .param("pause", PAUSE.toSeconds())
            .param("atOnce", AT_ONCE)
            .update()
        == 1;
  }
}
