package dev.postern.access;

/** What became of a request for a PIN at a kiosk. Staff see it; the kiosk never does. */
public enum PinRequestOutcome {
  /** The address is somebody's; what became of it for each of them is one of the last five. */
  ANSWERED,
  /** It is nobody's that parcels are announced to. */
  UNKNOWN,
  /** The property stopped offering it meanwhile. */
  SWITCHED_OFF,
  /** Enough were answered at this kiosk within an hour. */
  KIOSK_LIMIT,
  /** It is the address of an office, as it seems, and not of a household. */
  TOO_MANY_PEOPLE,
  SENT,
  /** This recipient has asked often enough for now. */
  LIMIT,
  OPTED_OUT,
  DEACTIVATED,
  /** The channel of this address is switched off, by the recipient or at the property. */
  CHANNEL_CLOSED
}
