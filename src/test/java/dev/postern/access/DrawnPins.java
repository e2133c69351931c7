package dev.postern.access;

import dev.postern.vault.Secret;

/** PINs as the program draws them, for a benchmark that writes its own rows. */
public final class DrawnPins {
  /** With so many random digits and the check digit. */
  public static Secret draw(int randomDigits) {
    return Pin.draw(randomDigits, "").digits();
  }

  private DrawnPins() {}
}
