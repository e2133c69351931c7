package dev.postern.portal;

import dev.postern.people.Recipient;
import dev.postern.people.RecipientError;
import dev.postern.web.FormErrors;
import dev.postern.web.Words;
import java.util.Comparator;
import java.util.List;

/** What is wrong with the fields of a recipient, in words, in the order of the form. */
final class RecipientErrors {
  static FormErrors of(List<RecipientError> found, Words words) {
    FormErrors errors = new FormErrors();
    found.stream()
        .sorted(Comparator.comparingInt(error -> RecipientForm.TEXTS.indexOf(error.field())))
        .forEach(error -> errors.add(error.field(), sentence(error, words)));
    return errors;
  }

  private static String sentence(RecipientError error, Words words) {
    String key = "recipient.error." + error.kind().name();
    return switch (error.kind()) {
      case TOO_LONG ->
          words.of(
              key, error.field().equals("unit") ? Recipient.LONGEST_UNIT : Recipient.LONGEST_NAME);
      case MISSING, NOT_AN_EMAIL, SAME_EMAIL, NOT_A_PHONE, UNKNOWN_LANGUAGE -> words.of(key);
    };
  }

  private RecipientErrors() {}
}
