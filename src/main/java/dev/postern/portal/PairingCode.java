package dev.postern.portal;

import dev.postern.place.Kiosk;
import dev.postern.vault.Secret;
import java.time.Instant;

/** A pairing code on its way to the eyes of whoever stands at the kiosk. */
public record PairingCode(Kiosk kiosk, Secret code, Instant endsAt) {
  /** As it is written for people: {@code 12345 67890}. */
  public String grouped() {
    String digits = code.reveal();
    return digits.substring(0, digits.length() / 2) + " " + digits.substring(digits.length() / 2);
  }
}
