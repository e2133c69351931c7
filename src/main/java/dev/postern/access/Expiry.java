package dev.postern.access;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** When a key ends, as people say it in the property's zone. */
public final class Expiry {
  /**
   * The moment of this wall-clock time. A time that the clocks skip is read an hour later, one that
   * they repeat is the first of the two, as java.time does; the form spells out what came of it.
   */
  public static Instant at(LocalDateTime time, ZoneId zone) {
    return time.atZone(zone).toInstant();
  }

  /** The last second of this day, however many hours it has. */
  public static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
  }

  private Expiry() {}
}
