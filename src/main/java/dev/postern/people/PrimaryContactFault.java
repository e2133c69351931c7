package dev.postern.people;

/** Why somebody cannot be a primary contact. */
public enum PrimaryContactFault {
  /** Nobody of this property. */
  UNKNOWN,
  THEMSELVES,
  /** One of the two is deactivated. */
  DEACTIVATED,
  /** They may pick up on some of these days already. */
  ALREADY,
  ENDS_BEFORE_IT_BEGINS,
  OVER_ALREADY,
  CONSENT_MISSING,
  CONSENT_TOO_LONG,
  CONSENT_TO_COME,
  NOTE_TOO_LONG
}
