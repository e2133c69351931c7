package dev.postern.access;

import java.text.Normalizer;
import java.util.Optional;
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
    /** Six digits, or seven with the check digit. */
    WRONG_LENGTH,
    /** The seventh digit does not fit the six before it. */
    WRONG_CHECK_DIGIT,
    /** It repeats itself, or runs up or down. */
    TRIVIAL,
    /** It begins or ends with a year, as birthdays do. */
    YEAR,
    /** It is the unit's number, or holds it. */
    UNIT
  }

  /** Six digits, to which the check digit is added, or seven; spaces and hyphens are skipped. */
  static ChosenPin read(String typed, String unit) {
    String digits =
        ShownKey.Reading.BETWEEN
            .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
            .replaceAll("");
    if (!Reading.SIX_OR_SEVEN.matcher(digits).matches()) return new Faulty(Fault.WRONG_LENGTH);
    String random = digits.substring(0, Pin.RANDOM_DIGITS);
    Optional<Pin> pin =
        Pin.read(digits.length() == Pin.LENGTH ? digits : random + Pin.damm(random));
    if (pin.isEmpty()) return new Faulty(Fault.WRONG_CHECK_DIGIT);
    if (Pin.trivial(random)) return new Faulty(Fault.TRIVIAL);
    if (Reading.YEAR.matcher(random).find()) return new Faulty(Fault.YEAR);
    if (Reading.holdsUnit(random, unit)) return new Faulty(Fault.UNIT);
    return new Chosen(pin.get(), Reading.weak(random));
  }

  /** How a chosen number is judged. */
  final class Reading {
    private static final Pattern SIX_OR_SEVEN = Pattern.compile("[0-9]{6,7}");
    private static final Pattern YEAR = Pattern.compile("^(19|20)[0-9]{2}|(19|20)[0-9]{2}$");

    /** 112233, 111222: each digit several times in a row. */
    private static final Pattern DOUBLED =
        Pattern.compile("([0-9])\\1([0-9])\\2([0-9])\\3|([0-9])\\4\\4([0-9])\\5\\5");

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

    private static final int SHORTEST_UNIT = 3;

    /** A unit of three digits or more anywhere in it, a shorter one with nothing but zeros. */
    private static boolean holdsUnit(String random, String unit) {
      String digits = unit.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
      if (digits.isEmpty()) return false;
      if (digits.length() >= SHORTEST_UNIT) return random.contains(digits);
      return random
          .replaceFirst("^0+", "")
          .replaceFirst("0+$", "")
          .equals(digits.replaceFirst("0+$", ""));
    }

    private static boolean weak(String random) {
      String mirrored = new StringBuilder(random).reverse().toString();
      return random.equals(mirrored)
          || DOUBLED.matcher(random).matches()
          || BY_HEART.contains(random);
    }

    private Reading() {}
  }
}
