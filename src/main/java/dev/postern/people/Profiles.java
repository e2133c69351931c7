package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.place.Property;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Staff members' own words about themselves: their name, phone and language. */
@Component
public class Profiles {
  public static final int LONGEST_NAME = 200;

  private static final Set<String> LANGUAGES = Set.of("en", "es", "fr", "de");

  private final ProfileTable table;
  private final AuditLog audit;

  Profiles(ProfileTable table, AuditLog audit) {
    this.table = table;
    this.audit = audit;
  }

  @Transactional(readOnly = true)
  public Profile of(StaffMember member) {
    return table.find(member.id());
  }

  /**
   * Changes a profile, unless something is wrong with it.
   *
   * @param given the phone as it is written in {@code at}'s country, empty or null for none
   */
  @Transactional
  public Set<ProfileFault> change(StaffMember member, Property at, Profile given) {
    Profile profile = stripped(given);
    String phone = profile.phone() == null ? "" : profile.phone();
    Optional<String> number = ContactData.phone(phone, at.country());
    Set<ProfileFault> faults = faults(profile);
    if (!phone.isEmpty() && number.isEmpty()) faults.add(ProfileFault.PHONE_WRONG);
    if (!faults.isEmpty()) return faults;
    Profile before = table.find(member.id());
    Profile after =
        new Profile(
            profile.firstName(), profile.lastName(), profile.language(), number.orElse(null));
    if (after.equals(before)) return Set.of();
    table.change(member.organizationId(), member.id(), after, member.email());
    audit.record(
        at.id(),
        Actor.staff(member.id(), member.name()),
        Act.PROFILE_CHANGED,
        new Subject("staff-member", member.id(), name(after)),
        name(after).equals(member.name()) ? Map.of() : Map.of("before", member.name()));
    return Set.of();
  }

  private static Profile stripped(Profile given) {
    String phone = given.phone();
    return new Profile(
        given.firstName().strip(),
        given.lastName().strip(),
        given.language(),
        phone == null ? null : phone.strip());
  }

  private static Set<ProfileFault> faults(Profile profile) {
    Set<ProfileFault> faults = EnumSet.noneOf(ProfileFault.class);
    if (profile.firstName().length() > LONGEST_NAME) faults.add(ProfileFault.FIRST_NAME_LONG);
    if (profile.lastName().isEmpty()) faults.add(ProfileFault.LAST_NAME_MISSING);
    if (profile.lastName().length() > LONGEST_NAME) faults.add(ProfileFault.LAST_NAME_LONG);
    if (!LANGUAGES.contains(profile.language())) faults.add(ProfileFault.LANGUAGE_UNKNOWN);
    return faults;
  }

  private static String name(Profile profile) {
    return (profile.firstName() + " " + profile.lastName()).strip();
  }
}
