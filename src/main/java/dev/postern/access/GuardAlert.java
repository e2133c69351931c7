package dev.postern.access;

/** What staff are told about guesses at a room. */
enum GuardAlert {
  /** Five misses in ten minutes. */
  GUESSING,
  /** A quarter of what may be guessed at once is used up. */
  QUARTER_SPENT,
  HALF_SPENT,
  /** PINs alone are used up: the kiosk asks for the unit too. */
  UNIT_NEEDED,
  /** So are PINs with a unit: what is left are QR codes, key cards and staff. */
  PINS_CLOSED
}
