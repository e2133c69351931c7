package dev.postern.notification;

import dev.postern.vault.Secret;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * An address that does one thing once for whoever holds it. It goes by e-mail only: it proves that
 * the mailbox is theirs.
 *
 * @param personName empty while it is not known
 * @param byName who asks for it, or empty if they do themselves
 * @param address the whole URL, made by {@link PublicUrl#link}
 */
public record LinkText(
    Kind kind,
    String personName,
    String propertyName,
    String byName,
    Secret address,
    Instant expiresAt,
    ZoneId zone)
    implements NotificationText {

  /** What it does. */
  public enum Kind {
    /** Become a staff member. */
    INVITATION,
    /** Choose a new password. */
    PASSWORD_RESET,
    /** Sign in with this address from now on. */
    EMAIL_CHANGE,
    /** Get keys at this address too. */
    ALTERNATE_EMAIL
  }

  @Override
  public List<Secret> secrets() {
    String all = address.reveal();
    String token = all.substring(Math.max(all.lastIndexOf('/'), all.lastIndexOf('#')) + 1);
    return token.isEmpty() ? List.of(address) : List.of(address, new Secret(token));
  }
}
