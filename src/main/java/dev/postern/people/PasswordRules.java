package dev.postern.people;

import com.nulabinc.zxcvbn.Pattern;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.matchers.Match;
import dev.postern.vault.Secret;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which passwords staff may choose: long ones that are not among the first to be tried. Nothing is
 * asked of their characters.
 */
public final class PasswordRules {
  /** In characters. */
  public static final int SHORTEST = 12;

  /** In characters. */
  public static final int LONGEST = 200;

  /** Powers of ten: a password must hold out against so many guesses of somebody who is patient. */
  private static final double FEWEST_GUESSES = 10;

  /** The same for what is left without the names that a guesser of this person begins with. */
  private static final double FEWEST_GUESSES_BEYOND_NAMES = 7;

  /** So many characters are looked at: what is strong here is no weaker for more. */
  private static final int LOOKED_AT = 24;

  private static final int SHORTEST_NAME = 3;
  private static final Zxcvbn GUESSER = new Zxcvbn();

  /**
   * What is wrong with a password, nothing if it may be taken.
   *
   * @param about names that a guesser would try first: the person's, their address, the property's
   */
  public static Set<PasswordFault> faults(Secret password, Collection<String> about) {
    String text = password.reveal();
    int length = text.codePointCount(0, text.length());
    if (length < SHORTEST) return Set.of(PasswordFault.TOO_SHORT);
    if (length > LONGEST) return Set.of(PasswordFault.TOO_LONG);
    Strength strength = strength(text);
    if (leaked(text, strength)) return Set.of(PasswordFault.LEAKED);
    if (strength.getGuessesLog10() < FEWEST_GUESSES) return Set.of(PasswordFault.GUESSABLE);
    String left = withoutNames(text, about);
    if (left.length() < text.length()
        && (left.isBlank() || strength(left).getGuessesLog10() < FEWEST_GUESSES_BEYOND_NAMES)) {
      return Set.of(PasswordFault.ABOUT_YOU);
    }
    return Set.of();
  }

  private static Strength strength(String text) {
    String cut =
        text.codePointCount(0, text.length()) <= LOOKED_AT
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LOOKED_AT));
    return GUESSER.measure(cut);
  }

  private static boolean leaked(String text, Strength strength) {
    List<Match> parts = strength.getSequence();
    return parts.size() == 1
        && parts.getFirst().pattern == Pattern.Dictionary
        && "passwords".equals(parts.getFirst().dictionaryName)
        && parts.getFirst().token.length() == text.length();
  }

  private static String withoutNames(String text, Collection<String> about) {
    String left = text.toLowerCase(Locale.ROOT);
    for (String name : names(about)) left = left.replace(name, "");
    return left;
  }

  /** The longest first; of several words also each alone and all in one. */
  private static List<String> names(Collection<String> about) {
    return Stream.concat(about.stream(), Stream.of("postern"))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .flatMap(name ->
            Stream.concat(
                Stream.of(name, name.replaceAll("[^\\p{L}\\p{N}]", "")),
                Arrays.stream(name.split("[^\\p{L}\\p{N}]+", -1))))
        .filter(name -> name.length() >= SHORTEST_NAME)
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private PasswordRules() {}
}
