package dev.postern.place;

import java.time.Duration;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A site with its people and rooms.
 *
 * @param country ISO 3166 two letters: how a phone number without a plus is read
 * @param language en, es, fr or de: what its kiosks and portal begin with
 * @param oneTimePinLife how long a one-time PIN lives unless staff choose otherwise
 * @param oneTimePinLongest the longest that staff may choose
 * @param strictness the yearly chance budget of each of its rooms against guessing
 * @param pinLength all digits of its new PINs, or null for as many as the budget asks for
 * @param requestPinOn whether a recipient may ask for a one-time PIN at the kiosk
 * @param requestPinLife how long such a PIN lives
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
    Strictness strictness,
    @Nullable Integer pinLength,
    boolean requestPinOn,
    Duration requestPinLife,
    boolean secondFactorRequired) {

  /** The shortest life of a one-time PIN: less could end before its message arrives. */
  public static final Duration ONE_TIME_PIN_SHORTEST = Duration.ofMinutes(5);

  /** The longest life of a one-time PIN that was asked for at a kiosk. */
  public static final Duration REQUEST_PIN_LONGEST = Duration.ofMinutes(60);

  /** The fewest digits that a PIN can be set to have, with its check digit. */
  public static final int SHORTEST_PIN = 7;

  /** The most that a PIN can be set to have. */
  public static final int LONGEST_PIN = 13;
}
