package dev.postern.door;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A door that is drawn on the screen: what it was told to do next, and what it did.
 *
 * @param pulses how often its strike was released since it was installed
 * @param openUntil when the strike locks again; null if it was never released
 */
public record SimulatedDoor(
    UUID doorId, String name, Behaviour behaviour, int pulses, @Nullable Instant openUntil) {

  public boolean isOpen(Instant now) {
    return openUntil != null && now.isBefore(openUntil);
  }

  /** How it answers the next commands. */
  public enum Behaviour {
    OPENS(true),
    REFUSES(false),
    /** Releases the strike; the answer is lost on the way. */
    CUTS_THE_LINE(true),
    /** Takes the command, does nothing and never answers. */
    STALLS(false),
    /** Releases the strike; the answer comes after the deadline. */
    ANSWERS_LATE(true);

    private final boolean releases;

    Behaviour(boolean releases) {
      this.releases = releases;
    }

    /** Whether a command releases the strike, whatever is answered. */
    public boolean releases() {
      return releases;
    }
  }
}
