package dev.postern.portal;

import dev.postern.people.NewPrimaryContact;
import dev.postern.people.PrimaryContact;
import dev.postern.people.PrimaryContactFault;
import dev.postern.web.FormErrors;
import dev.postern.web.Words;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.util.MultiValueMap;

/** Who may pick up for somebody, as it was typed. */
public record PrimaryContactForm(
    String first, String last, String consentBy, String consentOn, String note) {

  /** Filled in as is right for nine in ten: from today on, as they said today. */
  static PrimaryContactForm fresh(String person, LocalDate today) {
    return new PrimaryContactForm(today.toString(), "", person, today.toString(), "");
  }

  static PrimaryContactForm posted(MultiValueMap<String, String> fields) {
    return new PrimaryContactForm(
        OneTimePinForm.field(fields, "first"),
        OneTimePinForm.field(fields, "last"),
        OneTimePinForm.field(fields, "consentBy"),
        OneTimePinForm.field(fields, "consentOn"),
        OneTimePinForm.field(fields, "note"));
  }

  /** Empty, and said in words, if a date cannot be read. */
  Optional<NewPrimaryContact> contact(UUID contact, FormErrors errors, Words words) {
    Optional<LocalDate> from = date("first", first, errors, words);
    Optional<LocalDate> until =
        last.isEmpty() ? Optional.empty() : date("last", last, errors, words);
    Optional<LocalDate> agreed = date("consentOn", consentOn, errors, words);
    if (errors.any()) return Optional.empty();
    return Optional.of(
        new NewPrimaryContact(
            contact,
            from.orElseThrow(),
            until.orElse(null),
            consentBy,
            agreed.orElseThrow(),
            note));
  }

  static void say(Set<PrimaryContactFault> faults, FormErrors errors, Words words) {
    for (PrimaryContactFault fault : faults) {
      String key = "primary-contact.error." + fault.name();
      switch (fault) {
        case UNKNOWN, THEMSELVES, DEACTIVATED, ALREADY -> errors.add("contact", words.of(key));
        case ENDS_BEFORE_IT_BEGINS, OVER_ALREADY -> errors.add("last", words.of(key));
        case CONSENT_MISSING -> errors.add("consentBy", words.of(key));
        case CONSENT_TOO_LONG ->
            errors.add(
                "consentBy",
                words.of("recipient.error.TOO_LONG", PrimaryContact.LONGEST_CONSENT_BY));
        case CONSENT_TO_COME -> errors.add("consentOn", words.of(key));
        case NOTE_TOO_LONG ->
            errors.add(
                "note", words.of("recipient.error.TOO_LONG", PrimaryContact.LONGEST_CONSENT_NOTE));
      }
    }
  }

  /** Days that a property lives to see: PostgreSQL and people know no others. */
  private static Optional<LocalDate> date(
      String field, String text, FormErrors errors, Words words) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1900 && date.getYear() <= 2999) return Optional.of(date);
    } catch (DateTimeParseException e) {
      // said below
    }
    errors.add(
        field,
        text.isEmpty()
            ? words.of("primary-contact.error.date-missing")
            : words.of("one-time-pin.error.DATE_UNREADABLE", text));
    return Optional.empty();
  }
}
