package dev.postern.portal;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The one way over the doorstep, however somebody has shown who they are. */
@Component
class Threshold {
  private final Sessions sessions;
  private final Desks desks;
  private final AuditLog audit;

  Threshold(Sessions sessions, Desks desks, AuditLog audit) {
    this.sessions = sessions;
    this.desks = desks;
    this.audit = audit;
  }

  /** What was shown. */
  enum With {
    PASSWORD,
    SECOND_FACTOR,
    PASSKEY
  }

  /** Begins the session of a person who is active right now. */
  void letIn(
      StaffMember member, With with, HttpServletRequest request, HttpServletResponse response) {
    sessions.begin(member, request, response);
    property(member)
        .ifPresent(property -> remember(property.id(), Act.STAFF_SIGNED_IN, member, with));
  }

  /**
   * Somebody could not show who they are. Without what they typed: an address may be a password
   * that was typed into the wrong field.
   *
   * @param member who they nearly were, if a password has said so
   */
  void refuse(@Nullable StaffMember member, With with) {
    if (member == null) {
      audit.record(
          null,
          Actor.SYSTEM,
          Act.STAFF_REFUSED,
          new Subject("staff-member", null, ""),
          Map.of("with", with.name()));
    } else {
      remember(property(member).map(Property::id).orElse(null), Act.STAFF_REFUSED, member, with);
    }
  }

  /** Where what somebody does before they have a desk is written down. */
  Optional<Property> property(StaffMember member) {
    return desks.properties(member).stream().findFirst();
  }

  private void remember(@Nullable UUID propertyId, Act act, StaffMember member, With with) {
    Actor actor = act == Act.STAFF_REFUSED ? Actor.SYSTEM : Actor.staff(member.id(), member.name());
    audit.record(
        propertyId,
        actor,
        act,
        new Subject("staff-member", member.id(), member.name()),
        Map.of("with", with.name()));
  }
}
