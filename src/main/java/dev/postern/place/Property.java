package dev.postern.place;

import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;

/**
 * A site with its people and rooms.
 *
 * @param country ISO 3166 two letters: how a phone number without a plus is read
 * @param language en, es, fr or de: what its kiosks and portal begin with
 * @param oneTimePinLife how long a one-time PIN lives unless staff choose otherwise
 * @param oneTimePinLongest the longest that staff may choose
 * @param secondFactorRequired whether its managers must sign in with a passkey or an app's code
 */
public record Property(
    UUID id,
    UUID organizationId,
    String name,
    String address,
    ZoneId zone,
    String country,
    String language,
    Duration oneTimePinLife,
    Duration oneTimePinLongest,
    boolean reasonRequired,
    boolean emailOn,
    boolean smsOn,
    boolean secondFactorRequired) {

  /** The shortest life of a one-time PIN: less could end before its message arrives. */
  public static final Duration ONE_TIME_PIN_SHORTEST = Duration.ofMinutes(5);
}
