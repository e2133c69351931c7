package dev.postern.access;

import dev.postern.audit.Subject;
import dev.postern.people.Person;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that proves a grant, as staff see it; never its value.
 *
 * @param id stays the same at every property whose doors this key opens
 * @param label which of several key cards it is; empty for others
 * @param issuedBy the name of who gave it, or empty
 * @param usedAt when a single entry used it up
 * @param endedAt when it ended for good
 */
public record AccessKey(
    UUID id,
    UUID grantId,
    UUID personId,
    String owner,
    Person.Kind ownerKind,
    String unit,
    Form form,
    Purpose purpose,
    KeyState state,
    String label,
    Instant createdAt,
    String issuedBy,
    @Nullable Instant deactivatedAt,
    @Nullable Instant usedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant endedAt) {

  /** Whether it is a key without an end, which can be switched off and deleted. */
  public boolean lasting() {
    return purpose == Purpose.STANDING;
  }

  /** Whether staff may be shown its value. */
  public boolean readable() {
    return !state.ended() && form != Form.CARD;
  }

  Subject subject() {
    return new Subject(form.subject(), id, owner);
  }

  /** For the audit log. */
  Map<String, String> details() {
    return Map.of("form", form.name());
  }
}
