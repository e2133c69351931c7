package dev.postern.limit;

import java.time.Duration;

/**
 * Every limit on tries. A try fills the vessel by one, time empties it evenly, a full vessel
 * refuses; so in any such span at most twice the capacity passes, and over a long time the capacity
 * per span. If the limiter itself fails its caller fails with it: all of them fail closed.
 */
public enum Limit {
  /** Wrong passwords for one e-mail address, whether or not it is known. */
  SIGN_IN_TRIES(10, Duration.ofMinutes(15)),
  /** Wrong codes of an authenticator app and wrong recovery codes of one person. */
  SECOND_FACTOR_TRIES(5, Duration.ofMinutes(15)),
  /** New addresses that one person asked to sign in with: each sends a message. */
  EMAIL_CHANGES(5, Duration.ofHours(12)),
  /** Wrong pairing codes at all screens together: a code has ten digits and lives minutes. */
  PAIRING_TRIES(20, Duration.ofMinutes(10)),
  /** PINs that one staff member has revealed. */
  REVEALS(5, Duration.ofHours(1)),
  /** Looks at one's own PIN. */
  OWN_REVEALS(30, Duration.ofHours(1)),
  /** Values that one manager chose for a PIN and that were not available. */
  CHOSEN_PINS(9, Duration.ofHours(1)),
  /** Unknown key cards at one room: their numbers are long but often follow each other. */
  ROOM_CARD_MISSES(10, Duration.ofHours(1)),
  /** E-mails to staff that somebody seems to guess PINs at a room. */
  GUESSING_ALERTS(1, Duration.ofHours(1)),
  /** Doors that one staff member opened from the portal. */
  REMOTE_OPENINGS(20, Duration.ofHours(1)),
  /** Key cards that somebody tried to add at one kiosk. */
  CARD_BINDINGS(10, Duration.ofHours(1)),
  /** Passwords that one e-mail address is said to have forgotten, whether or not it is known. */
  PASSWORD_RESETS(3, Duration.ofHours(1)),
  /** The same for all addresses together: each writes rows and may send an e-mail. */
  PASSWORD_RESETS_IN_ALL(100, Duration.ofHours(1)),
  /** Links to the alternate address of one recipient: somebody else's mailbox, perhaps. */
  ALTERNATE_EMAIL_LINKS(5, Duration.ofHours(1)),
  /** Links that never were, of each kind: more of them in the audit log tell nothing new. */
  UNKNOWN_LINKS(30, Duration.ofMinutes(10)),
  /** Wrong set-up codes before the first administrator exists. */
  SET_UP_TRIES(10, Duration.ofMinutes(10));

  private final int capacity;
  private final Duration emptiesIn;

  Limit(int capacity, Duration emptiesIn) {
    this.capacity = capacity;
    this.emptiesIn = emptiesIn;
  }

  /** How many tries fit at once. */
  public int capacity() {
    return capacity;
  }

  /** How long a full vessel takes to empty. */
  public Duration emptiesIn() {
    return emptiesIn;
  }
}
