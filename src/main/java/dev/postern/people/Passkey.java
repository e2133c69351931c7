package dev.postern.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A passkey of a staff member, as they see it in a list. */
public record Passkey(UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}
