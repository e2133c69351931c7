package dev.postern.place;

import java.util.Locale;

/** One thing that staff may set of a property. */
public enum Setting {
  NAME,
  ADDRESS,
  ZONE,
  COUNTRY,
  LANGUAGE,
  ONE_TIME_PIN_LIFE,
  ONE_TIME_PIN_LONGEST,
  REASON_REQUIRED,
  EMAIL_ON,
  SMS_ON,
  STRICTNESS,
  PIN_LENGTH,
  REQUEST_PIN_ON,
  REQUEST_PIN_LIFE,
  SECOND_FACTOR_REQUIRED;

  /** As the audit log writes it: {@code one-time-pin-life}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
