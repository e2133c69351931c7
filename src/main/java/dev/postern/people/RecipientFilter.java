package dev.postern.people;

/** Which recipients a list shows. */
public enum RecipientFilter {
  ACTIVE,
  OPTED_OUT,
  UNREACHABLE,
  DEACTIVATED
}
