package dev.postern.portal;

import dev.postern.vault.Secret;
import java.util.Objects;

/** What the first-run page asks for, as it was typed. */
public record SetUpForm(
    Secret code,
    String organization,
    String property,
    String address,
    String zone,
    String country,
    String language,
    String room,
    String kiosk,
    Door door,
    String doorHost,
    Secret doorPassword,
    String firstName,
    String lastName,
    String email,
    Secret password) {
  private static final Secret NOTHING = new Secret("");

  /** A broken form leaves fields out; they are the empty ones then. */
  public SetUpForm {
    code = Objects.requireNonNullElse(code, NOTHING);
    organization = Objects.requireNonNullElse(organization, "");
    property = Objects.requireNonNullElse(property, "");
    address = Objects.requireNonNullElse(address, "");
    zone = Objects.requireNonNullElse(zone, "");
    country = Objects.requireNonNullElse(country, "");
    language = Objects.requireNonNullElse(language, "");
    room = Objects.requireNonNullElse(room, "");
    kiosk = Objects.requireNonNullElse(kiosk, "");
    door = Objects.requireNonNullElse(door, Door.NONE);
    doorHost = Objects.requireNonNullElse(doorHost, "");
    doorPassword = Objects.requireNonNullElse(doorPassword, NOTHING);
    firstName = Objects.requireNonNullElse(firstName, "");
    lastName = Objects.requireNonNullElse(lastName, "");
    email = Objects.requireNonNullElse(email, "");
    password = Objects.requireNonNullElse(password, NOTHING);
  }

  /** What opens the room. */
  public enum Door {
    NONE,
    SHELLY
  }

  static SetUpForm empty(String zone, String country, String language) {
    return new SetUpForm(
        NOTHING, "", "", "", zone, country, language, "", "", Door.NONE, "", NOTHING, "", "", "",
        NOTHING);
  }
}
