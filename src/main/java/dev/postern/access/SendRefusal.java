package dev.postern.access;

/** Why a one-time PIN was not sent. Each belongs to a field of the form or to the recipient. */
public enum SendRefusal {
  RECIPIENT_UNKNOWN,
  DEACTIVATED,
  OPTED_OUT,
  ROOM_UNKNOWN,
  /** Nothing chosen although something could be. */
  NO_CHANNEL_CHOSEN,
  CHANNEL_CLOSED,
  /** Less than {@link dev.postern.place.Property#ONE_TIME_PIN_SHORTEST} ahead. */
  EXPIRY_TOO_SOON,
  /** Beyond the property's limit. */
  EXPIRY_TOO_LATE,
  REASON_REQUIRED,
  REASON_TOO_LONG,
  /** Only when re-sending: it was used, cancelled or expired meanwhile. */
  ENDED
}
