package dev.postern.door.driver.uhppote;

/**
 * What a board has written down: it numbers these from 1 and keeps them when the power goes.
 *
 * @param index 0 if there is none
 */
record UhppoteEvent(long index, int type, int door, int reason) {
  /** Door contacts, exit buttons, doors opened over the network; not what was denied or warned. */
  static final int OF_A_DOOR = 2;

  static final int BUTTON = 0x14;
  static final int DOOR_OPEN = 0x17;
  static final int DOOR_CLOSED = 0x18;

  /** The same place in an event that is asked for, in a status, and in what a board sends. */
  static UhppoteEvent in(UhppoteFrame frame) {
    return new UhppoteEvent(frame.longAt(8), frame.at(12), frame.at(14), frame.at(27));
  }
}
