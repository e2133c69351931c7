package dev.postern.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another recipient of the same property who may pick up for one.
 *
 * @param person whose parcels
 * @param contact who may pick them up
 * @param lastDay its whole day counts, in the property's zone; null until it is ended
 * @param consentBy who agreed to it, as staff wrote it down
 * @param endedAt when somebody ended it, before its last day was over
 */
public record PrimaryContact(
    UUID id,
    UUID propertyId,
    Party person,
    Party contact,
    LocalDate firstDay,
    @Nullable LocalDate lastDay,
    String consentBy,
    LocalDate consentOn,
    String consentNote,
    @Nullable Instant endedAt) {
  public static final int LONGEST_CONSENT_BY = 200;
  public static final int LONGEST_CONSENT_NOTE = 500;

  /** One of the two. */
  public record Party(UUID id, String name, String unit) {}

  /** Where it stands. */
  public enum State {
    TO_COME,
    NOW,
    OVER
  }

  /**
   * @param today in the property's zone
   */
  public State state(LocalDate today) {
    if (endedAt != null || (lastDay != null && lastDay.isBefore(today))) return State.OVER;
    return firstDay.isAfter(today) ? State.TO_COME : State.NOW;
  }
}
