package dev.postern.portal;

import dev.postern.web.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A browser as people call it. What it says of itself is a courtesy, not a proof.
 *
 * @param name empty when it is none that we know
 * @param device empty when it does not say
 */
public record Browser(String name, String device) {
  /** The first that fits counts: many say that they are Chrome and Safari too. */
  private static final List<Sign> NAMES =
      List.of(
          new Sign("Edg", "Edge"),
          new Sign("OPR/", "Opera"),
          new Sign("SamsungBrowser/", "Samsung Internet"),
          new Sign("Firefox/", "Firefox"),
          new Sign("FxiOS/", "Firefox"),
          new Sign("CriOS/", "Chrome"),
          new Sign("Chrome/", "Chrome"),
          new Sign("Safari/", "Safari"));

  private static final List<Sign> DEVICES =
      List.of(
          new Sign("iPhone", "iPhone"),
          new Sign("iPad", "iPad"),
          new Sign("Android", "Android"),
          new Sign("CrOS", "Chromebook"),
          new Sign("Windows", "Windows"),
          new Sign("Macintosh", "Mac"),
          new Sign("Linux", "Linux"));

  private record Sign(String in, String name) {}

  /**
   * @param userAgent the header, if there is one
   */
  static Browser of(@Nullable String userAgent) {
    if (userAgent == null) return new Browser("", "");
    return new Browser(first(NAMES, userAgent), first(DEVICES, userAgent));
  }

  /** {@code Firefox on Windows}. */
  public String words(Words words) {
    if (name.isEmpty()) return words.of("sessions.browser");
    return device.isEmpty() ? name : words.of("sessions.browser.on", name, device);
  }

  /** Whether it is a phone or a tablet. */
  public boolean handheld() {
    return device.equals("iPhone") || device.equals("iPad") || device.equals("Android");
  }

  private static String first(List<Sign> signs, String userAgent) {
    return signs.stream()
        .filter(sign -> userAgent.contains(sign.in()))
        .map(Sign::name)
        .findFirst()
        .orElse("");
  }
}
