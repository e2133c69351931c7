package dev.postern.people;

/** What became of the wish to deactivate a staff member. */
public enum DeactivationAnswer {
  DONE,
  /** They were deactivated before. */
  BEFORE,
  /** Nobody deactivates themselves: there would be nobody to undo it. */
  ONESELF,
  LAST_ADMINISTRATOR
}
