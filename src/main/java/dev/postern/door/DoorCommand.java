package dev.postern.door;

import dev.postern.vault.Secret;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One order to open one door once.
 *
 * @param password the device's, where it has one
 * @param entry the attempt that was granted
 * @param endsAt the deadline on the scale of {@link System#nanoTime}, which no clock change moves
 */
public record DoorCommand(Door door, @Nullable Secret password, UUID entry, long endsAt) {
  static DoorCommand within(
      Duration timeLeft, Door door, @Nullable Secret password, OpenTicket ticket) {
    return new DoorCommand(door, password, ticket.entry(), System.nanoTime() + timeLeft.toNanos());
  }

  /** The time until the deadline; never negative. */
  public Duration timeLeft() {
    return Duration.ofNanos(Math.max(0, endsAt - System.nanoTime()));
  }

  /** Whether the deadline has passed: then nothing may be sent any more. */
  public boolean tooLate() {
    return timeLeft().isZero();
  }
}
