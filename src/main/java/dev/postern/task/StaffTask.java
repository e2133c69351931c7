package dev.postern.task;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person must look at. Its sentence is the message {@code task.<kind>}, what to do
 * {@code task.<kind>.do}.
 *
 * @param entryId the entry that it is about, if any
 * @param person who entered, if anybody did
 */
public record StaffTask(
    UUID id,
    UUID propertyId,
    UUID roomId,
    String room,
    Kind kind,
    @Nullable UUID entryId,
    @Nullable String person,
    Instant createdAt) {

  public enum Kind {
    /** Nobody knows whether the door opened; the key stays spent. */
    DOOR_UNKNOWN,
    /** The door opened without leave. */
    DOOR_FORCED,
    /** The door stands open. It is done when the door is shut. */
    DOOR_HELD_OPEN,
    /** The door's device does not answer. It is done when it does. */
    DOOR_OFFLINE,
    /** The door was released three times for one key, and the contact never said that it opened. */
    DOOR_NEVER_PULLED
  }
}
