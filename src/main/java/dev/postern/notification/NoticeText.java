package dev.postern.notification;

import dev.postern.vault.Secret;
import java.util.List;

/**
 * News about somebody's keys or account, so that they notice what they didn't do. It holds no
 * secret.
 *
 * @param byName who did it, or empty if they did themselves
 * @param what the new address as it may be seen by others, the name of a passkey; else empty
 */
public record NoticeText(
    Kind kind, String personName, String propertyName, String byName, String what)
    implements NotificationText {

  /** What happened. */
  public enum Kind {
    /** Their PIN got another value. */
    KEY_CHANGED,
    /** Their key opens nothing any more. */
    KEY_STOPPED,
    /** They sign in with another address: told to the old one. */
    EMAIL_CHANGED,
    PASSWORD_CHANGED,
    /** A code from an app is asked for, or no longer. */
    SECOND_FACTOR_CHANGED,
    PASSKEY_ADDED
  }

  @Override
  public List<Secret> secrets() {
    return List.of();
  }
}
