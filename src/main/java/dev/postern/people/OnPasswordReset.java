package dev.postern.people;

import java.util.UUID;

/**
 * What must happen when somebody has chosen a new password by link, in the same transaction:
 * whoever was signed in with the old one is not the owner any more.
 */
public interface OnPasswordReset {
  void passwordReset(UUID personId);
}
