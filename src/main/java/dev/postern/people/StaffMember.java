package dev.postern.people;

import java.util.Set;
import java.util.UUID;

/**
 * Someone who runs package rooms in the portal.
 *
 * @param properties where they are assigned; an administrator works at every property
 */
public record StaffMember(
    UUID id,
    UUID organizationId,
    String firstName,
    String lastName,
    String email,
    Role role,
    Set<UUID> properties) {

  public String name() {
    return (firstName + " " + lastName).strip();
  }

  /** Whether they may do this at this property. */
  public boolean may(Capability capability, UUID propertyId) {
    return worksAt(propertyId) && role.may(capability);
  }

  public boolean worksAt(UUID propertyId) {
    return role == Role.ADMINISTRATOR || properties.contains(propertyId);
  }

  /** Whether they work at every one of these properties. */
  public boolean worksAtAll(Set<UUID> all) {
    return all.stream().allMatch(this::worksAt);
  }

  /** Whether it is theirs to make somebody this. */
  public boolean gives(Role given) {
    return role.may(given == Role.STAFF ? Capability.MANAGE_STAFF : Capability.MANAGE_MANAGERS);
  }

  /** Whether it is theirs to make somebody this at all of these properties. */
  public boolean gives(Role given, Set<UUID> at) {
    return gives(given) && worksAtAll(at);
  }

  /**
   * Whether that person's keys and data are theirs to handle: those of recipients, couriers and
   * staff, not those of other managers, who could lend themselves a door that way. An administrator
   * handles everybody's.
   */
  public boolean manages(Person other) {
    if (role == Role.ADMINISTRATOR) return true;
    if (!role.may(Capability.MANAGE_STAFF)) return other.kind() == Person.Kind.RECIPIENT;
    return other.role() == null || other.role() == Role.STAFF;
  }
}
