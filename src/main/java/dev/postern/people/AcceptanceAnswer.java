package dev.postern.people;

/** What became of somebody who follows an invitation. */
public sealed interface AcceptanceAnswer {
  /** They are on the staff now. */
  record Accepted(StaffMember member) implements AcceptanceAnswer {}

  /** The link does nothing: unknown, used, cancelled, replaced, or its time is over. */
  record Over() implements AcceptanceAnswer {}
}
