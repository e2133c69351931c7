package dev.postern.people;

/**
 * What is wrong with one field of one row.
 *
 * @param row counted from 1
 * @param field as the field is named in {@link NewRecipient}
 */
public record RecipientError(int row, String field, Kind kind) {
  public enum Kind {
    MISSING,
    TOO_LONG,
    NOT_AN_EMAIL,
    /** The alternate address is one that is on file anyway. */
    SAME_EMAIL,
    NOT_A_PHONE,
    UNKNOWN_LANGUAGE
  }
}
