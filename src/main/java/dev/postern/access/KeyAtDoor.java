package dev.postern.access;

import dev.postern.database.Times;
import dev.postern.people.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shown key with all that decides whether it opens: key, grant and person at this moment. */
record KeyAtDoor(
    UUID keyId,
    Form form,
    UUID grantId,
    boolean singleEntry,
    UUID personId,
    Person.Kind personKind,
    String personName,
    @Nullable UUID roomId,
    Instant validFrom,
    @Nullable Instant expiresAt,
    @Nullable UUID redeemedBy,
    @Nullable Instant revokedAt,
    @Nullable String revokedBecause,
    @Nullable String endedBecause,
    boolean keyDeactivated,
    boolean deactivated,
    boolean optedOut,
    boolean belongs,
    boolean stillComes,
    boolean inHours) {

  /** Why it does not open this room now, or null if nothing is in the way. */
  @Nullable Refusal refusal(UUID room, Instant now) {
    return redeemedBy == null ? refusalBeforeUse(room, now) : Refusal.ALREADY_USED;
  }

  /** Why it would not open this room if it had not been used, or null. */
  @Nullable Refusal refusalBeforeUse(UUID room, Instant now) {
    if (revokedBecause != null) return ended(revokedBecause);
    if (endedBecause != null) return ended(endedBecause);
    if (deactivated) return Refusal.PERSON_DEACTIVATED;
    if (keyDeactivated) return Refusal.KEY_DEACTIVATED;
    if (optedOut) return Refusal.PERSON_OPTED_OUT;
    if (!belongs) return Refusal.NOT_ASSIGNED;
    if (!stillComes) return Refusal.EXPIRED;
    if (expiresAt != null && !expiresAt.isAfter(now)) return Refusal.EXPIRED;
    if (validFrom.isAfter(now)) return Refusal.NOT_YET_VALID;
    if (!inHours) return Refusal.OUTSIDE_HOURS;
    if (roomId != null && !roomId.equals(room)) return Refusal.OTHER_ROOM;
    return null;
  }

  private Refusal ended(String because) {
    if (expiresAt != null && revokedAt != null && !expiresAt.isAfter(revokedAt)) {
      return Refusal.EXPIRED;
    }
    return switch (because) {
      case "REPLACED" -> Refusal.REPLACED;
      case "DEACTIVATED" -> Refusal.PERSON_DEACTIVATED;
      case "DELETED" -> Refusal.DELETED;
      case "STOPPED" -> Refusal.ACCESS_STOPPED;
      default -> Refusal.CANCELLED;
    };
  }

  static KeyAtDoor of(ResultSet row, int number) throws SQLException {
    return new KeyAtDoor(
        row.getObject("key_id", UUID.class),
        Form.valueOf(row.getString("key_form")),
        row.getObject("id", UUID.class),
        row.getBoolean("single_entry"),
        row.getObject("person_id", UUID.class),
        Person.Kind.valueOf(row.getString("kind")),
        row.getString("person_name"),
        row.getObject("room_id", UUID.class),
        Times.instant(row, "valid_from"),
        Times.instantOrNull(row, "expires_at"),
        row.getObject("redeemed_by_entry", UUID.class),
        Times.instantOrNull(row, "revoked_at"),
        row.getString("revoked_because"),
        row.getString("ended_because"),
        row.getObject("key_deactivated_at") != null,
        row.getObject("deactivated_at") != null,
        row.getBoolean("opted_out"),
        row.getBoolean("belongs"),
        !Boolean.FALSE.equals(row.getObject("still_comes")),
        !Boolean.FALSE.equals(row.getObject("in_hours")));
  }
}
