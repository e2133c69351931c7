package dev.postern.portal;

import java.text.Collator;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the first-run page lets choose from. */
public record SetUpChoices(List<Choice> zones, List<Choice> countries) {
  /**
   * @param value what is stored
   * @param words what is read
   */
  public record Choice(String value, String words) {}

  static SetUpChoices in(Locale locale, Instant now) {
    return new SetUpChoices(zones(now), countries(locale));
  }

  private static List<Choice> zones(Instant now) {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(id ->
            id.matches(
                "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+|UTC"))
        .sorted()
        .map(id -> new Choice(id, id.replace('_', ' ') + " (" + offset(id, now) + ")"))
        .toList();
  }

  private static String offset(String id, Instant now) {
    String offset = ZoneId.of(id).getRules().getOffset(now).getId();
    return "UTC" + (offset.equals("Z") ? "" : offset.replace('-', '−'));
  }

  private static List<Choice> countries(Locale locale) {
    Collator order = Collator.getInstance(locale);
    return Arrays.stream(Locale.getISOCountries())
        .map(code -> new Choice(code, Locale.of("", code).getDisplayCountry(locale)))
        .sorted(Comparator.comparing(Choice::words, order))
        .toList();
  }
}
