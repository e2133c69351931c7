package dev.postern.door.driver.http;

import dev.postern.door.driver.HttpCall.Header;
import dev.postern.vault.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The headers that staff write, one {@code Name: value} a line (RFC 9110, section 5). What decides
 * where a request goes or where it ends stays ours, and what carries a password has its own field.
 */
final class HeaderLines {
  private static final int LONGEST_VALUE = 1_000;
  private static final Pattern NAME = Pattern.compile("[\\w!#$%&'*+.^`|~-]{1,100}");
  private static final Pattern VALUE = Pattern.compile("[!-~](?:[ -~]*[!-~])?");
  private static final Pattern LINE = Pattern.compile("([^:\\s]+):[ \\t]*(.*?)[ \\t]*");
  private static final Set<String> OURS =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "via");
  private static final Set<String> SECRET =
      Set.of("authorization", "cookie", "x-api-key", "api-key");

  private HeaderLines() {}

  /** Empty if a line is no header, or none that may be sent, or one comes twice. */
  static Optional<List<Header>> read(String lines) {
    List<Header> headers = new ArrayList<>();
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : lines.split("\r?\n", -1)) {
      if (line.isEmpty()) continue;
      Matcher header = LINE.matcher(line);
      if (!header.matches()) return Optional.empty();
      String name = header.group(1);
      String value = header.group(2);
      boolean usable = mayCarryASecret(name) && !SECRET.contains(lower(name)) && isValue(value);
      if (!usable || !names.add(name)) return Optional.empty();
      headers.add(new Header(name, new Secret(value)));
    }
    return Optional.of(headers);
  }

  /** Whether a header of this name may be sent with the password in it. */
  static boolean mayCarryASecret(String name) {
    String lower = lower(name);
    return NAME.matcher(name).matches() && !OURS.contains(lower) && !lower.startsWith("proxy-");
  }

  /** Whether it is a header's value and nothing but: no line break, nothing that does not print. */
  static boolean isValue(String text) {
    return text.length() <= LONGEST_VALUE && VALUE.matcher(text).matches();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
