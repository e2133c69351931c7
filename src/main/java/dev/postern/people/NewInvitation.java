package dev.postern.people;

import java.util.Set;
import java.util.UUID;

/**
 * Somebody to invite.
 *
 * @param email where the link goes, and how they sign in once they accept
 * @param properties where they will work; of no weight for an administrator, who works everywhere
 */
public record NewInvitation(String email, Role role, Set<UUID> properties) {}
