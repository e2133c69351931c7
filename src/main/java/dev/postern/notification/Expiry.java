package dev.postern.notification;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** The end of a key as people write it, in the zone of the property whose door it opens. */
final class Expiry {
  /** With weekday, year and the zone's name, for where there is room. */
  static String inFull(Instant at, ZoneId zone, Locale locale) {
    ZonedDateTime there = at.atZone(zone);
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
            .withLocale(locale)
            .format(there)
        + " ("
        + DateTimeFormatter.ofPattern("zzzz", locale).format(there)
        + ")";
  }

  /** Short; with the year if it is another one, with the zone if the clock shows the time twice. */
  static String inShort(Instant at, ZoneId zone, Locale locale, Instant now) {
    ZonedDateTime there = at.atZone(zone);
    boolean thisYear = there.getYear() == now.atZone(zone).getYear();
    String time =
        DateTimeFormatter.ofLocalizedPattern(thisYear ? "MMMdjm" : "yMMMdjm")
            .withLocale(locale)
            .format(there);
    boolean twice = zone.getRules().getValidOffsets(there.toLocalDateTime()).size() > 1;
    return twice ? time + " " + DateTimeFormatter.ofPattern("z", locale).format(there) : time;
  }

  private Expiry() {}
}
