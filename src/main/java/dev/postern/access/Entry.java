package dev.postern.access;

import dev.postern.people.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An attempt with its answer, as staff see it.
 *
 * @param kiosk its name; null for a door that staff opened from the portal
 * @param person who the key belongs to, if it is anybody's; {@code personKind} what they are
 * @param lane the way the key came in; null for attempts before lanes were written down
 * @param refusal why not, or null if it was granted
 * @param opening what the door said; null if refused, or while the door has not answered
 * @param openingWords the driver's reason when the door did not simply open
 * @param reason why staff opened the door from the portal; else empty
 * @param continues whether it is another pulse for a visit that was under way
 * @param wentIn what the door's contact said about it; null if there is none to trust, or not yet
 */
public record Entry(
    UUID attemptId,
    Instant at,
    @Nullable String kiosk,
    String room,
    @Nullable UUID personId,
    @Nullable String person,
    Person.@Nullable Kind personKind,
    @Nullable Form form,
    @Nullable Lane lane,
    @Nullable Refusal refusal,
    @Nullable Settled opening,
    String openingWords,
    String reason,
    boolean continues,
    @Nullable Boolean wentIn) {

  /** The three answers of a door, as they are stored. */
  public enum Settled {
    OPENED,
    NOT_OPENED,
    UNKNOWN
  }
}
