package dev.postern.portal;

import dev.postern.place.Property;
import dev.postern.web.Words;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A length of time that Expires offers at a touch.
 *
 * @param words {@code 45 minutes}, {@code 24 hours}, {@code 3 days}
 */
public record Life(String minutes, String words) {
  private static final List<Duration> USUAL =
      List.of(Duration.ofHours(1), Duration.ofHours(8), Duration.ofDays(1), Duration.ofDays(3));

  private static final Duration STILL_IN_HOURS = Duration.ofDays(2);

  /** The usual ones within the property's limit, and its own default. */
  static List<Life> offered(Property property, Words words) {
    return Stream.concat(USUAL.stream(), Stream.of(property.oneTimePinLife()))
        .filter(life -> life.compareTo(property.oneTimePinLongest()) <= 0)
        .distinct()
        .sorted()
        .map(life -> new Life(String.valueOf(life.toMinutes()), written(life, words)))
        .toList();
  }

  /** {@code 45 minutes}, {@code 24 hours}, {@code 3 days}: the largest that leaves no remainder. */
  static String written(Duration life, Words words) {
    if (life.toMinutes() % 60 != 0) {
      return words.count("one-time-pin.expires.minutes", life.toMinutes());
    }
    if (life.toHours() % 24 != 0 || life.compareTo(STILL_IN_HOURS) < 0) {
      return words.count("one-time-pin.expires.hours", life.toHours());
    }
    return words.count("one-time-pin.expires.days", life.toDays());
  }
}
