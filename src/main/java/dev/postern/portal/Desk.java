package dev.postern.portal;

import dev.postern.audit.Actor;
import dev.postern.people.Capability;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import java.util.Locale;

/**
 * Who works in the portal right now, at which property and in which language. A controller method
 * that asks for one gets it, as it is in the database at this request.
 */
public record Desk(StaffMember member, Property property, Locale locale) {
  public Actor actor() {
    return Actor.staff(member.id(), member.name());
  }

  public boolean may(Capability capability) {
    return member.may(capability, property.id());
  }
}
