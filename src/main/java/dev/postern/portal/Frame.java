package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.place.Property;
import dev.postern.web.Sheet;
import dev.postern.web.Theme;
import dev.postern.web.When;
import dev.postern.web.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * What every page of the portal is given as {@code frame}: the reader, their words and times, and
 * what is around the page.
 *
 * @param properties those the reader may go over to, the present one among them
 * @param confirmed whether the reader confirmed lately who they are, see {@link Confirmation}
 * @param hasPasskey whether they could do so with a passkey
 * @param notice one sentence on what was just done, or empty
 * @param warning one sentence on what was tried and is to be looked at, or empty
 */
public record Frame(
    Sheet sheet,
    Desk desk,
    List<Property> properties,
    When when,
    boolean confirmed,
    BooleanSupplier hasPasskey,
    String notice,
    String warning) {

  /** The places of the portal that work, in the order of the menu. */
  public enum Place {
    DASHBOARD("/portal", "house", Capability.SEE_ENTRIES),
    RECIPIENTS("/portal/recipients", "people", Capability.SEE_RECIPIENTS),
    NOTIFICATIONS("/portal/notifications", "envelope", Capability.SEE_RECIPIENTS),
    ENTRIES("/portal/entries", "door", Capability.SEE_ENTRIES),
    STAFF("/portal/staff", "person", Capability.MANAGE_STAFF),
    COURIERS("/portal/couriers", "truck", Capability.MANAGE_STAFF),
    INVITATIONS("/portal/invitations", "invite", Capability.MANAGE_STAFF),
    ACCESS_KEYS("/portal/access-keys", "key", Capability.MANAGE_ACCESS_KEYS),
    KIOSKS("/portal/kiosks", "kiosk", Capability.MANAGE_KIOSKS),
    GUARD("/portal/guard", "guard", Capability.SEE_ENTRIES),
    SETTINGS("/portal/settings", "sliders", Capability.MANAGE_PROPERTY),
    AUDIT("/portal/audit-log", "book", Capability.SEE_AUDIT_LOG);

    private final String address;
    private final String icon;
    private final Capability needs;

    Place(String address, String icon, Capability needs) {
      this.address = address;
      this.icon = icon;
      this.needs = needs;
    }

    public String address() {
      return address;
    }

    public String icon() {
      return icon;
    }

    /** The key of its name. */
    public String words() {
      return "frame.place." + name().toLowerCase(Locale.ROOT);
    }

    private boolean holds(String path) {
      return this == DASHBOARD
          ? path.equals(address)
          : path.equals(address) || path.startsWith(address + "/");
    }
  }

  /** The text of a key, with its arguments. */
  public String t(String key, Object... args) {
    return sheet.t(key, args);
  }

  /** The text for so many of something; see {@link Words#count}. */
  public String count(String key, long count, Object... args) {
    return sheet.words().count(key, count, args);
  }

  public String asset(String name) {
    return sheet.asset(name);
  }

  public String icons() {
    return sheet.icons();
  }

  public String csrf() {
    return sheet.csrf();
  }

  public boolean may(Capability capability) {
    return desk.may(capability);
  }

  /** The entries of the main menu that the reader may use. */
  public List<Place> menu() {
    return Arrays.stream(Place.values()).filter(place -> may(place.needs)).toList();
  }

  /** Whether the page shown belongs to this place. */
  public boolean isAt(Place place) {
    return place.holds(sheet.path().replaceFirst("\\?.*", ""));
  }

  /** For {@code data-theme}. */
  public Theme theme() {
    return sheet.theme();
  }
}
