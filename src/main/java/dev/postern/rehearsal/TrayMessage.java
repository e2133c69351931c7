package dev.postern.rehearsal;

import dev.postern.notification.TrayItem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message in the tray, ready to be drawn.
 *
 * @param text a text message, cut where a phone would make a link of an address
 */
public record TrayMessage(TrayItem item, List<Part> text) {
  private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

  /** A piece of a text; a link is shown as its own address. */
  public record Part(String text, boolean link) {
    @Override
    public String toString() {
      return "•••";
    }
  }

  public boolean email() {
    return item.html() != null;
  }

  static TrayMessage of(TrayItem item) {
    return new TrayMessage(item, item.html() == null ? parts(item.text().reveal()) : List.of());
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher address = ADDRESS.matcher(text);
    int from = 0;
    while (address.find()) {
      parts.add(new Part(text.substring(from, address.start()), false));
      parts.add(new Part(address.group(), true));
      from = address.end();
    }
    parts.add(new Part(text.substring(from), false));
    return parts;
  }
}
