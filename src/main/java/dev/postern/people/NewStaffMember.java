package dev.postern.people;

import java.util.Set;
import java.util.UUID;

/** A staff member to add; the e-mail address is how they sign in. */
public record NewStaffMember(
    String firstName, String lastName, String email, Role role, Set<UUID> properties) {}
