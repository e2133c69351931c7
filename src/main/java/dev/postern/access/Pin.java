package dev.postern.access;

import dev.postern.place.Property;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PIN: random digits and one check digit after Damm (2004), which finds every single wrong digit
 * and every two neighbours swapped before anything is asked.
 */
public final class Pin {
  /** The fewest random digits; the check digit comes on top. */
  public static final int FEWEST_RANDOM = Property.SHORTEST_PIN - 1;

  /** The most random digits. */
  public static final int MOST_RANDOM = Property.LONGEST_PIN - 1;

  /**
   * At least this share of all numbers can be drawn, whatever the length and the unit: 1.1 in 1,000
   * of six digits repeat themselves, 4 in 100 hold a year, 1 in 100 of twelve hold a unit of three
   * digits. A guesser who knows what is never drawn hits that much more often.
   */
  static final double LEAST_DRAWN = 0.94;

  /** The quasigroup of order 10 from Damm's thesis. */
  private static final int[][] DAMM = {
    {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
    {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
    {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
    {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
    {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
    {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
    {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
    {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
    {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
    {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}
  };

  private static final Pattern SHAPE =
      Pattern.compile("[0-9]{%d,%d}".formatted(Property.SHORTEST_PIN, Property.LONGEST_PIN));

  private final Secret digits;

  private Pin(Secret digits) {
    this.digits = digits;
  }

  /**
   * A random PIN that is not trivial. Whether it is free is for the database to say.
   *
   * @param randomDigits how many are drawn; the check digit comes on top
   * @param unit of its owner, which it does not hold; may be empty
   */
  static Pin draw(int randomDigits, String unit) {
    Secret random;
    do {
      random = Secrets.digits(randomDigits);
    } while (Trivial.is(random.reveal(), unit));
    return withCheckDigit(random.reveal());
  }

  static Pin withCheckDigit(String random) {
    return new Pin(new Secret(random + damm(random)));
  }

  /** The PIN of these digits, or empty if one was mistyped: length or check digit do not fit. */
  static Optional<Pin> read(String digits) {
    boolean fits = SHAPE.matcher(digits).matches() && damm(digits) == 0;
    return fits ? Optional.of(new Pin(new Secret(digits))) : Optional.empty();
  }

  /** The chance that a guess is this very PIN of so many random digits, at the most. */
  static double chanceOfOne(int randomDigits) {
    return 1 / (LEAST_DRAWN * Math.pow(10, randomDigits));
  }

  /** All digits, as they are typed. */
  public Secret digits() {
    return digits;
  }

  int randomDigits() {
    return digits.reveal().length() - 1;
  }

  /** As people read it, in groups of three and four: {@code 123 4567}, {@code 1234 5678}. */
  public Secret grouped() {
    String text = digits.reveal();
    StringBuilder groups = new StringBuilder();
    int at = 0;
    for (int left = text.length(); left > 0; ) {
      // Threes first, as many as leave nothing but fours.
      int group = left % 4 == 0 ? 4 : 3;
      groups.append(at == 0 ? "" : " ").append(text, at, at + group);
      at += group;
      left -= group;
    }
    return new Secret(groups.toString());
  }

  /** The check digit of these digits; 0 if the last of them is already the right one. */
  static int damm(String digits) {
    int state = 0;
    for (int i = 0; i < digits.length(); i++) state = DAMM[state][digits.charAt(i) - '0'];
    return state;
  }

  @Override
  public String toString() {
    return "PIN " + digits;
  }
}
