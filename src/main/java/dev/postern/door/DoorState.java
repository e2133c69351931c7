package dev.postern.door;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a door at this moment.
 *
 * @param watchedUntil until when what is written here is kept up; null if nobody ever watched it
 * @param wellSince watched without a gap since then; null while its line is lost
 * @param seenAt when its device last answered
 * @param illBecause why the line is lost; null if it is not
 * @param contactAt when the contact began to read so
 * @param openedAt when the leaf was last seen to open
 */
public record DoorState(
    @Nullable Instant watchedUntil,
    @Nullable Instant wellSince,
    @Nullable Instant seenAt,
    @Nullable Instant illSince,
    @Nullable OpeningReason illBecause,
    @Nullable Contact contact,
    @Nullable Instant contactAt,
    @Nullable Instant openedAt,
    @Nullable Instant offlineAt,
    @Nullable Instant heldOpenAt) {

  /** A door that stands open so long is held open. */
  public static final Duration HELD_OPEN_AFTER = Duration.ofSeconds(60);

  /** A line that is lost so long is an event. */
  public static final Duration OFFLINE_AFTER = Duration.ofSeconds(30);

  /** Whether somebody watches it and its device answers. */
  public boolean isWell(Instant now) {
    return wellSince != null && watchedUntil != null && watchedUntil.isAfter(now);
  }

  /**
   * Whether the contact was watched without a gap from then on and never read anything but shut.
   */
  public boolean stayedShutSince(Instant then, Instant now) {
    return isWell(now)
        && wellSince != null
        && !wellSince.isAfter(then)
        && contact == Contact.CLOSED
        && (openedAt == null || openedAt.isBefore(then));
  }
}
