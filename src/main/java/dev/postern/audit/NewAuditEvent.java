package dev.postern.audit;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to what, to be remembered.
 *
 * @param propertyId the property it concerns, null for the organization's own affairs
 * @param details what else staff will want to know; never a secret
 */
public record NewAuditEvent(
    @Nullable UUID propertyId,
    Actor actor,
    Act act,
    Subject subject,
    Map<String, String> details) {}
