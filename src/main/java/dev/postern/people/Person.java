package dev.postern.people;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Anybody who can hold access keys: what is the same about a recipient, a courier and a staff
 * member.
 *
 * @param role of a staff member, else null
 * @param email where to write to, if anywhere; {@code phone} in E.164
 * @param properties those whose doors their lasting keys open: a recipient's own, where staff and
 *     couriers are assigned, every one for an administrator
 */
public record Person(
    UUID id,
    Kind kind,
    @Nullable Role role,
    String name,
    String unit,
    String language,
    @Nullable String email,
    @Nullable String phone,
    boolean emailOn,
    boolean smsOn,
    Set<UUID> properties,
    @Nullable Instant deactivatedAt) {

  public enum Kind {
    RECIPIENT("recipient"),
    COURIER("courier"),
    STAFF("staff-member");

    private final String subject;

    Kind(String subject) {
      this.subject = subject;
    }

    /** The word of the audit log. */
    public String subject() {
      return subject;
    }
  }

  public boolean active() {
    return deactivatedAt == null;
  }

  public boolean belongsTo(UUID propertyId) {
    return properties.contains(propertyId);
  }
}
