package dev.postern.web;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of one language. A text may hold {@code {0}}, {@code {1}} … and nothing else is special
 * in it: an apostrophe is an apostrophe.
 */
public final class Words {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)\\}");

  private final Locale locale;
  private final Map<String, String> texts;
  private final Map<String, String> english;

  Words(Locale locale, Map<String, String> texts, Map<String, String> english) {
    this.locale = locale;
    this.texts = texts;
    this.english = english;
  }

  public Locale locale() {
    return locale;
  }

  /** The text with its arguments filled in; the key itself if nobody wrote one. */
  public String of(String key, Object... args) {
    String text = texts.getOrDefault(key, english.getOrDefault(key, key));
    // In one pass, so that an argument that looks like a place for another is left alone.
    return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(filled(place, args)));
  }

  private String filled(MatchResult place, Object[] args) {
    int index = Integer.parseInt(place.group(1));
    return index < args.length ? written(args[index]) : place.group();
  }

  /**
   * The text for so many of something: {@code key.one} or {@code key.other}, with the number as
   * {@code {0}} and the arguments after it.
   */
  public String count(String key, long count, Object... args) {
    Object[] all = new Object[args.length + 1];
    all[0] = count;
    System.arraycopy(args, 0, all, 1, args.length);
    return of(key + (isOne(count) ? ".one" : ".other"), all);
  }

  /** A number as the language writes it. */
  public String number(Number value) {
    return written(value);
  }

  public boolean has(String key) {
    return english.containsKey(key);
  }

  private boolean isOne(long count) {
    return count == 1 || (count == 0 && locale.getLanguage().equals("fr"));
  }

  private String written(Object value) {
    return value instanceof Number
        ? NumberFormat.getInstance(locale).format(value)
        : String.valueOf(value);
  }
}
