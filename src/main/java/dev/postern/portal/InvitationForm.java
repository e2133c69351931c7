package dev.postern.portal;

import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The form Invite.
 *
 * @param chosen the properties that are ticked
 * @param roles those that the inviter may give
 * @param properties those where the inviter works
 */
public record InvitationForm(
    String email, Role role, Set<UUID> chosen, List<Role> roles, List<Property> properties) {

  static InvitationForm of(
      StaffMember by, List<Property> properties, String email, Role role, Set<UUID> chosen) {
    List<Role> roles = Arrays.stream(Role.values()).filter(by::gives).toList();
    return new InvitationForm(email, role, chosen, roles, properties);
  }

  public boolean isChosen(Property property) {
    return chosen.contains(property.id());
  }
}
