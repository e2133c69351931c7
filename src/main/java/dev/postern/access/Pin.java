package dev.postern.access;

import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A PIN that the program makes: random digits and one check digit after Damm (2004), which finds
 * every single wrong digit and every two neighbours swapped before anything is asked.
 */
public final class Pin {
  /** Random digits; the check digit comes on top. */
  public static final int RANDOM_DIGITS = 6;

  /** All digits of a PIN. */
  public static final int LENGTH = RANDOM_DIGITS + 1;

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

  private static final Pattern SHAPE = Pattern.compile("[0-9]{" + LENGTH + "}");

  /** One block of digits again and again: 111111, 121212, 123123. */
  private static final Pattern REPEATED = Pattern.compile("([0-9]{1,3})\\1+");

  private static final String RUNS = "01234567890 09876543210";

  private final Secret digits;

  private Pin(Secret digits) {
    this.digits = digits;
  }

  /** A random PIN that is not trivial. Whether it is free is for the database to say. */
  static Pin draw() {
    Secret random;
    do {
      random = Secrets.digits(RANDOM_DIGITS);
    } while (trivial(random.reveal()));
    return new Pin(new Secret(random.reveal() + damm(random.reveal())));
  }

  /** The PIN of these digits, or empty if one was mistyped: length or check digit do not fit. */
  static Optional<Pin> read(String digits) {
    boolean fits = SHAPE.matcher(digits).matches() && damm(digits) == 0;
    return fits ? Optional.of(new Pin(new Secret(digits))) : Optional.empty();
  }

  /** All digits, as they are typed. */
  public Secret digits() {
    return digits;
  }

  /** As people read it: {@code 123 4567}. */
  public Secret grouped() {
    String text = digits.reveal();
    return new Secret(text.substring(0, 3) + " " + text.substring(3));
  }

  static boolean trivial(String random) {
    return REPEATED.matcher(random).matches() || RUNS.contains(random);
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
