package dev.postern.access;

import dev.postern.people.Person;
import java.time.Duration;

/** What the kiosk is told about an attempt. */
public sealed interface EntryAnswer {
  /**
   * The door is open.
   *
   * @param openFor how long it stays released
   * @param who opened it
   */
  record Opened(Duration openFor, Person.Kind who) implements EntryAnswer {}

  /** The key is right, the door did not open, and the key still works. */
  record NotOpened() implements EntryAnswer {}

  /** The key is right and spent, and nobody knows whether the door opened. */
  record Unknown() implements EntryAnswer {}

  /** The key opens nothing here; why is for staff to know. */
  record Refused() implements EntryAnswer {}

  /** There is a typing error in the number. */
  record Mistyped() implements EntryAnswer {}

  /** PINs rest at this kiosk; a QR code still works. */
  record Paused(Duration pause) implements EntryAnswer {}

  /** For now this room asks for the unit besides the PIN; a QR code or a key card still works. */
  record UnitNeeded() implements EntryAnswer {}

  /** For now this room takes no PINs; a QR code or a key card still works. */
  record PinsClosed() implements EntryAnswer {}
}
