package dev.postern.door;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A door that is drawn on the screen: what it was told to do next, and what it did.
 *
 * @param pulses how often its strike was released since it was installed
 * @param openUntil when the strike locks again; null if it was never released
 * @param opensAt from when on the leaf is open; null if it was never opened
 * @param shutsAt until when; null while it stands open until somebody shuts it
 */
public record SimulatedDoor(
    UUID doorId,
    String name,
    Behaviour behaviour,
    Leaf leaf,
    int pulses,
    @Nullable Instant openUntil,
    @Nullable Instant opensAt,
    @Nullable Instant shutsAt,
    @Nullable Instant exitPressedAt) {

  /** Whether the strike is released. */
  public boolean isOpen(Instant now) {
    return openUntil != null && now.isBefore(openUntil);
  }

  /** Whether the leaf stands open. */
  public boolean leafIsOpen(Instant now) {
    return opensAt != null && !now.isBefore(opensAt) && (shutsAt == null || now.isBefore(shutsAt));
  }

  /** What its contact says. */
  public Contact contact(Instant now) {
    return switch (leaf) {
      case CONTACT_STUCK_SHUT -> Contact.CLOSED;
      case CONTACT_STUCK_OPEN -> Contact.OPEN;
      case PULLED, LEFT_SHUT, HELD_OPEN -> leafIsOpen(now) ? Contact.OPEN : Contact.CLOSED;
    };
  }

  /** How its device answers the next commands. */
  public enum Behaviour {
    OPENS(true),
    /** Releases the strike once and says so twice. */
    ANSWERS_TWICE(true),
    REFUSES(false),
    /** Has no power: nothing answers, and nobody hears what the contact says. */
    AWAY(false),
    /** Releases the strike; the answer is lost on the way. */
    CUTS_THE_LINE(true),
    /** Releases the strike; half an answer comes. */
    HALF_ANSWER(true),
    /** Releases the strike; what comes is no answer to this command. */
    WRONG_ANSWER(true),
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

  /** What becomes of its leaf when the strike is released. */
  public enum Leaf {
    /** Somebody pulls it open a second later and lets it fall shut. */
    PULLED,
    /** Nobody pulls. */
    LEFT_SHUT,
    /** Somebody pulls it open, and it stays so. */
    HELD_OPEN,
    /** It is pulled, but the contact never says so. */
    CONTACT_STUCK_SHUT,
    /** The contact says open, whatever the leaf does. */
    CONTACT_STUCK_OPEN;

    boolean opens() {
      return this != LEFT_SHUT;
    }
  }
}
