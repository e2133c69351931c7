package dev.postern.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A staff member with what User Admin keeps about them, active or not.
 *
 * @param phone in E.164, if there is one
 * @param version counts up with each change
 */
public record StaffFile(
    StaffMember member,
    String language,
    @Nullable String phone,
    @Nullable Instant deactivatedAt,
    int version) {

  public boolean active() {
    return deactivatedAt == null;
  }
}
