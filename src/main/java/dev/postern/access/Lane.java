package dev.postern.access;

/** The ways in. The first two can be used up by guesses; the others never close. */
public enum Lane {
  /** A PIN alone. */
  PIN,
  /** The unit and the PIN: asked for while PINs alone are used up. */
  UNIT_AND_PIN,
  /** Of 130 random bits: nobody guesses one. */
  QR,
  CARD
}
