package dev.postern.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that proves a grant, as staff see it; never its value. */
public record AccessKey(
    UUID id,
    UUID grantId,
    Form form,
    Purpose purpose,
    OneTimePin.State state,
    Instant createdAt,
    @Nullable Instant usedAt,
    @Nullable Instant expiresAt) {}
