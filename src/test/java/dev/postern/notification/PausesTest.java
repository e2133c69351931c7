package dev.postern.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PausesTest {
  private final Random random = new Random(7);

  @Test
  void growsFromSecondsToHoursAndThenEnds() {
    for (int attempt = 1; attempt < 7; attempt++) {
      assertThat(Pauses.after(attempt + 1, false, random).orElseThrow())
          .isGreaterThan(Pauses.after(attempt, false, random).orElseThrow());
    }
    assertThat(Pauses.after(1, false, random).orElseThrow())
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    assertThat(Pauses.after(8, false, random)).isEmpty();
  }

  @Test
  void waitsAtMostAboutThreeMinutesBeforeTheOtherChannel() {
    Duration all = Duration.ZERO;
    int attempt = 1;
    for (; Pauses.after(attempt, true, random).isPresent(); attempt++) {
      all = all.plus(Pauses.after(attempt, true, random).orElseThrow());
    }
    assertThat(attempt).isEqualTo(4);
    assertThat(all).isLessThan(Duration.ofMinutes(3).plusSeconds(10));
  }

  @Test
  void spreadsACrowdOut() {
    assertThat(
            random
                .ints(50)
                .mapToObj(seed -> Pauses.after(2, false, new Random(seed)).orElseThrow())
                .distinct())
        .hasSizeGreaterThan(40);
  }
}
