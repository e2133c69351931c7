package dev.postern.door.driver.uhppote;

import java.time.LocalDateTime;
import java.util.Optional;

/** The board's answer to {@link UhppoteFrame#STATUS}. */
record UhppoteStatus(UhppoteFrame frame) {
  private static final int CENTURY = 2_000;

  UhppoteEvent lastEvent() {
    return UhppoteEvent.in(frame);
  }

  /** Whether the input for this door's contact is on. */
  boolean contact(int door) {
    return frame.at(27 + door) == 1;
  }

  /** By the board's clock. */
  Optional<LocalDateTime> time() {
    return frame.time(CENTURY + frame.digitsAt(51), 52, 37);
  }
}
