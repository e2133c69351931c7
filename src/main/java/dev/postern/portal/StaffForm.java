package dev.postern.portal;

import dev.postern.people.Role;
import dev.postern.people.StaffChange;
import dev.postern.people.StaffFile;
import dev.postern.people.StaffMember;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A staff member to be changed, as it was typed.
 *
 * @param properties those ticked, by id
 */
public record StaffForm(
    String version,
    String firstName,
    String lastName,
    String phone,
    String language,
    String role,
    List<String> properties) {

  /** A broken form leaves fields out; they are the empty ones then. */
  public StaffForm {
    version = Objects.requireNonNullElse(version, "");
    firstName = StaffFields.line(firstName);
    lastName = StaffFields.line(lastName);
    phone = StaffFields.line(phone);
    language = Objects.requireNonNullElse(language, "");
    role = Objects.requireNonNullElse(role, "");
    properties = Objects.requireNonNullElse(properties, List.of());
  }

  static StaffForm of(StaffFile file) {
    StaffMember member = file.member();
    return new StaffForm(
        String.valueOf(file.version()),
        member.firstName(),
        member.lastName(),
        StaffRow.phone(file.phone()),
        file.language(),
        member.role().name(),
        member.properties().stream().map(UUID::toString).toList());
  }

  /** The same input beside the file as it is now. */
  StaffForm beside(StaffFile now) {
    return new StaffForm(
        String.valueOf(now.version()), firstName, lastName, phone, language, role, properties);
  }

  /**
   * @param present the role kept when the form names none: it is not shown to who may not change it
   */
  StaffChange change(Role present, Set<UUID> ticked) {
    Role asked =
        Arrays.stream(Role.values())
            .filter(one -> one.name().equals(role))
            .findFirst()
            .orElse(present);
    return new StaffChange(firstName, lastName, phone, language, asked, ticked);
  }

  public boolean isTicked(UUID property) {
    return properties.contains(property.toString());
  }
}
