package dev.postern.people;

import org.jspecify.annotations.Nullable;

/** A recipient as a form or a file gives it: texts as people wrote them, not yet checked. */
public record NewRecipient(
    @Nullable String externalId,
    String firstName,
    String lastName,
    String unit,
    String email,
    String phone,
    String preferredEmail,
    String preferredPhone,
    String alternateEmail,
    String language,
    boolean lowShelf,
    boolean optedOut,
    boolean emailOn,
    boolean smsOn) {

  /** As a file gives one: it knows no alternate address. */
  public NewRecipient(
      @Nullable String externalId,
      String firstName,
      String lastName,
      String unit,
      String email,
      String phone,
      String preferredEmail,
      String preferredPhone,
      String language,
      boolean lowShelf,
      boolean optedOut,
      boolean emailOn,
      boolean smsOn) {
    this(
        externalId,
        firstName,
        lastName,
        unit,
        email,
        phone,
        preferredEmail,
        preferredPhone,
        "",
        language,
        lowShelf,
        optedOut,
        emailOn,
        smsOn);
  }
}
