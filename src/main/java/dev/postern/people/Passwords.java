package dev.postern.people;

import dev.postern.vault.Secret;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id with OWASP's parameters (19 MiB, two passes), one computation for every check. */
@Component
class Passwords {
  private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);

  /** Compared against when there is no such person, so that both cases take the same time. */
  private final String nobodys = encoder.encode("nobody has this password");

  String hash(Secret password) {
    if (password.reveal().length() < PasswordRules.SHORTEST) {
      throw new IllegalArgumentException(
          "a password has at least %d characters".formatted(PasswordRules.SHORTEST));
    }
    return encoder.encode(password.reveal());
  }

  boolean matches(Secret password, String hash) {
    return encoder.matches(password.reveal(), hash);
  }

  /** Takes as long as {@link #matches} and is never true. */
  boolean matchesNobody(Secret password) {
    encoder.matches(password.reveal(), nobodys);
    return false;
  }
}
