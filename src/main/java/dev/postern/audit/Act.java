package dev.postern.audit;

import java.util.Arrays;
import java.util.Locale;

/** Everything that is remembered: {@code noun.past}. */
public enum Act {
  ORGANIZATION_FOUNDED,
  PROPERTY_ADDED,
  PROPERTY_CHANGED,
  ROOM_ADDED,
  ROOM_RENAMED,
  DOOR_ADDED,
  KIOSK_ADDED,
  KIOSK_INVITED,
  KIOSK_PAIRED,
  KIOSK_REVOKED,
  STAFF_ADDED,
  STAFF_SIGNED_IN,
  STAFF_REFUSED,
  STAFF_SIGNED_OUT,
  PROFILE_CHANGED,
  EMAIL_CHANGE_ASKED,
  EMAIL_CHANGE_REFUSED,
  EMAIL_CHANGED,
  PASSWORD_CHANGED,
  PASSKEY_ADDED,
  PASSKEY_REMOVED,
  AUTHENTICATOR_APP_ADDED,
  AUTHENTICATOR_APP_REMOVED,
  RECOVERY_CODES_MADE,
  RECOVERY_CODE_USED,
  SESSION_ENDED,
  INVITATION_SENT,
  INVITATION_CANCELLED,
  INVITATION_ACCEPTED,
  INVITATION_REFUSED,
  PASSWORD_RESET_ASKED,
  PASSWORD_RESET_USED,
  PASSWORD_RESET_REFUSED,
  RECIPIENTS_IMPORTED,
  RECIPIENT_ADDED,
  RECIPIENT_CHANGED,
  RECIPIENT_DEACTIVATED,
  RECIPIENT_ACTIVATED,
  PRIMARY_CONTACT_ADDED,
  PRIMARY_CONTACT_ENDED,
  ALTERNATE_EMAIL_ASKED,
  ALTERNATE_EMAIL_CONFIRMED,
  ALTERNATE_EMAIL_REFUSED,
  ONE_TIME_PIN_SENT,
  ONE_TIME_PIN_RESENT,
  ONE_TIME_PIN_CANCELLED,
  ONE_TIME_PIN_REPLACED,
  ONE_TIME_PIN_REVEALED,
  KEY_ISSUED,
  KEY_DEACTIVATED,
  KEY_REACTIVATED,
  KEY_REPLACED,
  KEY_CHANGED,
  KEY_CHANGE_REFUSED,
  KEY_DELETED,
  KEY_REVEALED,
  KEY_CARD_ADDED,
  ACCESS_STOPPED,
  ENTRY_GRANTED,
  ENTRY_REFUSED,
  ENTRY_UNSETTLED,
  ENTRY_GIVEN_BACK;

  private static final String DASHED_LAST = "-(?=[^-]*$)";

  /** As stored and exported: {@code one-time-pin.sent}. */
  public String code() {
    String dashed = name().toLowerCase(Locale.ROOT).replace('_', '-');
    return switch (this) {
      case STAFF_SIGNED_IN -> "staff.signed-in";
      case STAFF_SIGNED_OUT -> "staff.signed-out";
      case ENTRY_GIVEN_BACK -> "entry.given-back";
      default -> dashed.replaceFirst(DASHED_LAST, ".");
    };
  }

  static Act ofCode(String code) {
    return Arrays.stream(values()).filter(act -> act.code().equals(code)).findFirst().orElseThrow();
  }
}
