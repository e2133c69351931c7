package dev.postern.portal;

import dev.postern.place.Property;
import dev.postern.place.PropertySettings;
import dev.postern.place.Setting;
import java.time.Duration;
import java.util.Objects;

/**
 * The settings of a property as they were typed.
 *
 * @param version of the settings that the form was filled with: whether someone changed them since
 */
public record SettingsForm(
    String version,
    String name,
    String address,
    String zone,
    String country,
    String language,
    String life,
    String lifeUnit,
    String longest,
    String longestUnit,
    String reasonRequired,
    String emailOn,
    String smsOn,
    String strictness,
    String pinLength,
    String requestPinOn,
    String requestLife,
    String secondFactorRequired) {
  private static final String ON = "on";

  /** A broken form leaves fields out; they are the empty ones then, and a tick left out is off. */
  public SettingsForm {
    version = Objects.requireNonNullElse(version, "");
    name = Objects.requireNonNullElse(name, "");
    address = Objects.requireNonNullElse(address, "");
    zone = Objects.requireNonNullElse(zone, "");
    country = Objects.requireNonNullElse(country, "");
    language = Objects.requireNonNullElse(language, "");
    life = Objects.requireNonNullElse(life, "");
    lifeUnit = Objects.requireNonNullElse(lifeUnit, "");
    longest = Objects.requireNonNullElse(longest, "");
    longestUnit = Objects.requireNonNullElse(longestUnit, "");
    reasonRequired = Objects.requireNonNullElse(reasonRequired, "");
    emailOn = Objects.requireNonNullElse(emailOn, "");
    smsOn = Objects.requireNonNullElse(smsOn, "");
    strictness = Objects.requireNonNullElse(strictness, "");
    pinLength = Objects.requireNonNullElse(pinLength, "");
    requestPinOn = Objects.requireNonNullElse(requestPinOn, "");
    requestLife = Objects.requireNonNullElse(requestLife, "");
    secondFactorRequired = Objects.requireNonNullElse(secondFactorRequired, "");
  }

  static SettingsForm of(Property property) {
    return new SettingsForm(
        PropertySettings.of(property).version(),
        property.name(),
        property.address(),
        property.zone().getId(),
        property.country(),
        property.language(),
        LifeUnit.count(property.oneTimePinLife()),
        LifeUnit.of(property.oneTimePinLife()).name(),
        LifeUnit.count(property.oneTimePinLongest()),
        LifeUnit.of(property.oneTimePinLongest()).name(),
        tick(property.reasonRequired()),
        tick(property.emailOn()),
        tick(property.smsOn()),
        property.strictness().name(),
        PropertySettings.of(property).values().getOrDefault(Setting.PIN_LENGTH, ""),
        tick(property.requestPinOn()),
        String.valueOf(property.requestPinLife().toMinutes()),
        tick(property.secondFactorRequired()));
  }

  /** The same input, seen beside the settings as they are now. */
  SettingsForm beside(Property now) {
    return new SettingsForm(
        PropertySettings.of(now).version(),
        name,
        address,
        zone,
        country,
        language,
        life,
        lifeUnit,
        longest,
        longestUnit,
        reasonRequired,
        emailOn,
        smsOn,
        strictness,
        pinLength,
        requestPinOn,
        requestLife,
        secondFactorRequired);
  }

  public boolean isReasonRequired() {
    return on(reasonRequired);
  }

  public boolean isEmailOn() {
    return on(emailOn);
  }

  public boolean isSmsOn() {
    return on(smsOn);
  }

  public boolean isRequestPinOn() {
    return on(requestPinOn);
  }

  public boolean isSecondFactorRequired() {
    return on(secondFactorRequired);
  }

  private static boolean on(String tick) {
    return tick.equals(ON);
  }

  private static String tick(boolean on) {
    return on ? ON : "";
  }

  /** What a length of time is counted in. */
  public enum LifeUnit {
    MINUTES(Duration.ofMinutes(1)),
    HOURS(Duration.ofHours(1)),
    DAYS(Duration.ofDays(1));

    private final Duration one;

    LifeUnit(Duration one) {
      this.one = one;
    }

    Duration times(int count) {
      return one.multipliedBy(count);
    }

    /** The greatest that leaves no remainder. */
    static LifeUnit of(Duration life) {
      if (life.toMinutes() % DAYS.one.toMinutes() == 0) return DAYS;
      return life.toMinutes() % HOURS.one.toMinutes() == 0 ? HOURS : MINUTES;
    }

    static String count(Duration life) {
      return String.valueOf(life.dividedBy(of(life).one));
    }
  }
}
