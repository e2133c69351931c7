package dev.postern.door;

import java.time.Duration;
import java.util.UUID;

/**
 * One order to open one door once.
 *
 * @param entry the attempt that was granted; the command's id where a device takes one
 * @param endsAt the deadline on the scale of {@link System#nanoTime}, which no clock change moves
 */
public record DoorCommand(DoorLine line, UUID entry, long endsAt) {
  /** What did not open is told within two seconds. */
  private static final Duration LONGEST_QUESTIONS = Duration.ofMillis(1_500);

  static DoorCommand within(Duration timeLeft, DoorLine line, OpenTicket ticket) {
    return new DoorCommand(line, ticket.entry(), System.nanoTime() + timeLeft.toNanos());
  }

  public DoorSettings settings() {
    return line.settings();
  }

  /** The time until the deadline; never negative. */
  public Duration timeLeft() {
    return Duration.ofNanos(Math.max(0, endsAt - System.nanoTime()));
  }

  /**
   * The time for what is asked before the command leaves and moves nothing: short enough that a
   * dead device is known as such soon, and that the command still has its time.
   */
  public Duration timeForQuestions() {
    Duration half = timeLeft().dividedBy(2);
    return half.compareTo(LONGEST_QUESTIONS) < 0 ? half : LONGEST_QUESTIONS;
  }

  /** Whether the deadline has passed: then nothing may be sent any more. */
  public boolean tooLate() {
    return timeLeft().isZero();
  }
}
