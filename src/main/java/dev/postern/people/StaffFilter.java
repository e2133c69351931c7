package dev.postern.people;

/** Which staff members a list shows. */
public enum StaffFilter {
  ACTIVE,
  STAFF,
  MANAGERS,
  ADMINISTRATORS,
  DEACTIVATED
}
