package dev.postern.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an access key is in its life. */
public enum KeyState {
  /** It opens doors. */
  LIVE,
  /** Switched off; it can come back with the same value. */
  DEACTIVATED,
  /** Its single entry took place. */
  USED,
  EXPIRED,
  /** Its one-time PIN was cancelled by staff. */
  CANCELLED,
  /** Another value, or a newer one-time PIN, took its place. */
  REPLACED,
  DELETED,
  /** All access of its owner was stopped. */
  STOPPED,
  /** Its owner was deactivated. */
  OWNER_DEACTIVATED;

  /** Whether it is over for good: the number is erased and rests. */
  public boolean ended() {
    return this != LIVE && this != DEACTIVATED;
  }

  /**
   * What the columns of a key and its grant say together.
   *
   * @param because why the key or else its grant was ended, if somebody ended it
   */
  static KeyState of(
      boolean used,
      @Nullable String because,
      @Nullable Instant expiresAt,
      @Nullable Instant endedAt,
      boolean deactivated,
      Instant now) {
    if (used) return USED;
    // The sweeper may have ended the keys of an expired grant before somebody cancelled it.
    if (expiresAt != null && !expiresAt.isAfter(endedAt == null ? now : endedAt)) return EXPIRED;
    if (because != null) {
      return switch (because) {
        case "REPLACED" -> REPLACED;
        case "DELETED" -> DELETED;
        case "STOPPED" -> STOPPED;
        case "DEACTIVATED" -> OWNER_DEACTIVATED;
        default -> CANCELLED;
      };
    }
    return deactivated ? DEACTIVATED : LIVE;
  }
}
