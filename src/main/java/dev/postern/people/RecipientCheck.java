package dev.postern.people;

import dev.postern.people.RecipientError.Kind;
import dev.postern.place.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a recipient's fields must be, and what they are stored as. */
final class RecipientCheck {
  static final Set<String> LANGUAGES = Set.of("en", "es", "fr", "de");

  static List<RecipientError> errors(int row, NewRecipient given, String country) {
    List<RecipientError> errors = new ArrayList<>();
    if (given.lastName().isBlank()) errors.add(new RecipientError(row, "lastName", Kind.MISSING));
    length(errors, row, "firstName", given.firstName(), Recipient.LONGEST_NAME);
    length(errors, row, "lastName", given.lastName(), Recipient.LONGEST_NAME);
    length(errors, row, "unit", given.unit(), Recipient.LONGEST_UNIT);
    email(errors, row, "email", given.email());
    email(errors, row, "preferredEmail", given.preferredEmail());
    email(errors, row, "alternateEmail", given.alternateEmail());
    if (!given.alternateEmail().isBlank()
        && onFile(given).contains(plain(given.alternateEmail()))) {
      errors.add(new RecipientError(row, "alternateEmail", Kind.SAME_EMAIL));
    }
    phone(errors, row, "phone", given.phone(), country);
    phone(errors, row, "preferredPhone", given.preferredPhone(), country);
    if (!given.language().isBlank() && !LANGUAGES.contains(language(given.language()))) {
      errors.add(new RecipientError(row, "language", Kind.UNKNOWN_LANGUAGE));
    }
    return errors;
  }

  /** The recipient as stored, of fields without errors. */
  static Recipient accepted(UUID id, NewRecipient given, Property property) {
    String country = property.country();
    return new Recipient(
        id,
        property.id(),
        given.firstName().strip(),
        given.lastName().strip(),
        given.unit().strip(),
        ContactData.email(given.email()).orElse(null),
        ContactData.phone(given.phone(), country).orElse(null),
        ContactData.email(given.preferredEmail()).orElse(null),
        ContactData.phone(given.preferredPhone(), country).orElse(null),
        ContactData.email(given.alternateEmail()).orElse(null),
        null,
        given.language().isBlank() ? property.language() : language(given.language()),
        given.lowShelf(),
        given.optedOut(),
        given.emailOn(),
        given.smsOn(),
        null,
        0);
  }

  /** Everything under which they are found. */
  static Set<String> words(Recipient recipient) {
    return SearchWords.of(
        List.of(recipient.firstName(), recipient.lastName(), recipient.unit()),
        present(recipient.email(), recipient.preferredEmail(), recipient.alternateEmail()),
        present(recipient.phone(), recipient.preferredPhone()));
  }

  static Set<String> wholeAddresses(Recipient recipient) {
    return SearchWords.ofWhole(
        present(recipient.email(), recipient.preferredEmail(), recipient.alternateEmail()),
        present(recipient.phone(), recipient.preferredPhone()));
  }

  static String sortName(Recipient recipient) {
    return SearchWords.sortName(recipient.firstName(), recipient.lastName());
  }

  private static Set<String> onFile(NewRecipient given) {
    return Set.copyOf(List.of(plain(given.email()), plain(given.preferredEmail())));
  }

  private static String plain(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  private static List<String> present(@Nullable String... all) {
    return Stream.of(all).filter(Objects::nonNull).toList();
  }

  private static String language(String given) {
    return given.strip().toLowerCase(Locale.ROOT);
  }

  private static void length(
      List<RecipientError> errors, int row, String field, String value, int longest) {
    if (value.strip().length() > longest) errors.add(new RecipientError(row, field, Kind.TOO_LONG));
  }

  private static void email(List<RecipientError> errors, int row, String field, String value) {
    if (!value.isBlank() && ContactData.email(value).isEmpty()) {
      errors.add(new RecipientError(row, field, Kind.NOT_AN_EMAIL));
    }
  }

  private static void phone(
      List<RecipientError> errors, int row, String field, String value, String country) {
    if (!value.isBlank() && ContactData.phone(value, country).isEmpty()) {
      errors.add(new RecipientError(row, field, Kind.NOT_A_PHONE));
    }
  }

  private RecipientCheck() {}
}
