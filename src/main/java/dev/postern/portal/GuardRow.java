package dev.postern.portal;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.access.RoomGuard;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A room with its guard, as the page Guard shows it.
 *
 * @param requests what was asked for at its kiosks, or null where nobody can and nobody did
 */
public record GuardRow(
    RoomGuard guard, GuardHours hours, @Nullable GuardRequests requests, Instant now) {
  /** The mark of a state. */
  public static String mark(RoomGuard.State state) {
    return switch (state) {
      case PINS -> "go";
      case PINS_WITH_UNIT -> "look";
      case NO_PINS -> "no";
    };
  }

  /** When PINs alone come back by themselves, or null. */
  public @Nullable Instant opensAt() {
    Duration left = guard.opensIn();
    return left == null ? null : now.plus(left);
  }

  /** What is left of a part, of 100. */
  public long left(Part part) {
    return Math.round(100 * guard.level(part).leftShare());
  }

  /** The per cent of a year's share that were spent in a year, to a tenth, and rather more. */
  public double spent(Part part) {
    return Math.ceil(1000 * guard.level(part).spentShare()) / 10;
  }

  /** Whether people have PINs that are looked up with their unit only, whatever is left. */
  public boolean anyTooShort() {
    return guard.lengths().stream().anyMatch(guard::tooShort);
  }

  /** Whether there is anything to say about the lengths of PINs one by one. */
  public boolean tellsLengths() {
    return guard.live() > 0 && (guard.lengths().size() > 1 || anyTooShort());
  }
}
