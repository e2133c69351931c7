package dev.postern.door;

import java.time.Duration;
import java.util.Map;

/**
 * What was filled in for a door, by the names of its driver's {@link DoorField}s and checked by
 * them.
 */
public record DoorSettings(Map<String, String> values) {
  public static final DoorSettings NONE = new DoorSettings(Map.of());

  public DoorSettings {
    values = Map.copyOf(values);
  }

  /** Empty if nothing was filled in. */
  public String text(String field) {
    return values.getOrDefault(field, "");
  }

  public boolean has(String field) {
    return !text(field).isEmpty();
  }

  /** Of a field that {@link #has} a number. */
  public int number(String field) {
    return Integer.parseInt(text(field));
  }

  /** The device's address. */
  public HostAndPort host() {
    return HostAndPort.parse(text(DoorField.HOST))
        .orElseThrow(() -> new IllegalStateException("No address in the settings of the door"));
  }

  /** How long the strike is released; the device itself ends it. */
  public Duration pulse() {
    String seconds =
        has(DoorField.PULSE.name()) ? text(DoorField.PULSE.name()) : DoorField.PULSE.usual();
    return Duration.ofSeconds(Integer.parseInt(seconds));
  }

  /**
   * What an input of the device says about the leaf.
   *
   * @param on whether the input is on
   */
  public Contact contact(boolean on) {
    return on == text(DoorField.CONTACT.name()).equals(DoorField.OPEN_WHEN_ON)
        ? Contact.OPEN
        : Contact.CLOSED;
  }

  /** Whether there is a contact at all. */
  public boolean hasContact() {
    return has(DoorField.CONTACT.name())
        && !text(DoorField.CONTACT.name()).equals(DoorField.NO_CONTACT);
  }
}
