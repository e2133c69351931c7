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
}
