package dev.postern.portal;

import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.Words;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;

/** What somebody who was invited says about themselves, as it was typed. */
public record AcceptanceForm(String firstName, String lastName, Secret password) {
  private static final int LONGEST = 200;

  /** A broken form leaves fields out; they are the empty ones then. */
  public AcceptanceForm {
    firstName = Objects.requireNonNullElse(firstName, "");
    lastName = Objects.requireNonNullElse(lastName, "");
    password = Objects.requireNonNullElse(password, new Secret(""));
  }

  static AcceptanceForm empty() {
    return new AcceptanceForm("", "", new Secret(""));
  }

  FormErrors errors(Collection<String> about, Words words) {
    FormErrors errors = new FormErrors();
    name("firstName", firstName, errors, words);
    if (lastName.isBlank()) errors.add("lastName", words.of("link.error.missing"));
    name("lastName", lastName, errors, words);
    var names = Stream.concat(Stream.of(firstName, lastName), about.stream()).toList();
    PasswordField.check("password", password, names, errors, words);
    return errors;
  }

  private static void name(String field, String given, FormErrors errors, Words words) {
    if (given.strip().length() > LONGEST) errors.add(field, words.of("link.error.long", LONGEST));
    if (given.chars().anyMatch(Character::isISOControl)) {
      errors.add(field, words.of("link.error.signs"));
    }
  }
}
