package dev.postern.people;

/** Why a staff member cannot be changed so, and at which field it stands. */
public enum StaffFault {
  FIRST_NAME_LONG("firstName"),
  LAST_NAME_MISSING("lastName"),
  LAST_NAME_LONG("lastName"),
  PHONE_WRONG("phone"),
  LANGUAGE_UNKNOWN("language"),
  /** A role that is not theirs to give or to take. */
  ROLE_NOT_THEIRS("role"),
  OWN_ROLE("role"),
  /** Without them nobody could give anybody rights. */
  LAST_ADMINISTRATOR("role"),
  /** They would belong nowhere; to end everything there is deactivating. */
  NO_PROPERTY("properties"),
  /** A property at which who changes it does not work. */
  PROPERTY_NOT_THEIRS("properties");

  private final String field;

  StaffFault(String field) {
    this.field = field;
  }

  public String field() {
    return field;
  }
}
