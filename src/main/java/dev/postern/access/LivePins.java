package dev.postern.access;

import dev.postern.place.Property;
import dev.postern.place.Room;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * How many PINs a guess could hit. Every attempt asks; where there are very many, the answer may be
 * a few seconds old.
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

  private record AtRoom(UUID room, int randomDigits) {}

  /** Of any length, at all rooms. */
  long ofProperty(UUID propertyId) {
    return count(propertyId, () -> table.ofProperty(propertyId));
  }

  /** The random digits that a new PIN of this property needs. */
  int randomDigits(Property property) {
    return PinLength.randomDigits(property, ofProperty(property.id()) + 1);
  }

  /** Those of this length that open this room. */
  long ofRoom(Room room, int randomDigits) {
    return count(new AtRoom(room.id(), randomDigits), () -> table.ofRoom(room, randomDigits));
  }

  /** Those of this length that open this room and belong to somebody of this unit. */
  long ofUnit(Room room, int randomDigits, String unit) {
    return table.ofUnit(room, randomDigits, unit);
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
