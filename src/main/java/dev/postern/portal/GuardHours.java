package dev.postern.portal;

import dev.postern.access.RoomGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The misses at a room, hour by hour, as a small chart: the oldest hour first. */
public record GuardHours(List<Hour> hours) {
  /** The height of the tallest bar; one of a single miss among many is still seen. */
  private static final int TALLEST = 44;

  private static final int LEAST = 3;

  /** Every so many hours the time stands below the chart. */
  private static final int LABELLED = 6;

  /**
   * An hour.
   *
   * @param height of its bar, of 44
   */
  public record Hour(Instant from, Instant to, int misses, int height) {}

  static GuardHours of(RoomGuard guard) {
    List<Integer> misses = guard.missesByHour();
    int most = misses.stream().mapToInt(Integer::intValue).max().orElse(0);
    List<Hour> hours = new ArrayList<>();
    for (int n = 0; n < misses.size(); n++) {
      Instant to = guard.lastHourEnds().minus(Duration.ofHours(misses.size() - n - 1L));
      int many = misses.get(n);
      int height = many == 0 ? 0 : Math.max(LEAST, TALLEST * many / most);
      hours.add(new Hour(to.minus(Duration.ofHours(1)), to, many, height));
    }
    return new GuardHours(List.copyOf(hours));
  }

  /** Those in which there were any. */
  public List<Hour> busy() {
    return hours.stream().filter(hour -> hour.misses() > 0).toList();
  }

  /** The hour with the most, the last of them if there are several. */
  public Hour busiest() {
    return hours.reversed().stream().max(Comparator.comparingInt(Hour::misses)).orElseThrow();
  }

  /** Those whose beginning is written below the chart. */
  public List<Hour> labelled() {
    return hours.stream().filter(hour -> hours.indexOf(hour) % LABELLED == 0).toList();
  }
}
