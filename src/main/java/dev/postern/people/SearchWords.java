package dev.postern.people;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a name, a unit, an address or a phone number becomes words that are found by their
 * beginnings: accents, case, apostrophes and the way a number is written do not matter.
 */
final class SearchWords {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern APOSTROPHES = Pattern.compile("['’‘ʼ`´′\"“”„]");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern BETWEEN_IDEOGRAPHS =
      Pattern.compile("(?<=\\p{IsHan})|(?=\\p{IsHan})");
  private static final Pattern A_PHONE_AS_WRITTEN = Pattern.compile("[+]?[0-9().\\-/\\s]+");
  private static final int SHORTEST_PHONE = 7;
  private static final int LONGEST_WORD = 80;
  private static final int MOST_WORDS = 8;

  /** Every word under which these texts are found. */
  static Set<String> of(List<String> texts, List<String> emails, List<String> phones) {
    Set<String> words = new LinkedHashSet<>();
    for (String text : texts) {
      words.addAll(split(fold(text)));
      // "Jean-Luc" is found as jean, luc and jeanluc; "Maple 4B" also as maple4b.
      for (String part : text.strip().split("\\s+", -1)) add(words, joined(part));
      add(words, joined(text));
    }
    for (String email : emails) {
      add(words, email.toLowerCase(Locale.ROOT));
      words.addAll(split(fold(email)));
    }
    for (String phone : phones) {
      String digits = phone.replaceAll("\\D", "");
      add(words, digits);
      // Without the country's 1, and the last seven and four, as people remember a number.
      for (int length : new int[] {10, 7, 4}) {
        if (digits.length() > length) add(words, digits.substring(digits.length() - length));
      }
    }
    return words;
  }

  /** The one word of each address and number that no other has. */
  static Set<String> ofWhole(List<String> emails, List<String> phones) {
    Set<String> words = new LinkedHashSet<>();
    for (String email : emails) add(words, email.toLowerCase(Locale.ROOT));
    for (String phone : phones) add(words, phone.replaceAll("\\D", ""));
    return words;
  }

  /** The words a person typed, each to be found as the beginning of a word. */
  static List<String> ofQuery(String query) {
    String text = query.strip();
    String digits = text.replaceAll("\\D", "");
    if (A_PHONE_AS_WRITTEN.matcher(text).matches() && digits.length() >= SHORTEST_PHONE) {
      return List.of(digits);
    }
    return Stream.of(text.split("\\s+", -1))
        .flatMap(word ->
            word.indexOf('@') > 0
                ? Stream.of(word.toLowerCase(Locale.ROOT))
                : split(fold(word)).stream())
        .map(SearchWords::cut)
        .distinct()
        .limit(MOST_WORDS)
        .toList();
  }

  /** The order of lists: last name, then first name, folded. */
  static String sortName(String firstName, String lastName) {
    return String.join(" ", split(fold(lastName)))
        + ", "
        + String.join(" ", split(fold(firstName)));
  }

  private static String fold(String text) {
    String plain =
        APOSTROPHES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    String lower = plain.toLowerCase(Locale.ROOT);
    String unmarked =
        MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
    // Letters with a stroke or a ligature do not decompose; people type what they see.
    return unmarked
        .replace("ł", "l")
        .replace("ø", "o")
        .replace("đ", "d")
        .replace("ð", "d")
        .replace("þ", "th")
        .replace("ı", "i")
        .replace("ħ", "h")
        .replace("ß", "ss")
        .replace("æ", "ae")
        .replace("œ", "oe");
  }

  private static List<String> split(String folded) {
    return BETWEEN_WORDS
        .splitAsStream(folded)
        .flatMap(BETWEEN_IDEOGRAPHS::splitAsStream)
        .filter(word -> !word.isBlank())
        .map(SearchWords::cut)
        .toList();
  }

  private static String joined(String text) {
    return BETWEEN_WORDS.matcher(fold(text)).replaceAll("");
  }

  private static void add(Set<String> words, String word) {
    if (!word.isBlank()) words.add(cut(word));
  }

  /** The database keeps words of a bounded length; nobody types more to find someone. */
  private static String cut(String word) {
    return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
  }

  private SearchWords() {}
}
