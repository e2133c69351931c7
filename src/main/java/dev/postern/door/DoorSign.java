package dev.postern.door;

/**
 * What a device says by itself.
 *
 * @param number the device's own, rising from one sign to the next; 0 if it does not number them. A
 *     device's clock is never trusted, so there is no time here
 */
public record DoorSign(Kind kind, long number) {
  public enum Kind {
    OPENED,
    CLOSED,
    EXIT_BUTTON
  }

  public DoorSign(Kind kind) {
    this(kind, 0);
  }
}
