package dev.postern.access;

import java.util.regex.Pattern;

/** Numbers that people try first; none is ever drawn, and none may be chosen. */
final class Trivial {
  private static final int SHORTEST_UNIT = 3;
  private static final String UP = "0123456789".repeat(3);
  private static final String DOWN = "9876543210".repeat(3);
  private static final Pattern YEAR = Pattern.compile("^(19|20)[0-9]{2}|(19|20)[0-9]{2}$");

  static boolean is(String digits, String unit) {
    return repeats(digits) || runs(digits) || holdsYear(digits) || holdsUnit(digits, unit);
  }

  /** One block again and again: 111111, 121212, 123123. */
  static boolean repeats(String digits) {
    for (int block = 1; block <= digits.length() / 2; block++) {
      if (digits.substring(block).equals(digits.substring(0, digits.length() - block))) return true;
    }
    return false;
  }

  /** Up or down, past 9 and 0: 456789, 987654, 8901234. */
  static boolean runs(String digits) {
    return UP.contains(digits) || DOWN.contains(digits);
  }

  /** It begins or ends with a year, as birthdays do. */
  static boolean holdsYear(String digits) {
    return YEAR.matcher(digits).find();
  }

  /** A unit of three digits or more anywhere in it, a shorter one with nothing but zeros. */
  static boolean holdsUnit(String digits, String unit) {
    String number = unit.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
    if (number.isEmpty()) return false;
    if (number.length() >= SHORTEST_UNIT) return digits.contains(number);
    return digits
        .replaceFirst("^0+", "")
        .replaceFirst("0+$", "")
        .equals(number.replaceFirst("0+$", ""));
  }

  private Trivial() {}
}
