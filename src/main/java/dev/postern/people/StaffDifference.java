package dev.postern.people;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was changed about a staff member, for the audit log: the names of fields, because what
 * stands in them is nobody's business there, and the roles.
 */
final class StaffDifference {
  private final Map<String, String> details = new TreeMap<>();

  /** Empty if nothing but assignments differs. */
  static Map<String, String> between(StaffFile before, StaffFile after) {
    StaffMember was = before.member();
    StaffMember is = after.member();
    StaffDifference difference = new StaffDifference();
    difference.field("firstName", was.firstName(), is.firstName());
    difference.field("lastName", was.lastName(), is.lastName());
    difference.field("phone", before.phone(), after.phone());
    difference.field("language", before.language(), after.language());
    difference.role(was.role(), is.role());
    return difference.details;
  }

  private void field(String name, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      details.merge("fields", name, (names, more) -> names + ", " + more);
    }
  }

  private void role(Role before, Role after) {
    if (before == after) return;
    details.put("role-from", before.name());
    details.put("role-to", after.name());
  }

  private StaffDifference() {}
}
