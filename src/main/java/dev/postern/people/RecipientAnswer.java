package dev.postern.people;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What came of adding or changing a recipient. */
public sealed interface RecipientAnswer {
  record Saved(UUID id) implements RecipientAnswer {}

  /** Nothing was written. */
  record Refused(List<RecipientError> errors) implements RecipientAnswer {}

  /** Nothing was written: these may be the same person. */
  record Alike(List<Recipient> others) implements RecipientAnswer {}

  /** Nothing was written: somebody else changed them after the form was opened. */
  record ChangedMeanwhile(Recipient now, LastChange last) implements RecipientAnswer {}

  /**
   * @param by who, or empty for the program
   */
  record LastChange(String by, Instant at) {}
}
