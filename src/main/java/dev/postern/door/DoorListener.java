package dev.postern.door;

import org.jspecify.annotations.Nullable;

/** Who is told what a door does while it is watched. */
public interface DoorListener {
  /**
   * The line is well, and this is what the contact says at this moment.
   *
   * @param contact null if there is none
   */
  void well(@Nullable Contact contact);

  /** The device said so by itself. */
  void heard(DoorSign sign);
}
