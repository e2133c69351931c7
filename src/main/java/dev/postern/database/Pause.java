package dev.postern.database;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A short wait between two looks at something that the operating system does not tell us of. */
final class Pause {
  static void of(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }

  private Pause() {}
}
