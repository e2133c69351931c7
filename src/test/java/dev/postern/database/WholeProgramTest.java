package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PosternTest
class WholeProgramTest {
  @Autowired Clock clock;
  @Autowired HandClock hand;
  @Autowired DataSource database;

  @Test
  void countsTimeByTheHandClockAndHasItsTables() {
    var before = clock.instant();
    hand.advance(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofMinutes(5)));
    assertThat(
            JdbcClient.create(database).sql("select count(*) from property").query().singleValue())
        .isNotNull();
  }
}
