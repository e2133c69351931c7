package dev.postern.access;

/** Why a key did not open. Staff are told which; at the kiosk every one of them reads the same. */
public enum Refusal {
  /** A digit is wrong or missing; nothing was looked up. */
  MISTYPED,
  /** Keys of this form rest after misses at this kiosk; nothing was looked up. */
  PAUSED,
  /**
   * PINs alone are used up at this room by guesses: the unit is asked for. Nothing was looked up.
   */
  UNIT_NEEDED,
  /** PINs are used up at this room, also with the unit. Nothing was looked up. */
  PINS_CLOSED,
  /** The guard could not be asked, so nothing was looked up. */
  GUARD_FAILED,
  /** The kiosk's first call took so long to reach us that nobody may stand there any more. */
  TOO_LATE,
  /** No key of this property has that value, or with a unit: no key of that unit. */
  UNKNOWN_KEY,
  /** Its single entry was used, by another attempt. */
  ALREADY_USED,
  EXPIRED,
  NOT_YET_VALID,
  CANCELLED,
  /** A newer one-time PIN took its place. */
  REPLACED,
  /** It is switched off; it can come back. */
  KEY_DEACTIVATED,
  DELETED,
  /** Staff stopped all access of its owner. */
  ACCESS_STOPPED,
  /** Its owner is not assigned to this property. */
  NOT_ASSIGNED,
  /** A courier came outside the agreed weekdays and hours. */
  OUTSIDE_HOURS,
  /** It opens another room of the property. */
  OTHER_ROOM,
  PERSON_DEACTIVATED,
  PERSON_OPTED_OUT
}
