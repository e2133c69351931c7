package dev.postern.door.driver;

import dev.postern.door.DoorDriver;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorSign;
import dev.postern.door.Health;
import dev.postern.door.OpeningReason;
import java.util.function.Supplier;

/** What one look at a device said that tells nothing by itself. */
public sealed interface Look {
  /**
   * @param exitPressed whether somebody presses the exit button at this moment
   */
  record Seen(Health.Well health, boolean exitPressed) implements Look {}

  record Failed(OpeningReason because) implements Look {}

  default Health health() {
    return switch (this) {
      case Seen seen -> seen.health();
      case Failed(OpeningReason because) -> new Health.Ill(because);
    };
  }

  /**
   * {@link DoorDriver#watch} by looks. A button that is held is one press, and one that is held at
   * the first look none: nobody saw it pressed.
   */
  static OpeningReason watch(Supplier<Look> looks, DoorListener listener)
      throws InterruptedException {
    boolean pressed = true;
    while (true) {
      Look look = looks.get();
      // A look that was interrupted says nothing about the line.
      if (Thread.interrupted()) throw new InterruptedException();
      switch (look) {
        case Seen seen -> {
          listener.well(seen.health().contact());
          if (seen.exitPressed() && !pressed) {
            listener.heard(new DoorSign(DoorSign.Kind.EXIT_BUTTON));
          }
          pressed = seen.exitPressed();
        }
        case Failed(OpeningReason because) -> {
          return because;
        }
      }
      Thread.sleep(DoorDriver.BETWEEN_LOOKS);
    }
  }
}
