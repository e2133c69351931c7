package dev.postern.portal;

import dev.postern.access.AccessKeyFilter;
import dev.postern.access.AccessKeyFilter.Show;
import dev.postern.access.Form;
import dev.postern.people.Person;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** What the list of access keys was asked for, as it stands in its address. */
public record AccessKeySearch(AccessKeyFilter filter) {
  private static final int LONGEST = 200;
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

  static AccessKeySearch of(String q, String form, String who, String show) {
    String words = CONTROLS.matcher(q).replaceAll(" ");
    return new AccessKeySearch(
        new AccessKeyFilter(
            words.length() <= LONGEST ? words : words.substring(0, LONGEST),
            find(Form.values(), form),
            find(Person.Kind.values(), who),
            show.isEmpty() ? Show.LIVE : orElse(find(Show.values(), show))));
  }

  private static Show orElse(@Nullable Show show) {
    return show == null ? Show.LIVE : show;
  }

  public String words() {
    return filter.owner();
  }

  public boolean is(@Nullable Enum<?> choice) {
    return choice == filter.form() || choice == filter.ownerKind() || choice == filter.show();
  }

  /** As it stands in the address. */
  public static String code(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** The address of the page that begins after this row. */
  String after(UUID cursor) {
    return UriComponentsBuilder.fromPath(AccessKeysPage.PATH)
        .queryParam("q", "{q}")
        .queryParam("form", filter.form() == null ? "" : code(filter.form()))
        .queryParam("who", filter.ownerKind() == null ? "" : code(filter.ownerKind()))
        .queryParam("show", code(filter.show()))
        .queryParam("before", cursor)
        .encode()
        .buildAndExpand(words())
        .toUriString();
  }

  /** The row that an address names, or null: then the list begins at its beginning. */
  static @Nullable UUID cursor(String before) {
    try {
      return before.isEmpty() ? null : UUID.fromString(before);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static <E extends Enum<E>> @Nullable E find(E[] all, String code) {
    return Arrays.stream(all).filter(one -> code(one).equals(code)).findFirst().orElse(null);
  }
}
