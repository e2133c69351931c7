package dev.postern.portal;

import dev.postern.people.RecipientFilter;
import dev.postern.people.Recipients.Cursor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** What the list of recipients was asked for, as it stands in its address. */
public record RecipientSearch(String words, RecipientFilter filter) {
  static final String PATH = "/portal/recipients";

  /** Nobody types more to find someone. */
  private static final int LONGEST = 200;

  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

  /** The page of one person. */
  static String path(UUID id) {
    return PATH + "/" + id;
  }

  static RecipientSearch of(String q, String show) {
    String words = CONTROLS.matcher(q).replaceAll(" ");
    return new RecipientSearch(
        words.length() <= LONGEST ? words : words.substring(0, LONGEST), filter(show));
  }

  /** As it stands in the address. */
  public static String code(RecipientFilter filter) {
    return filter.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public boolean asked() {
    return !words.isBlank();
  }

  /** The address of the page that begins after this row. */
  public String after(Cursor cursor) {
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

  /** The row that an address names, or null: then the list begins at its beginning. */
  static @Nullable Cursor cursor(String after) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
      if (text.length() < 36 || text.indexOf('\0') >= 0) return null;
      return new Cursor(text.substring(36), UUID.fromString(text.substring(0, 36)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static RecipientFilter filter(String show) {
    for (RecipientFilter filter : RecipientFilter.values()) {
      if (code(filter).equals(show)) return filter;
    }
    return RecipientFilter.ACTIVE;
  }
}
