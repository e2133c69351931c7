package dev.postern.door;

import java.util.EnumSet;
import java.util.Set;

/** What a door can do besides being told to open. A door without a contact is blind. */
public enum DoorCapability {
  /** The device ends the pulse by itself, whatever becomes of us and of the line. */
  TIMED_PULSE,
  /** It says whether the leaf is open. */
  CONTACT,
  /** It says when the exit button is pressed. */
  EXIT_BUTTON;

  /** Of a device that times its pulse. */
  public static Set<DoorCapability> of(DoorSettings settings, boolean exitButton) {
    Set<DoorCapability> all = EnumSet.of(TIMED_PULSE);
    if (settings.hasContact()) all.add(CONTACT);
    if (exitButton) all.add(EXIT_BUTTON);
    return all;
  }
}
