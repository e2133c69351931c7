package dev.postern.portal;

import dev.postern.audit.Actor;
import dev.postern.people.NewStaffMember;
import dev.postern.people.OnDeactivation;
import dev.postern.people.Role;
import dev.postern.people.Staff;
import dev.postern.people.StaffMember;
import dev.postern.place.Organization;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.support.Visitor;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Properties and staff for tests of the portal; every call makes new ones. */
final class Site {
  static final String PASSWORD = "under the third flowerpot";

  private final Places places;
  private final Staff staff;
  private final int port;
  private final ApplicationContext program;

  Site(ApplicationContext program) {
    this.program = program;
    places = program.getBean(Places.class);
    staff = program.getBean(Staff.class);
    port = program.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  Organization organization() {
    return places
        .organization()
        .orElseGet(() -> places.found(Actor.SYSTEM, "River Street Residences", false));
  }

  Property property(String name) {
    return places.addProperty(
        Actor.SYSTEM,
        organization(),
        name,
        "1 River Street",
        ZoneId.of("America/New_York"),
        "US",
        "en");
  }

  StaffMember member(Role role, Property... properties) {
    Set<UUID> ids = Arrays.stream(properties).map(Property::id).collect(Collectors.toSet());
    return staff.add(
        Actor.SYSTEM,
        organization(),
        new NewStaffMember("Rosa", "Delgado", UUID.randomUUID() + "@example.com", role, ids),
        new Secret(PASSWORD));
  }

  /** Ends all that hangs on this person, as deactivating them does. */
  void deactivate(StaffMember member) {
    Instant now = program.getBean(Clock.class).instant();
    program
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(_ ->
            program
                .getBeanProvider(OnDeactivation.class)
                .forEach(each -> each.deactivated(Actor.SYSTEM, member.id(), now)));
  }

  Visitor visitor() {
    return new Visitor(port);
  }

  /** Somebody with this role, signed in. */
  Visitor signedIn(Role role, Property... properties) {
    return visitor().signIn(member(role, properties).email(), PASSWORD);
  }
}
