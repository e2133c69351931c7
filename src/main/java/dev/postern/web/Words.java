package dev.postern.web;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;

/**
 * The texts of one language. A text may hold {@code {0}}, {@code {1}} … and nothing else is special
 * in it: an apostrophe is an apostrophe.
 */
public final class Words {
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
    for (int i = 0; i < args.length; i++) {
      text = text.replace("{" + i + "}", written(args[i]));
    }
    return text;
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
