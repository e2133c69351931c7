package dev.postern.web;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What every template is given as {@code sheet}: the words of its reader's language and where the
 * files beside it are.
 */
public final class Sheet {
  private final Words words;
  private final Theme theme;
  private final String site;
  private final String path;
  private final Supplier<String> csrf;
  private final UnaryOperator<String> address;

  Sheet(
      Words words,
      Theme theme,
      String site,
      String path,
      Supplier<String> csrf,
      UnaryOperator<String> address) {
    this.words = words;
    this.theme = theme;
    this.site = site;
    this.path = path;
    this.csrf = csrf;
    this.address = address;
  }

  /** The text of a key, with its arguments. */
  public String t(String key, Object... args) {
    return words.of(key, args);
  }

  public Words words() {
    return words;
  }

  public Locale locale() {
    return words.locale();
  }

  public String language() {
    return words.locale().getLanguage();
  }

  public Theme theme() {
    return theme;
  }

  /** The address under which the reader sees this site: {@code https://doors.example}. */
  public String site() {
    return site;
  }

  /** The path of the page itself, with its query: where a choice made on it leads back to. */
  public String path() {
    return path;
  }

  /** The token that a form must send back as {@code _csrf}. Asking for it begins a session. */
  public String csrf() {
    return csrf.get();
  }

  /** The address of a file in {@code static/assets}, which changes when the file does. */
  public String asset(String name) {
    return address.apply("/assets/" + name);
  }

  /** The address of the file all icons are in. */
  public String icons() {
    return asset("icons.svg");
  }

  public String htmx() {
    return address.apply("/webjars/htmx.org/dist/htmx.min.js");
  }
}
