package dev.postern.people;

import java.time.DayOfWeek;

/**
 * When a courier's keys open on one weekday, by the property's clock.
 *
 * @param fromMinute of the day, 0 to 1439
 * @param toMinute of the day, not included; 1440 is midnight at the day's end
 */
public record CourierWindow(DayOfWeek weekday, int fromMinute, int toMinute) {
  public static final int WHOLE_DAY = 1440;

  public CourierWindow {
    if (fromMinute < 0 || toMinute > WHOLE_DAY || fromMinute >= toMinute) {
      throw new IllegalArgumentException("a window begins before it ends, within one day");
    }
  }
}
