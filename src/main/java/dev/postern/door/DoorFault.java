package dev.postern.door;

/**
 * Why a door is not added or changed. The sentence at the field is the message {@code
 * door.fault.<reason>}.
 *
 * @param field the field of the form that it is about: "name", "driver" or a {@link DoorField}'s
 * @param least for {@link Reason#NUMBER}
 * @param most for {@link Reason#NUMBER} and {@link Reason#TOO_LONG}
 */
public record DoorFault(String field, Reason reason, int least, int most) {
  public enum Reason {
    NAME,
    ROOM_HAS_A_DOOR,
    UNKNOWN_DRIVER,
    ONLY_IN_REHEARSAL,
    MISSING,
    HOST,
    URL,
    HOST_NOT_ALLOWED,
    NUMBER,
    TOO_LONG,
    CHOICE,
    /** A text that the device's protocol does not allow. */
    UNUSABLE
  }

  public DoorFault(String field, Reason reason) {
    this(field, reason, 0, 0);
  }
}
