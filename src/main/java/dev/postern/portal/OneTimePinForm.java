package dev.postern.portal;

import dev.postern.access.Channel;
import dev.postern.access.Offer;
import dev.postern.notification.Via;
import dev.postern.place.Property;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.util.MultiValueMap;

/**
 * The form Send One-Time PIN as it is filled in: texts as they were typed, so that nothing is lost
 * when it has to be shown again.
 *
 * @param token made with the form: the same form sent twice makes one PIN
 */
public record OneTimePinForm(
    String token, String room, Set<Via> via, ExpiryChoice expiry, String reason) {
  private static final UUID NOTHING = new UUID(0, 0);

  /** PostgreSQL takes no NUL, and no other control character belongs on one line. */
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");

  /** Filled in as is right for nine in ten. */
  static OneTimePinForm fresh(Offer offer, Property property) {
    String room = offer.rooms().isEmpty() ? "" : offer.rooms().getFirst().id().toString();
    return new OneTimePinForm(
        UUID.randomUUID().toString(),
        room,
        open(offer.channels()),
        ExpiryChoice.in(property.oneTimePinLife()),
        "");
  }

  static OneTimePinForm posted(MultiValueMap<String, String> fields) {
    return new OneTimePinForm(
        field(fields, "token"),
        field(fields, "room"),
        vias(fields.getOrDefault("via", List.of())),
        new ExpiryChoice(field(fields, "expires"), field(fields, "date"), field(fields, "time")),
        field(fields, "reason"));
  }

  /** A field as one line of text; empty when it was not sent. */
  static String field(MultiValueMap<String, String> fields, String name) {
    String text = Objects.requireNonNullElse(fields.getFirst(name), "");
    return CONTROLS.matcher(text).replaceAll(" ").strip();
  }

  /** What makes the form the same one when it is sent again; without it every sending is new. */
  UUID id() {
    UUID id = id(token);
    return id.equals(NOTHING) ? UUID.randomUUID() : id;
  }

  /** The id that a field holds, or one that nothing has. */
  static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return NOTHING;
    }
  }

  /** The channels that were ticked; what is no channel was not ticked in our form. */
  static Set<Via> vias(List<String> ticked) {
    Set<Via> vias = EnumSet.noneOf(Via.class);
    for (Via via : Via.values()) if (ticked.contains(via.name())) vias.add(via);
    return vias;
  }

  static Set<Via> open(Map<Via, Channel> channels) {
    Set<Via> open = EnumSet.noneOf(Via.class);
    channels.forEach((via, channel) -> {
      if (channel instanceof Channel.Open) open.add(via);
    });
    return open;
  }
}
