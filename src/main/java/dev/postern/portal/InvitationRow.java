package dev.postern.portal;

import dev.postern.people.Invitation;
import dev.postern.people.Invitations;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import java.util.List;

/**
 * An invitation as its reader may see it.
 *
 * @param places the names of those properties where the reader works too
 * @param others how many more there are
 * @param mine whether the reader may cancel it and send it again
 */
public record InvitationRow(Invitation invitation, List<String> places, int others, boolean mine) {

  static InvitationRow of(Invitation invitation, StaffMember reader, List<Property> theirs) {
    List<String> places =
        theirs.stream()
            .filter(property -> invitation.properties().contains(property.id()))
            .map(Property::name)
            .toList();
    return new InvitationRow(
        invitation,
        places,
        invitation.properties().size() - places.size(),
        Invitations.mayHandle(reader, invitation));
  }

  public boolean canBeCancelled() {
    return mine && invitation.state() == Invitation.State.OPEN;
  }

  public boolean canBeSentAgain() {
    return mine && invitation.canBeSentAgain();
  }

  /** The mark of its state. */
  public String mark() {
    return switch (invitation.state()) {
      case OPEN -> "wait";
      case ACCEPTED -> "go";
      case CANCELLED, REPLACED, EXPIRED -> "ended";
    };
  }
}
