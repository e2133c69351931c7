package dev.postern.notification;

import dev.postern.vault.Secret;
import java.util.List;

/**
 * News about somebody's keys or account, so that they notice what they didn't do, or about a room
 * that they look after. It holds no secret.
 *
 * @param byName who did it, or empty if they did themselves
 * @param what the new address as it may be seen by others, the name of a passkey or a room; else
 *     empty
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
    PASSKEY_ADDED,
    /**
     * To staff: somebody seems to guess PINs at a room, which is {@code what}; so all that follow.
     */
    GUARD_GUESSING,
    /** A quarter of what the guard lets be guessed at once is used up. */
    GUARD_QUARTER_SPENT,
    GUARD_HALF_SPENT,
    /** The kiosk asks for the unit besides the PIN. */
    GUARD_UNIT_NEEDED,
    /** The kiosk takes no PINs. */
    GUARD_PINS_CLOSED,
    /** To staff: nobody knows whether the door of a room, which is {@code what}, opened. */
    DOOR_UNKNOWN,
    DOOR_FORCED,
    DOOR_HELD_OPEN,
    DOOR_OFFLINE
  }

  @Override
  public List<Secret> secrets() {
    return List.of();
  }
}
