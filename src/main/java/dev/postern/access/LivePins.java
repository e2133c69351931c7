package dev.postern.access;

import dev.postern.place.Property;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many PINs a guess could hit: all of the property that have not ended, also those of other
 * rooms and those that are switched off, because a guess could find them here and use them
 * elsewhere or later. Every attempt asks; where there are many, the answer may be a second old.
 */
@Component
class LivePins {
  /** From so many on, a few more or less hardly change the chance of a guess. */
  private static final long MANY = 100;

  private static final Duration OLD = Duration.ofSeconds(1);

  private final LivePinTable table;
  private final Map<Object, Counted> counted = new ConcurrentHashMap<>();

  LivePins(LivePinTable table) {
    this.table = table;
  }

  private record Counted(long live, long nanoTime) {
    boolean isOld(long now) {
      return now - nanoTime >= OLD.toNanos();
    }
  }

  private record OfLength(UUID property, int randomDigits) {}

  /** Of any length. */
  long count(UUID propertyId) {
    return count(propertyId, () -> table.count(propertyId));
  }

  long count(UUID propertyId, int randomDigits) {
    return count(
        new OfLength(propertyId, randomDigits), () -> table.count(propertyId, randomDigits));
  }

  /** So many of a length, if they are known without counting; else null. */
  @Nullable Long known(UUID propertyId, int randomDigits) {
    Counted before = counted.get(new OfLength(propertyId, randomDigits));
    return before == null || before.isOld(System.nanoTime()) ? null : before.live();
  }

  /** So many of a length were counted by somebody else. */
  void learn(UUID propertyId, int randomDigits, long live) {
    learn(new OfLength(propertyId, randomDigits), live);
  }

  /** The random digits that a new PIN of this property needs. */
  int randomDigits(Property property) {
    return PinLength.randomDigits(property, count(property.id()) + 1);
  }

  private long count(Object what, LongSupplier counting) {
    Counted before = counted.get(what);
    if (before != null && !before.isOld(System.nanoTime())) return before.live();
    long live = counting.getAsLong();
    learn(what, live);
    return live;
  }

  private void learn(Object what, long live) {
    if (live >= MANY) counted.put(what, new Counted(live, System.nanoTime()));
    else counted.remove(what);
  }
}
