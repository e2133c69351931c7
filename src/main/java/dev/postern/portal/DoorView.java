package dev.postern.portal;

import dev.postern.access.Entry;
import dev.postern.door.Contact;
import dev.postern.door.Door;
import dev.postern.door.DoorCapability;
import dev.postern.door.DoorEvent;
import dev.postern.door.DoorState;
import dev.postern.place.Room;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A door as it is at this moment, with what happened at it.
 *
 * @param tested since when the marks of the guided test count
 */
public record DoorView(
    Room room,
    Door door,
    DoorState state,
    Set<DoorCapability> can,
    List<DoorEvent> events,
    List<Entry> entries,
    Instant tested,
    Instant now) {

  /** What staff need to know first, with the mark it is shown with. */
  public enum Condition {
    /** Nobody has looked at it yet. */
    NOT_WATCHED("ended"),
    WELL("go"),
    OPEN("look"),
    HELD_OPEN("no"),
    ILL("no");

    private final String mark;

    Condition(String mark) {
      this.mark = mark;
    }

    public String mark() {
      return mark;
    }
  }

  public Condition condition() {
    return condition(state, now);
  }

  static Condition condition(DoorState state, Instant now) {
    if (state.illSince() != null) return Condition.ILL;
    if (!state.isWell(now)) return Condition.NOT_WATCHED;
    if (state.contact() != Contact.OPEN) return Condition.WELL;
    return state.heldOpenAt() == null ? Condition.OPEN : Condition.HELD_OPEN;
  }

  public boolean blind() {
    return !can.contains(DoorCapability.CONTACT);
  }

  public boolean knowsExitButton() {
    return can.contains(DoorCapability.EXIT_BUTTON);
  }

  /** Whether the device confirmed a release lately. */
  public boolean released() {
    return entries.stream()
        .anyMatch(it -> it.opening() == Entry.Settled.OPENED && it.at().isAfter(tested));
  }

  public boolean seen(DoorEvent.Kind kind) {
    return last(kind) != null;
  }

  private @Nullable DoorEvent last(DoorEvent.Kind kind) {
    return events.stream()
        .filter(it -> it.kind() == kind && it.at().isAfter(tested))
        .findFirst()
        .orElse(null);
  }
}
