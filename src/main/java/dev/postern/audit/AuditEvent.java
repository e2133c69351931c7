package dev.postern.audit;

import java.time.Instant;
import java.util.Map;

/** Who did what to what, as it is read back. */
public record AuditEvent(
    long id, Instant at, Actor actor, Act act, Subject subject, Map<String, String> details) {}
