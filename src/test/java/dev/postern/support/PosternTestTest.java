package dev.postern.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.database.Home;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@PosternTest
class PosternTestTest {
  @Autowired Clock clock;
  @Autowired HandClock hand;
  @Autowired JdbcClient sql;
  @Autowired Home home;

  @Test
  void countsTimeByTheHandClock() {
    var before = clock.instant();
    hand.advance(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofMinutes(5)));
  }

  @Test
  void worksOnADatabaseAndAFolderOfItsOwn() {
    String database = sql.sql("select current_database()").query(String.class).single();
    assertThat(database).startsWith("test_");
    assertThat(home.folder().toString()).contains("target");
    assertThat(sql.sql("select count(*) from property").query(Long.class).single()).isNotNull();
  }
}
