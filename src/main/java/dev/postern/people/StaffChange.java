package dev.postern.people;

import java.util.Set;
import java.util.UUID;

/**
 * What a staff member is to be.
 *
 * @param phone as it was written; empty for none
 * @param properties where they are to work, of those at which who changes it works; assignments to
 *     others stay
 */
public record StaffChange(
    String firstName,
    String lastName,
    String phone,
    String language,
    Role role,
    Set<UUID> properties) {}
