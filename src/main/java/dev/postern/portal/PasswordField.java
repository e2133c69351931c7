package dev.postern.portal;

import dev.postern.people.PasswordFault;
import dev.postern.people.PasswordRules;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.Words;
import java.util.Collection;

/** Says at a form's field what is wrong with a new password. */
final class PasswordField {
  static void check(
      String field, Secret password, Collection<String> about, FormErrors errors, Words words) {
    PasswordRules.faults(password, about)
        .forEach(fault -> errors.add(field, sentence(fault, words)));
  }

  private static String sentence(PasswordFault fault, Words words) {
    String key = "password.fault." + fault.name();
    return switch (fault) {
      case TOO_SHORT -> words.of(key, PasswordRules.SHORTEST);
      case TOO_LONG -> words.of(key, PasswordRules.LONGEST);
      case LEAKED, GUESSABLE, ABOUT_YOU -> words.of(key);
    };
  }

  private PasswordField() {}
}
