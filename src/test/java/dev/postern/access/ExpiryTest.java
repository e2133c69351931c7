package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @Test
  void endsADayWithItsLastSecondEvenWhenClocksChange() {
    assertThat(Expiry.endOf(LocalDate.of(2026, 11, 23), NEW_YORK))
        .isEqualTo(Instant.parse("2026-11-24T04:59:59Z"));
    assertThat(Expiry.endOf(LocalDate.of(2026, 11, 1), NEW_YORK)) // 25 hours long
        .isEqualTo(Instant.parse("2026-11-02T04:59:59Z"));
    assertThat(Expiry.endOf(LocalDate.of(2027, 3, 14), NEW_YORK)) // 23 hours long
        .isEqualTo(Instant.parse("2027-03-15T03:59:59Z"));
  }

  @Test
  void readsASkippedTimeAnHourLaterAndTheFirstOfARepeatedOne() {
    assertThat(Expiry.at(LocalDateTime.of(2027, 3, 14, 2, 30), NEW_YORK))
        .isEqualTo(Instant.parse("2027-03-14T07:30:00Z"));
    assertThat(Expiry.at(LocalDateTime.of(2026, 11, 1, 1, 30), NEW_YORK))
        .isEqualTo(Instant.parse("2026-11-01T05:30:00Z"));
  }
}
