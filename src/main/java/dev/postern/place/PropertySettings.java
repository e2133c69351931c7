package dev.postern.place;

import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that staff may set of a property; see {@link Property} for what each means. Lives of one-time
 * PINs that do not fit into each other are an {@link IllegalArgumentException}.
 */
public record PropertySettings(
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

  /** The longest life that a property may allow its one-time PINs: a year. */
  public static final Duration ONE_TIME_PIN_LIMIT = Duration.ofDays(365);

  /** A PIN length that nobody has fixed, as the audit log writes it. */
  public static final String AUTOMATIC = "automatic";

  public PropertySettings {
    name = name.strip();
    address = address.strip();
    if (oneTimePinLife.compareTo(Property.ONE_TIME_PIN_SHORTEST) < 0
        || oneTimePinLife.compareTo(oneTimePinLongest) > 0
        || oneTimePinLongest.compareTo(ONE_TIME_PIN_LIMIT) > 0) {
      throw new IllegalArgumentException(
          "one-time PINs live %s, at most %s".formatted(oneTimePinLife, oneTimePinLongest));
    }
    if (requestPinLife.compareTo(Property.ONE_TIME_PIN_SHORTEST) < 0
        || requestPinLife.compareTo(Property.REQUEST_PIN_LONGEST) > 0) {
      throw new IllegalArgumentException("a requested PIN lives " + requestPinLife);
    }
    if (pinLength != null
        && (pinLength < Property.SHORTEST_PIN || pinLength > Property.LONGEST_PIN)) {
      throw new IllegalArgumentException("a PIN of %d digits".formatted(pinLength));
    }
  }

  public static PropertySettings of(Property property) {
    return new PropertySettings(
        property.name(),
        property.address(),
        property.zone(),
        property.country(),
        property.language(),
        property.oneTimePinLife(),
        property.oneTimePinLongest(),
        property.reasonRequired(),
        property.emailOn(),
        property.smsOn(),
        property.strictness(),
        property.pinLength(),
        property.requestPinOn(),
        property.requestPinLife(),
        property.secondFactorRequired());
  }

  /** The same with Request PIN offered at the kiosk, or not. */
  public PropertySettings requestPin(boolean on) {
    return new PropertySettings(
        name,
        address,
        zone,
        country,
        language,
        oneTimePinLife,
        oneTimePinLongest,
        reasonRequired,
        emailOn,
        smsOn,
        strictness,
        pinLength,
        on,
        requestPinLife,
        secondFactorRequired);
  }

  /** Each setting's value as the audit log writes it: {@code PT24H}, {@code true}. */
  public Map<Setting, String> values() {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) values.put(setting, value(setting));
    return values;
  }

  private String value(Setting setting) {
    return switch (setting) {
      case NAME -> name;
      case ADDRESS -> address;
      case ZONE -> zone.getId();
      case COUNTRY -> country;
      case LANGUAGE -> language;
      case ONE_TIME_PIN_LIFE -> oneTimePinLife.toString();
      case ONE_TIME_PIN_LONGEST -> oneTimePinLongest.toString();
      case REASON_REQUIRED -> String.valueOf(reasonRequired);
      case EMAIL_ON -> String.valueOf(emailOn);
      case SMS_ON -> String.valueOf(smsOn);
      case STRICTNESS -> strictness.name();
      case PIN_LENGTH -> pinLength == null ? AUTOMATIC : pinLength.toString();
      case REQUEST_PIN_ON -> String.valueOf(requestPinOn);
      case REQUEST_PIN_LIFE -> requestPinLife.toString();
      case SECOND_FACTOR_REQUIRED -> String.valueOf(secondFactorRequired);
    };
  }

  /** What is another here than there, in the order of the settings. */
  public List<Setting> differences(PropertySettings other) {
    return Arrays.stream(Setting.values())
        .filter(setting -> !Objects.equals(value(setting), other.value(setting)))
        .toList();
  }

  /** A word that is another one as soon as any setting is: a form brings it back. */
  public String version() {
    byte[] hash = Secrets.hash(new Secret(values().toString()));
    return HexFormat.of().formatHex(hash, 0, 12);
  }
}
