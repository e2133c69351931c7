package dev.postern.door;

import dev.postern.vault.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A door with what is needed to speak to its device.
 *
 * @param password the device's, where it has one
 */
public record DoorLine(Door door, @Nullable Secret password) {
  public DoorSettings settings() {
    return door.settings();
  }
}
