package dev.postern.people;

/** One thing that a staff member may or may not do at a property they are assigned to. */
public enum Capability {
  SEE_RECIPIENTS,
  SEND_ONE_TIME_PINS,
  /** See a live PIN of someone else, after a reason and their own password. */
  REVEAL_PINS,
  SEE_ENTRIES,
  SEE_AUDIT_LOG,
  MANAGE_KIOSKS
}
