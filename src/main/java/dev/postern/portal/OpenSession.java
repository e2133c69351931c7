package dev.postern.portal;

import java.time.Instant;

/**
 * A session of a person, as they see it in a list.
 *
 * @param ref what it is called there; never the id that its browser keeps
 * @param current whether it is the one they look with
 */
public record OpenSession(
    String ref, Browser browser, Instant began, Instant lastSeen, boolean current) {}
