package dev.postern.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WhenTest {
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private final Texts texts = new Texts();
  private final When when = in(Locale.ENGLISH);

  @Test
  void saysTheExactTimeInTheZoneOfTheProperty() {
    assertThat(when.exact(Instant.parse("2026-11-24T03:53:00Z")))
        .isEqualTo("Mon 23 Nov, 10:53 PM EST");
    assertThat(when.exact(Instant.parse("2026-07-01T16:00:00Z")))
        .isEqualTo("Wed 1 Jul, 12:00 PM EDT");
  }

  @Test
  void addsTheYearWhenItIsAnother() {
    assertThat(when.exact(Instant.parse("2027-01-02T03:00:00Z")))
        .isEqualTo("Fri 1 Jan 2027, 10:00 PM EST");
  }

  @Test
  void isRelativeOnlyUnderAnHourAndWithTheTimeBesideIt() {
    assertThat(when.near(NOW.plus(Duration.ofMinutes(12))))
        .isEqualTo("in 12 minutes (10:12 PM EST)");
    assertThat(when.near(NOW.minus(Duration.ofMinutes(1)))).isEqualTo("1 minute ago (9:59 PM EST)");
    assertThat(when.near(NOW.plus(Duration.ofMinutes(60)))).isEqualTo("Mon 23 Nov, 11:00 PM EST");
  }

  @Test
  void writesAsTheReadersLanguageDoes() {
    Instant at = Instant.parse("2026-11-24T03:53:00Z");
    assertThat(in(Locale.GERMAN).exact(at)).isEqualTo("Mo. 23. Nov., 22:53 EST");
    assertThat(in(Locale.FRENCH).exact(at)).startsWith("lun. 23 nov., 22:53");
    assertThat(in(Locale.of("es")).exact(at)).startsWith("lun 23 nov, 22:53");
  }

  private When in(Locale language) {
    return new When(texts.in(language), NEW_YORK, NOW);
  }
}
