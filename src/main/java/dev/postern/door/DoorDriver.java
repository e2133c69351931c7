package dev.postern.door;

import java.time.Duration;

/** Speaks to one kind of controller. */
public interface DoorDriver {
  /** As stored in {@link Door#driver}. */
  String name();

  /**
   * Sends the command once, or not at all.
   *
   * <p>Looks at {@link DoorCommand#tooLate} right before sending, never sends twice, leaves the end
   * of the pulse to the device, and answers by the deadline. {@link Opening.NotOpened} is a
   * promise: the command certainly had no effect. An exception counts as {@link Opening.Unknown}.
   */
  Opening open(DoorCommand command);

  /** How long the door stays released after {@link Opening.Opened}. */
  Duration pulse(Door door);
}
