package dev.postern.people;

import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells whether someone is the staff member they say they are. */
@Component
public class SignIn {
  private final StaffTable table;
  private final Passwords passwords;
  private final Limits limits;

  SignIn(StaffTable table, Passwords passwords, Limits limits) {
    this.table = table;
    this.passwords = passwords;
    this.limits = limits;
  }

  /** The answer to an e-mail address and a password. */
  public sealed interface Answer {
    record SignedIn(StaffMember member) implements Answer {}

    /** The same, in words and in time, for a wrong password and for somebody unknown. */
    record Refused() implements Answer {}

    record TooManyTries(Duration pause) implements Answer {}
  }

  /** Checks a sign-in. Tries are counted per address, known or not, before the password is read. */
  public Answer check(String email, Secret password) {
    String address = email.strip().toLowerCase(Locale.ROOT);
    Optional<Duration> wait = limits.take(Limit.SIGN_IN_TRIES, subject(address));
    if (wait.isPresent()) return new Answer.TooManyTries(wait.get());
    Optional<StaffTable.Account> account = table.account(address);
    boolean right =
        account
            .map(found -> passwords.matches(password, found.passwordHash()))
            .orElseGet(() -> passwords.matchesNobody(password));
    if (!right) return new Answer.Refused();
    limits.giveBack(Limit.SIGN_IN_TRIES, subject(address));
    return new Answer.SignedIn(account.orElseThrow().member());
  }

  /** Whether this is still the person who signed in: asked again before something is revealed. */
  public Answer confirm(StaffMember member, Secret password) {
    return check(member.email(), password);
  }

  /**
   * The address as it was typed may be a secret typed into the wrong field: only its hash is kept.
   */
  private static String subject(String address) {
    return HexFormat.of().formatHex(Secrets.hash(new Secret(address)));
  }
}
