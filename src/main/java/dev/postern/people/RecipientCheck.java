package dev.postern.people;

import dev.postern.people.RecipientError.Kind;
import dev.postern.place.Property;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a recipient's fields must be, and what they are stored as. */
final class RecipientCheck {
  static final Set<String> LANGUAGES = Set.of("en", "es", "fr", "de");
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_UNIT = 60;

  static List<RecipientError> errors(int row, NewRecipient given, String country) {
    List<RecipientError> errors = new ArrayList<>();
    if (given.lastName().isBlank()) errors.add(new RecipientError(row, "lastName", Kind.MISSING));
    length(errors, row, "firstName", given.firstName(), LONGEST_NAME);
    length(errors, row, "lastName", given.lastName(), LONGEST_NAME);
    length(errors, row, "unit", given.unit(), LONGEST_UNIT);
    email(errors, row, "email", given.email());
    email(errors, row, "preferredEmail", given.preferredEmail());
    phone(errors, row, "phone", given.phone(), country);
    phone(errors, row, "preferredPhone", given.preferredPhone(), country);
    if (!given.language().isBlank() && !LANGUAGES.contains(language(given.language()))) {
      errors.add(new RecipientError(row, "language", Kind.UNKNOWN_LANGUAGE));
    }
    return errors;
  }

  static RecipientTable.NewRow accepted(
      UUID id, NewRecipient given, Property property, Instant now) {
    String country = property.country();
    Recipient recipient =
        new Recipient(
            id,
            property.id(),
            given.firstName().strip(),
            given.lastName().strip(),
            given.unit().strip(),
            ContactData.email(given.email()).orElse(null),
            ContactData.phone(given.phone(), country).orElse(null),
            ContactData.email(given.preferredEmail()).orElse(null),
            ContactData.phone(given.preferredPhone(), country).orElse(null),
            given.language().isBlank() ? property.language() : language(given.language()),
            given.lowShelf(),
            given.optedOut(),
            given.emailOn(),
            given.smsOn(),
            null);
    return new RecipientTable.NewRow(
        recipient,
        property.organizationId(),
        given.externalId(),
        SearchWords.sortName(recipient.firstName(), recipient.lastName()),
        SearchWords.of(
            List.of(recipient.firstName(), recipient.lastName(), recipient.unit()),
            present(recipient.email(), recipient.preferredEmail()),
            present(recipient.phone(), recipient.preferredPhone())),
        now);
  }

  private static List<String> present(@Nullable String one, @Nullable String other) {
    return Stream.of(one == null ? "" : one, other == null ? "" : other)
        .filter(text -> !text.isEmpty())
        .toList();
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
