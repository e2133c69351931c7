package dev.postern.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone parcels come for.
 *
 * @param phone in E.164, as is {@code preferredPhone}
 * @param preferredEmail wins over the plain one and is never touched by an import; so for the phone
 * @param optedOut takes no part in the package room: no parcel is taken in and no PIN is sent
 */
public record Recipient(
    UUID id,
    UUID propertyId,
    String firstName,
    String lastName,
    String unit,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String preferredEmail,
    @Nullable String preferredPhone,
    String language,
    boolean lowShelf,
    boolean optedOut,
    boolean emailOn,
    boolean smsOn,
    @Nullable Instant deactivatedAt) {

  public String name() {
    return (firstName + " " + lastName).strip();
  }

  /** The e-mail address to write to, if there is one on file. */
  public @Nullable String emailOnFile() {
    return preferredEmail != null ? preferredEmail : email;
  }

  /** The phone to text to in E.164, if there is one on file. */
  public @Nullable String phoneOnFile() {
    return preferredPhone != null ? preferredPhone : phone;
  }

  /** Whether no channel leads to them: nothing on file, or everything on file switched off. */
  public boolean unreachable() {
    return (emailOnFile() == null || !emailOn) && (phoneOnFile() == null || !smsOn);
  }

  public boolean active() {
    return deactivatedAt == null;
  }
}
