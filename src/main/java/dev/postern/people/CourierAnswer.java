package dev.postern.people;

import java.util.Map;
import java.util.UUID;

/** The answer to who adds or changes a courier. */
public sealed interface CourierAnswer {
  record Saved(UUID id) implements CourierAnswer {}

  /**
   * @param faults by the field's name in {@link CourierData}
   */
  record Refused(Map<String, Fault> faults) implements CourierAnswer {}

  /** Somebody else changed them since the form was opened. */
  record ChangedMeanwhile(Courier now) implements CourierAnswer {}

  enum Fault {
    MISSING,
    TOO_LONG,
    NOT_AN_EMAIL,
    NOT_A_PHONE,
    /** Their keys would open no door at all. */
    NO_PROPERTY
  }
}
