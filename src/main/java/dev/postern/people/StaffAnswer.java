package dev.postern.people;

import java.util.Set;
import java.util.UUID;

/** What became of a change of a staff member. */
public sealed interface StaffAnswer {
  record Saved(UUID id) implements StaffAnswer {}

  record Refused(Set<StaffFault> faults) implements StaffAnswer {}

  /** Somebody else changed them since the form was opened; nothing was done. */
  record ChangedMeanwhile() implements StaffAnswer {}
}
