package dev.postern.people;

/** What is wrong with a profile, and where. */
public enum ProfileFault {
  FIRST_NAME_LONG("firstName"),
  LAST_NAME_MISSING("lastName"),
  LAST_NAME_LONG("lastName"),
  LANGUAGE_UNKNOWN("language"),
  PHONE_WRONG("phone");

  private final String field;

  ProfileFault(String field) {
    this.field = field;
  }

  public String field() {
    return field;
  }
}
