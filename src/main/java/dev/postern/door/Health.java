package dev.postern.door;

import org.jspecify.annotations.Nullable;

/** What a look at a device said; nothing was moved. */
public sealed interface Health {
  /**
   * The device answers and would take a command.
   *
   * @param contact null if there is none
   * @param device what the device says it is, such as its model and firmware; may be empty
   */
  record Well(@Nullable Contact contact, String device) implements Health {}

  /** A command would not get through now; the same reasons as at an opening. */
  record Ill(OpeningReason because) implements Health {}
}
