package dev.postern.people;

/** What became of somebody who follows a link to a new password. */
public sealed interface PasswordResetAnswer {
  /** The new password counts. */
  record Changed(StaffMember member) implements PasswordResetAnswer {}

  /** The link does nothing: unknown, used, replaced, overtaken by another change, or too late. */
  record Over() implements PasswordResetAnswer {}
}
