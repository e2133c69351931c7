package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.place.Organization;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The people who run the rooms. */
@Component
public class Staff {
  private final StaffTable table;
  private final Passwords passwords;
  private final AuditLog audit;
  private final Clock clock;

  Staff(StaffTable table, Passwords passwords, AuditLog audit, Clock clock) {
    this.table = table;
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
  }

  /** The staff member, unless they were deactivated. */
  public Optional<StaffMember> find(UUID id) {
    return table.find(id);
  }

  /**
   * Adds a staff member who can sign in from now on.
   *
   * @throws IllegalArgumentException if the e-mail address is none or the password too short
   */
  @Transactional
  public StaffMember add(
      Actor actor, Organization organization, NewStaffMember given, Secret password) {
    return add(
        actor, organization.id(), Uuid7.at(clock.instant()), given, passwords.hash(password));
  }

  /**
   * @param id that the new person is to have
   * @param passwordHash made beforehand, because that takes its time
   */
  @Transactional
  StaffMember add(
      Actor actor, UUID organizationId, UUID id, NewStaffMember given, String passwordHash) {
    String email =
        ContactData.email(given.email())
            .orElseThrow(() -> new IllegalArgumentException("not an e-mail address"))
            .toLowerCase(Locale.ROOT);
    StaffMember member =
        new StaffMember(
            id,
            organizationId,
            given.firstName().strip(),
            given.lastName().strip(),
            email,
            given.role(),
            given.properties());
    table.add(member, given.language(), passwordHash, clock.instant());
    audit.record(
        null,
        actor,
        Act.STAFF_ADDED,
        new Subject("staff-member", member.id(), member.name()),
        Map.of("role", member.role().name()));
    return member;
  }
}
