package dev.postern.portal;

import dev.postern.door.Door;
import dev.postern.door.DoorState;
import dev.postern.door.DoorStates;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A door and how it is at this moment.
 *
 * @param state null if the door was removed just now
 */
public record DoorRow(Door door, @Nullable DoorState state, DoorView.Condition condition) {
  static DoorRow of(Door door, DoorStates states, Instant now) {
    DoorState state = states.of(door.id()).orElse(null);
    return new DoorRow(
        door,
        state,
        state == null ? DoorView.Condition.NOT_WATCHED : DoorView.condition(state, now));
  }
}
