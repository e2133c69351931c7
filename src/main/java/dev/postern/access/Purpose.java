package dev.postern.access;

/** What an access grant is for. */
public enum Purpose {
  /** Until it is revoked, any number of entries. */
  STANDING,
  /** While a parcel waits. */
  DELIVERY,
  /** A single entry. */
  ONE_TIME
}
