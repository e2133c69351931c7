package dev.postern.door;

/** What the contact at a door's leaf says. */
public enum Contact {
  OPEN,
  CLOSED
}
