package dev.postern.people;

import dev.postern.place.Property;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** What is wrong with a change of a staff member, by the rules of who may give what to whom. */
final class StaffCheck {
  static final int LONGEST_NAME = 200;

  /**
   * @param properties where they would work afterwards
   * @param administrators those who are active now
   */
  static Set<StaffFault> faults(
      StaffMember by,
      Property desk,
      StaffMember before,
      StaffChange change,
      Set<UUID> properties,
      Set<UUID> administrators) {
    Set<StaffFault> faults = EnumSet.noneOf(StaffFault.class);
    faults.addAll(ofTexts(desk, change));
    faults.addAll(ofRole(by, before, change.role(), administrators));
    if (!by.worksAtAll(change.properties())) faults.add(StaffFault.PROPERTY_NOT_THEIRS);
    // An administrator works everywhere, assigned or not.
    boolean everywhere = change.role() == Role.ADMINISTRATOR;
    if (properties.isEmpty() && !everywhere) faults.add(StaffFault.NO_PROPERTY);
    return faults;
  }

  private static Set<StaffFault> ofTexts(Property desk, StaffChange change) {
    Set<StaffFault> faults = EnumSet.noneOf(StaffFault.class);
    if (change.firstName().strip().length() > LONGEST_NAME) faults.add(StaffFault.FIRST_NAME_LONG);
    if (change.lastName().isBlank()) faults.add(StaffFault.LAST_NAME_MISSING);
    if (change.lastName().strip().length() > LONGEST_NAME) faults.add(StaffFault.LAST_NAME_LONG);
    if (!change.phone().isBlank() && ContactData.phone(change.phone(), desk.country()).isEmpty()) {
      faults.add(StaffFault.PHONE_WRONG);
    }
    if (!RecipientCheck.LANGUAGES.contains(change.language())) {
      faults.add(StaffFault.LANGUAGE_UNKNOWN);
    }
    return faults;
  }

  private static Set<StaffFault> ofRole(
      StaffMember by, StaffMember before, Role role, Set<UUID> administrators) {
    if (role == before.role()) return Set.of();
    if (by.id().equals(before.id())) return Set.of(StaffFault.OWN_ROLE);
    if (!by.gives(role) || !by.gives(before.role())) return Set.of(StaffFault.ROLE_NOT_THEIRS);
    return administrators.equals(Set.of(before.id()))
        ? Set.of(StaffFault.LAST_ADMINISTRATOR)
        : Set.of();
  }

  private StaffCheck() {}
}
