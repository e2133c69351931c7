package dev.postern.rehearsal;

/**
 * Somebody whose part a newcomer can take.
 *
 * @param role {@code manager} or {@code staff}, the end of a message key
 */
public record WhoSignsIn(String name, String email, String role) {}
