package dev.postern.people;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone parcels come for.
 *
 * @param phone in E.164, as is {@code preferredPhone}
 * @param preferredEmail wins over the plain one and is never touched by an import; so for the phone
 * @param alternateEmail stands in where there is neither, once its owner has confirmed it
 * @param optedOut takes no part in the package room: no parcel is taken in and no PIN is sent
 * @param version counts the changes; see {@link Recipients#edit}
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
    @Nullable String alternateEmail,
    @Nullable Instant alternateEmailConfirmedAt,
    String language,
    boolean lowShelf,
    boolean optedOut,
    boolean emailOn,
    boolean smsOn,
    @Nullable Instant deactivatedAt,
    int version) {

  /** In characters, as is {@link #LONGEST_UNIT}. */
  public static final int LONGEST_NAME = 200;

  public static final int LONGEST_UNIT = 60;

  public String name() {
    return (firstName + " " + lastName).strip();
  }

  /** The e-mail address to write to, if there is one on file. */
  public @Nullable String emailOnFile() {
    if (preferredEmail != null) return preferredEmail;
    if (email != null) return email;
    return alternateEmailConfirmedAt == null ? null : alternateEmail;
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
