package dev.postern.door;

/**
 * What a door said to one command: it has three answers, and the third is not a failure. {@code
 * because} is the name of an {@link OpeningReason}; its sentence for staff is the message {@code
 * opening.<name>}.
 */
public sealed interface Opening {
  /** The device confirmed that it switched. */
  record Opened() implements Opening {}

  /** The command certainly had no effect: it never reached the device, or the device refused it. */
  record NotOpened(String because) implements Opening {
    public NotOpened(OpeningReason because) {
      this(because.name());
    }
  }

  /** The command left and no trustworthy answer came back: the door may or may not have opened. */
  record Unknown(String because) implements Opening {
    public Unknown(OpeningReason because) {
      this(because.name());
    }
  }
}
