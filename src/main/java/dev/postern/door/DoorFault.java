package dev.postern.door;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a door is not added. The sentence at the field is the message {@code door.fault.<name>}. */
public enum DoorFault {
  NAME("name"),
  ROOM_HAS_A_DOOR("name"),
  ONLY_IN_REHEARSAL("driver"),
  HOST("host"),
  HOST_NOT_ALLOWED("host"),
  RELAY("relay"),
  PULSE("pulseSeconds"),
  PASSWORD_MISSING("password");

  private final String field;

  DoorFault(String field) {
    this.field = field;
  }

  /** The field of the form that it is about. */
  public String field() {
    return field;
  }

  static Set<DoorFault> of(@Nullable DoorFault... found) {
    Set<DoorFault> faults = EnumSet.noneOf(DoorFault.class);
    Arrays.stream(found).filter(it -> it != null).forEach(faults::add);
    return faults;
  }
}
