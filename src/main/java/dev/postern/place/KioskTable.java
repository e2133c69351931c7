package dev.postern.place;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of kiosk. */
@Repository
class KioskTable {
  private static final String KIOSK =
      """
      select kiosk.*, room.property_id, room.name as room_name
      from kiosk join room on room.id = kiosk.room_id
      """;

  private final JdbcClient sql;

  KioskTable(JdbcClient sql) {
    this.sql = sql;
  }

  void add(UUID id, UUID roomId, String name, Instant now) {
    sql.sql("insert into kiosk (id, room_id, name, created_at) values (:id, :room, :name, :now)")
        .param("id", id)
        .param("room", roomId)
        .param("name", name)
        .param("now", Times.sql(now))
        .update();
  }

  void setPairingCode(UUID id, byte[] hash, Instant expiresAt) {
    sql.sql(
            """
            update kiosk set pairing_code_hash = :hash, pairing_expires_at = :expires
            where id = :id
            """)
        .param("hash", hash)
        .param("expires", Times.sql(expiresAt))
        .param("id", id)
        .update();
  }

  /** One statement, so that a code shown to two screens pairs one of them. */
  Optional<UUID> pair(byte[] codeHash, byte[] credentialHash, Instant now) {
    return sql.sql(
            """
            update kiosk set credential_hash = :credential, paired_at = :now, revoked_at = null,
              last_seen_at = :now, pairing_code_hash = null, pairing_expires_at = null
            where pairing_code_hash = :code and pairing_expires_at > :now
            returning id
            """)
        .param("credential", credentialHash)
        .param("now", Times.sql(now))
        .param("code", codeHash)
        .query(UUID.class)
        .optional();
  }

  boolean revoke(UUID id, Instant now) {
    return sql.sql(
                """
                update kiosk set credential_hash = null, revoked_at = :now,
                  pairing_code_hash = null, pairing_expires_at = null
                where id = :id and (revoked_at is null or pairing_code_hash is not null)
                """)
            .param("now", Times.sql(now))
            .param("id", id)
            .update()
        == 1;
  }

  void seen(UUID id, Instant now) {
    sql.sql("update kiosk set last_seen_at = :now where id = :id")
        .param("now", Times.sql(now))
        .param("id", id)
        .update();
  }

  Optional<Kiosk> byCredential(byte[] hash) {
    return sql.sql(KIOSK + " where kiosk.credential_hash = :hash")
        .param("hash", hash)
        .query(KioskTable::kiosk)
        .optional();
  }

  Optional<Kiosk> kiosk(UUID id) {
    return sql.sql(KIOSK + " where kiosk.id = :id")
        .param("id", id)
        .query(KioskTable::kiosk)
        .optional();
  }

  List<Kiosk> ofProperty(UUID propertyId) {
    return sql.sql(KIOSK + " where room.property_id = :property order by room.name, kiosk.name")
        .param("property", propertyId)
        .query(KioskTable::kiosk)
        .list();
  }

  private static Kiosk kiosk(ResultSet row, int number) throws SQLException {
    Instant revokedAt = Times.instantOrNull(row, "revoked_at");
    Kiosk.State state =
        revokedAt != null
            ? Kiosk.State.REVOKED
            : row.getBytes("credential_hash") == null ? Kiosk.State.UNPAIRED : Kiosk.State.PAIRED;
    return new Kiosk(
        row.getObject("id", UUID.class),
        new Room(
            row.getObject("room_id", UUID.class),
            row.getObject("property_id", UUID.class),
            row.getString("room_name")),
        row.getString("name"),
        state,
        Times.instantOrNull(row, "paired_at"),
        revokedAt,
        Times.instantOrNull(row, "last_seen_at"));
  }
}
