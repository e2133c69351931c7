package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import java.time.Duration;

/** The guard's answer before anything is made of what was found. */
sealed interface Toll {
  /** Nothing to pay: it cannot be guessed, or is no key at all. */
  record Free() implements Toll {}

  /** There is enough to pay for it, and it is paid if it turns out to be a guess. */
  record Paid(Part part, double cost) implements Toll {}

  /** PINs rest at this kiosk. */
  record Paused(Duration left) implements Toll {}

  /** PINs alone are used up at this room; with the unit one may still be looked up. */
  record UnitNeeded() implements Toll {}

  /** PINs are used up at this room, also with the unit. */
  record Closed() implements Toll {}
}
