package dev.postern.door;

/** Why a door did not open, or why nobody knows whether it did; for staff, never for the kiosk. */
public enum OpeningReason {
  /** The room has no door. */
  NO_DOOR,
  /** The deadline had passed before the command could leave. */
  TOO_LATE,
  /** Our own side failed before the command could leave: settings, password or database. */
  NOT_READY,
  /** A simulated door outside the rehearsal. */
  ONLY_IN_REHEARSAL,
  /** The device's address is not on the list that {@code postern.door.hosts} gives. */
  HOST_NOT_ALLOWED,
  /** No connection to the device: wrong address, no power, no network, or too slow to connect. */
  UNREACHABLE,
  /** The device took the connection but did not answer the question asked before the command. */
  SILENT,
  /** The device did not accept the password. */
  PASSWORD_REFUSED,
  /** The device is there and said no. */
  DEVICE_REFUSED,
  /** The connection broke after the command had left. */
  CUT_OFF,
  /** The command left and no answer came before the deadline. */
  NO_ANSWER,
  /** The command left and what came back does not say what happened. */
  UNCLEAR_ANSWER
}
