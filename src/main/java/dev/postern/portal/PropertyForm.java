package dev.postern.portal;

import dev.postern.place.NewProperty;
import java.time.ZoneId;
import java.util.Objects;

/** A property to add, as it was typed. */
public record PropertyForm(
    String name, String address, String zone, String country, String language, String room) {
  /** A broken form leaves fields out; they are the empty ones then. */
  public PropertyForm {
    name = Objects.requireNonNullElse(name, "");
    address = Objects.requireNonNullElse(address, "");
    zone = Objects.requireNonNullElse(zone, "");
    country = Objects.requireNonNullElse(country, "");
    language = Objects.requireNonNullElse(language, "");
    room = Objects.requireNonNullElse(room, "");
  }

  NewProperty checked() {
    return new NewProperty(name, address, ZoneId.of(zone), country, language, room);
  }
}
