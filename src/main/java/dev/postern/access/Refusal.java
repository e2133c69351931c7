package dev.postern.access;

/** Why a key did not open. Staff are told which; at the kiosk every one of them reads the same. */
public enum Refusal {
  /** A digit is wrong or missing; nothing was looked up. */
  MISTYPED,
  /** Too many unknown PINs at this kiosk lately; nothing was looked up. */
  PAUSED,
  /** The kiosk's first call took so long to reach us that nobody may stand there any more. */
  TOO_LATE,
  /** No key of this property has that value. */
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
