package dev.postern.portal;

import dev.postern.access.Expiry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The field Expires as it was filled in: minutes from now, or {@link #CHOOSE} with a date and a
 * time of day in the property's zone.
 */
public record ExpiryChoice(String expires, String date, String time) {
  static final String CHOOSE = "choose";

  /** Far beyond every limit; more would only overflow. */
  private static final long MOST_MINUTES = Duration.ofDays(3660).toMinutes();

  /**
   * The choice in words: when that is, or why it cannot be.
   *
   * @param wrong whether it cannot stay like this
   */
  public record Sentence(String text, boolean wrong) {}

  static ExpiryChoice in(Duration life) {
    return new ExpiryChoice(String.valueOf(life.toMinutes()), "", "");
  }

  /** What the field means: a moment, or what cannot be read. */
  sealed interface Meaning {
    record At(Instant at, Clocks clocks) implements Meaning {}

    /**
     * @param problem the end of a message's key
     * @param field the id of the field it is about
     */
    record Unreadable(String problem, String field, String text) implements Meaning {}
  }

  /** What the clocks of the zone do at the chosen wall-clock time. */
  enum Clocks {
    ORDINARY,
    SKIP_IT,
    REPEAT_IT
  }

  public boolean chosen() {
    return expires.equals(CHOOSE);
  }

  Meaning meaning(ZoneId zone, Instant now) {
    if (!chosen()) return lifeFrom(now);
    if (date.isBlank()) return new Meaning.Unreadable("DATE_MISSING", "date", "");
    LocalDate day;
    try {
      day = LocalDate.parse(date.strip());
      if (Math.abs(day.getYear()) > 9999) throw new DateTimeException("no such year");
    } catch (DateTimeException e) {
      return new Meaning.Unreadable("DATE_UNREADABLE", "date", date);
    }
    if (time.isBlank()) return new Meaning.At(Expiry.endOf(day, zone), Clocks.ORDINARY);
    try {
      LocalDateTime at = day.atTime(LocalTime.parse(time.strip()));
      return new Meaning.At(Expiry.at(at, zone), clocks(at, zone));
    } catch (DateTimeException e) {
      return new Meaning.Unreadable("TIME_UNREADABLE", "time", time);
    }
  }

  private Meaning lifeFrom(Instant now) {
    try {
      long minutes = Long.parseLong(expires);
      if (minutes > 0 && minutes <= MOST_MINUTES) {
        return new Meaning.At(now.plus(Duration.ofMinutes(minutes)), Clocks.ORDINARY);
      }
    } catch (NumberFormatException e) {
      // Said below: only a form that is not ours posts this.
    }
    return new Meaning.Unreadable("EXPIRY_UNREADABLE", "expires", expires);
  }

  private static Clocks clocks(LocalDateTime at, ZoneId zone) {
    return switch (zone.getRules().getValidOffsets(at).size()) {
      case 0 -> Clocks.SKIP_IT;
      case 1 -> Clocks.ORDINARY;
      default -> Clocks.REPEAT_IT;
    };
  }
}
