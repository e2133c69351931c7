package dev.postern.rehearsal;

import dev.postern.door.SimulatedDoor;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoor.Leaf;
import java.time.Duration;
import java.time.Instant;

/**
 * What there is to draw of a simulated door at one moment.
 *
 * @param secondsLeft until the strike locks again, begun seconds counted in full; 0 when closed
 */
public record DoorPicture(
    String room, long secondsLeft, int pulses, Behaviour behaviour, Leaf leaf, boolean leafOpen) {
  private static final long NEARLY_A_SECOND = 999;

  static DoorPicture of(SimulatedDoor door, String room, Instant now) {
    Instant until = door.openUntil();
    long left = until == null ? 0 : Math.max(0, Duration.between(now, until).toMillis());
    return new DoorPicture(
        room,
        (left + NEARLY_A_SECOND) / 1000,
        door.pulses(),
        door.behaviour(),
        door.leaf(),
        door.leafIsOpen(now));
  }

  public boolean open() {
    return secondsLeft > 0;
  }

  /** Equal for two pictures that look the same. */
  public String version() {
    return pulses + "-" + secondsLeft + "-" + leafOpen;
  }
}
