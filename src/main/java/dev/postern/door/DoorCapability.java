package dev.postern.door;

/** What a door can do besides being told to open. A door without a contact is blind. */
public enum DoorCapability {
  /** The device ends the pulse by itself, whatever becomes of us and of the line. */
  TIMED_PULSE,
  /** It says whether the leaf is open. */
  CONTACT,
  /** It says when the exit button is pressed. */
  EXIT_BUTTON
}
