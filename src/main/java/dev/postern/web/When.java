package dev.postern.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;

/** Times as people write them: in a property's zone and the reader's language. */
public final class When {
  private static final Duration NEAR = Duration.ofHours(1);

  private final Words words;
  private final ZoneId zone;
  private final Instant now;

  /**
   * @param now what "in 12 minutes" counts from
   */
  public When(Words words, ZoneId zone, Instant now) {
    this.words = words;
    this.zone = zone;
    this.now = now;
  }

  /** {@code Mon 23 Nov, 10:53 PM EST}, with the year when it is not this one. */
  public String exact(Instant at) {
    return in(at).getYear() == in(now).getYear()
        ? format("when.date-time", at)
        : format("when.date-time-year", at);
  }

  /** {@code in 12 minutes (10:53 PM EST)} while it is less than an hour off, else as exact. */
  public String near(Instant at) {
    Duration off = Duration.between(now, at);
    if (off.abs().compareTo(NEAR) >= 0) return exact(at);
    return words.of("when.near", relative(off), format("when.time-zone", at));
  }

  /** {@code 10:53 PM}. */
  public String time(Instant at) {
    return format("when.time", at);
  }

  /** {@code Mon 23 Nov}, with the year when it is not this one. */
  public String date(Instant at) {
    return in(at).getYear() == in(now).getYear()
        ? format("when.date", at)
        : format("when.date-year", at);
  }

  /** {@code Tue 24 Nov}, with the year when it is not this one. */
  public String day(LocalDate day) {
    return date(day.atStartOfDay(zone).toInstant());
  }

  /**
   * {@code 8:00 AM – 6:00 PM}.
   *
   * @param from minutes of the day; 1440 is midnight at its end
   */
  public String hours(int from, int to) {
    return minute(from) + " – " + minute(to);
  }

  private String minute(int ofDay) {
    LocalTime time = LocalTime.ofSecondOfDay(ofDay % 1440 * 60L);
    return DateTimeFormatter.ofPattern(words.of("when.time"), words.locale()).format(time);
  }

  /** For the {@code datetime} attribute. */
  public String machine(Instant at) {
    return at.toString();
  }

  /** {@code Eastern Time}. */
  public String zoneName() {
    return zone.getDisplayName(TextStyle.FULL, words.locale());
  }

  public Instant now() {
    return now;
  }

  public ZoneId zone() {
    return zone;
  }

  private String relative(Duration off) {
    long minutes = Math.round(off.abs().toSeconds() / 60.0);
    if (minutes == 0) return words.of("when.now");
    return words.count(off.isNegative() ? "when.ago" : "when.in", minutes);
  }

  private String format(String pattern, Instant at) {
    return DateTimeFormatter.ofPattern(words.of(pattern), words.locale()).format(in(at));
  }

  private ZonedDateTime in(Instant at) {
    return at.atZone(zone);
  }
}
