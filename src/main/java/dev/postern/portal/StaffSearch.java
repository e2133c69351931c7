package dev.postern.portal;

import dev.postern.people.Recipients.Cursor;
import dev.postern.people.StaffFilter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.springframework.web.util.UriComponentsBuilder;

/** What the list of staff members was asked for, as it stands in its address. */
public record StaffSearch(String words, StaffFilter filter) {
  static final String PATH = "/portal/staff";

  static StaffSearch of(String q, String show) {
    return new StaffSearch(RecipientSearch.of(q, "").words(), filter(show));
  }

  /** As it stands in the address. */
  public static String code(StaffFilter filter) {
    return filter.name().toLowerCase(Locale.ROOT);
  }

  public boolean asked() {
    return !words.isBlank();
  }

  /** The address of the page that begins after this row. */
  String after(Cursor cursor) {
    String text = cursor.id() + cursor.sortName();
    return UriComponentsBuilder.fromPath(PATH)
        .queryParam("q", "{q}")
        .queryParam("show", code(filter))
        .queryParam(
            "after",
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8)))
        .encode()
        .buildAndExpand(words)
        .toUriString();
  }

  private static StaffFilter filter(String show) {
    for (StaffFilter filter : StaffFilter.values()) if (code(filter).equals(show)) return filter;
    return StaffFilter.ACTIVE;
  }
}
