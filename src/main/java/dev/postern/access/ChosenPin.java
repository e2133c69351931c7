package dev.postern.access;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A PIN whose value somebody chose: what must be refused before anybody is asked whether it is
 * free.
 */
public sealed interface ChosenPin {
  /**
   * @param weak whether many people choose it; told like a number that somebody has
   */
  record Chosen(Pin pin, boolean weak) implements ChosenPin {}

  record Faulty(Fault fault) implements ChosenPin {}

  /** Why a number cannot be a PIN, whoever has it. */
  enum Fault {
    /** So many digits as the property's new PINs have, with or without the check digit. */
    WRONG_LENGTH,
    /** The last digit does not fit those before it. */
    WRONG_CHECK_DIGIT,
    /** It repeats itself, or runs up or down. */
    TRIVIAL,
    /** It begins or ends with a year, as birthdays do. */
    YEAR,
    /** It is the unit's number, or holds it. */
    UNIT
  }

  /**
   * Reads a number that somebody chose; spaces and hyphens are skipped.
   *
   * @param randomDigits so many digits, to which the check digit is added, or one more with it
   */
  static ChosenPin read(String typed, String unit, int randomDigits) {
    String digits = ShownKey.Reading.plain(typed);
    if (!digits.matches("[0-9]{%d,%d}".formatted(randomDigits, randomDigits + 1))) {
      return new Faulty(Fault.WRONG_LENGTH);
    }
    String random = digits.substring(0, randomDigits);
    Pin pin = Pin.withCheckDigit(random);
    if (!pin.digits().reveal().startsWith(digits)) return new Faulty(Fault.WRONG_CHECK_DIGIT);
    if (Trivial.repeats(random) || Trivial.runs(random)) return new Faulty(Fault.TRIVIAL);
    if (Trivial.holdsYear(random)) return new Faulty(Fault.YEAR);
    if (Trivial.holdsUnit(random, unit)) return new Faulty(Fault.UNIT);
    return new Chosen(pin, Reading.weak(random));
  }

  /** How a chosen number is judged. */
  final class Reading {
    /** 112233, 111222: each digit several times in a row. */
    private static final Pattern DOUBLED = Pattern.compile("(([0-9])\\2+)+");

    /** Lines and figures of a keypad, and numbers that are known by heart. */
    private static final Set<String> BY_HEART =
        Set.of(
            "147258", "258369", "369258", "258147", "147369", "159357", "357159", "159753",
            "753159", "951753", "741852", "852963", "963852", "852741", "147852", "741258",
            "258963", "789456", "456123", "123654", "789123", "987321", "321987", "123789",
            "456789", "654987", "142536", "748596", "135790", "246800", "135792", "246810",
            "102030", "203040", "314159", "271828", "141421", "161803", "299792", "112358",
            "100200", "100000", "200000", "500000", "101112", "111213", "121314", "696969",
            "420420", "007007", "159159", "147147", "258258", "123000", "000123", "123400",
            "112211", "131313", "124578", "235689", "134679", "197346", "139713", "179317");

    private static boolean weak(String random) {
      String mirrored = new StringBuilder(random).reverse().toString();
      return random.equals(mirrored)
          || DOUBLED.matcher(random).matches()
          || BY_HEART.stream().anyMatch(random::contains);
    }

    private Reading() {}
  }
}
