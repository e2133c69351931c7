package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import java.time.Duration;

/** The guard's answer before a key is looked up. */
sealed interface Toll {
  /** Nothing to pay: it cannot be guessed, or is no key at all. */
  record Free() implements Toll {}

  /** Paid and committed; given back if the key is or lately was somebody's. */
  record Paid(Part part, double cost) implements Toll {}

  /** Keys of this form rest at this kiosk. */
  record Paused(Duration left) implements Toll {}

  /** PINs alone are used up at this room; with the unit one may still be looked up. */
  record UnitNeeded() implements Toll {}

  /** The guard could not be asked. */
  record Unknown() implements Toll {}

  /** PINs are used up at this room, also with the unit. */
  record Closed() implements Toll {}
}
