package dev.postern.access;

import dev.postern.place.Property;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * How many PINs a guess could hit: all of the property that have not ended, also those of other
 * rooms and those that are switched off, because a guess could find them here and use them
 * elsewhere or later. Every attempt asks; where there are very many, the answer may be a few
 * seconds old.
 */
@Component
class LivePins {
  /** From so many on, a few more or less hardly change the chance of a guess. */
  private static final long MANY = 5_000;

  private static final Duration OLD = Duration.ofSeconds(5);

  private final LivePinTable table;
  private final Map<Object, Counted> counted = new ConcurrentHashMap<>();

  LivePins(LivePinTable table) {
    this.table = table;
  }

  private record Counted(long live, long nanoTime) {}

  private record OfLength(UUID property, int randomDigits) {}

  /** Of any length. */
  long count(UUID propertyId) {
    return count(propertyId, () -> table.count(propertyId));
  }

  long count(UUID propertyId, int randomDigits) {
    return count(
        new OfLength(propertyId, randomDigits), () -> table.count(propertyId, randomDigits));
  }

  /** Those that belong to somebody of this unit. */
  long countOfUnit(UUID propertyId, int randomDigits, String unit) {
    return table.countOfUnit(propertyId, randomDigits, unit);
  }

  /** The random digits that a new PIN of this property needs. */
  int randomDigits(Property property) {
    return PinLength.randomDigits(property, count(property.id()) + 1);
  }

  private long count(Object what, LongSupplier counting) {
    Counted before = counted.get(what);
    long now = System.nanoTime();
    if (before != null && now - before.nanoTime() < OLD.toNanos()) return before.live();
    long live = counting.getAsLong();
    if (live >= MANY) counted.put(what, new Counted(live, now));
    else counted.remove(what);
    return live;
  }
}
