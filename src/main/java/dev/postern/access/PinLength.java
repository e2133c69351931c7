package dev.postern.access;

import dev.postern.place.Property;
import dev.postern.place.Strictness;

/** How long new PINs must be, so that guessing among so many of them stays within the budget. */
public final class PinLength {
  /** A guess at a PIN alone costs at most a hundredth of a room's yearly budget. */
  private static final long GUESSES_PER_YEAR = 100;

  /**
   * The random digits of a new PIN: what the property fixed, or the least number from six on with
   * 10^r ≥ 100 · N / B.
   *
   * @param live N, the PINs that are live at the property, the new one among them
   */
  static int randomDigits(Property property, long live) {
    Integer fixed = property.pinLength();
    return fixed == null ? automatic(property.strictness(), live) : fixed - 1;
  }

  static int automatic(Strictness strictness, long live) {
    double needed = (double) GUESSES_PER_YEAR * live * strictness.years();
    int digits = Pin.FEWEST_RANDOM;
    while (digits < Pin.MOST_RANDOM && Math.pow(10, digits) < needed) digits++;
    return digits;
  }

  private PinLength() {}
}
