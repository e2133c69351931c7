package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.place.Kiosk;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key shown at a kiosk, to be decided.
 *
 * @param id made by the kiosk for each touch of Accept
 * @param turnedAway why nothing may be looked up, or null
 */
record Attempt(UUID id, Kiosk kiosk, ShownKey shown, Instant at, @Nullable Refusal turnedAway) {
  Attempt turnedAway(Refusal because) {
    return new Attempt(id, kiosk, shown, at, because);
  }

  UUID propertyId() {
    return kiosk.room().propertyId();
  }

  UUID roomId() {
    return kiosk.room().id();
  }

  /** What of the room's budget pays for it if it is a guess; null for what cannot be guessed. */
  @Nullable Part part() {
    return switch (shown) {
      case ShownKey.TypedPin _ -> Part.PIN;
      case ShownKey.TypedUnitAndPin _ -> Part.UNIT_AND_PIN;
      case ShownKey.ScannedQr _, ShownKey.ReadCard _, ShownKey.Mistyped _ -> null;
    };
  }

  /** The PIN that was typed, with or without a unit, or null. */
  @Nullable Pin pin() {
    return switch (shown) {
      case ShownKey.TypedPin(Pin pin) -> pin;
      case ShownKey.TypedUnitAndPin(String _, Pin pin) -> pin;
      case ShownKey.ScannedQr _, ShownKey.ReadCard _, ShownKey.Mistyped _ -> null;
    };
  }

  /** The unit that was typed with it, or null. */
  @Nullable String unit() {
    return shown instanceof ShownKey.TypedUnitAndPin(String unit, Pin _) ? unit : null;
  }
}
