package dev.postern.people;

import java.util.Set;
import java.util.UUID;

/**
 * A staff member to add; the e-mail address is how they sign in.
 *
 * @param language in which they are written to
 */
public record NewStaffMember(
    String firstName,
    String lastName,
    String email,
    Role role,
    Set<UUID> properties,
    String language) {

  public NewStaffMember(
      String firstName, String lastName, String email, Role role, Set<UUID> properties) {
    this(firstName, lastName, email, role, properties, "en");
  }
}
