package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.support.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseClockTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private long nanos = 17;
  private Instant databaseTime = NOON;
  private Duration roundTrip = Duration.ZERO;
  private @Nullable SQLException databaseIsAway;
  private final DatabaseClock clock = newClock();

  @AfterEach
  void close() {
    clock.close();
  }

  @Test
  void countsOnFromTheDatabasesTimeByATimerThatNobodyCanSet() {
    assertThat(clock.instant()).isEqualTo(NOON);
    passes(Duration.ofSeconds(90));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(90));
  }

  @Test
  void takesTheAnswerForTheMiddleOfItsRoundTrip() {
    roundTrip = Duration.ofMillis(200);
    databaseTime = NOON;
    try (var slow = newClock()) {
      assertThat(Duration.between(databaseTime, slow.instant())).isEqualTo(Duration.ofMillis(0));
    }
  }

  @Test
  void followsASmallDifferenceInEitherDirection() {
    for (Duration drift : new Duration[] {Duration.ofMillis(700), Duration.ofMillis(-700)}) {
      databaseTime = databaseTime.plus(drift);
      clock.look();
      assertThat(clock.instant()).isEqualTo(databaseTime);
    }
  }

  @Test
  void followsTheDatabaseAheadBecauseAMachineMayHaveSlept() {
    databaseTime = NOON.plus(Duration.ofHours(24));
    clock.look();
    assertThat(clock.instant()).isEqualTo(databaseTime);
  }

  @Test
  void neverFollowsTheDatabaseBackToWhereExpiredPinsWereLive() {
    for (Duration back : new Duration[] {Duration.ofHours(1), Duration.ofHours(24)}) {
      databaseTime = NOON.minus(back);
      clock.look();
      assertThat(clock.instant()).isEqualTo(NOON);
    }
  }

  @Test
  void countsOnWhileTheDatabaseIsAway() {
    databaseIsAway = new SQLException("away");
    passes(Duration.ofMinutes(5));
    clock.look();
    assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
  }

  @Test
  void agreesWithARealDatabase() {
    var database = TestPostgres.dataSource(TestPostgres.emptyUrl());
    try (var real = new DatabaseClock(database)) {
      Instant theirs =
          JdbcClient.create(database)
              .sql("select clock_timestamp() as now")
              .query((row, _) -> Times.instant(row, "now"))
              .single();
      assertThat(Duration.between(theirs, real.instant()).abs()).isLessThan(Duration.ofSeconds(1));
    }
  }

  private void passes(Duration time) {
    nanos += time.toNanos();
    databaseTime = databaseTime.plus(time);
  }

  private DatabaseClock newClock() {
    return new DatabaseClock(this::databaseNow, () -> nanos);
  }

  private Instant databaseNow() throws SQLException {
    if (databaseIsAway != null) throw databaseIsAway;
    passes(roundTrip.dividedBy(2));
    Instant answer = databaseTime;
    passes(roundTrip.dividedBy(2));
    return answer;
  }
}
