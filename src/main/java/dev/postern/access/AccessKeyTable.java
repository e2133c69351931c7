package dev.postern.access;

import dev.postern.database.Times;
import dev.postern.database.Uuid7;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of access_key; values go in and come out sealed. */
@Repository
class AccessKeyTable {
  private final JdbcClient sql;
  private final Vault vault;

  AccessKeyTable(JdbcClient sql, Vault vault) {
    this.sql = sql;
    this.vault = vault;
  }

  /** Whether it was free: no live key of the property has this value and none rests. */
  boolean add(UUID propertyId, UUID grantId, Form form, Secret value, Instant now) {
    UUID id = Uuid7.at(now);
    return sql.sql(
                """
                insert into access_key (id, grant_id, property_id, form, index_hash, sealed, created_at)
                select :id, :grant, :property, :form, :index, :sealed, :now
                where not exists (select from access_key
                  where property_id = :property and index_hash = :index and rests_until > :now)
                on conflict (property_id, index_hash) where ended_at is null do nothing
                """)
            .param("id", id)
            .param("grant", grantId)
            .param("property", propertyId)
            .param("form", form.name())
            .param("index", vault.index(propertyId, form.name(), value))
            .param("sealed", vault.seal(value, boundTo(id)))
            .param("now", Times.sql(now))
            .update()
        == 1;
  }

  Optional<Secret> live(UUID grantId, Form form) {
    return sql.sql(
            """
            select id, sealed from access_key
            where grant_id = :grant and form = :form and sealed is not null
            """)
        .param("grant", grantId)
        .param("form", form.name())
        .query((row, n) ->
            vault.open(row.getBytes("sealed"), boundTo(row.getObject("id", UUID.class))))
        .optional();
  }

  void end(UUID grantId, Instant now, Instant restsUntil) {
    sql.sql(
            """
            update access_key set ended_at = :now, rests_until = :rests, sealed = null
            where grant_id = :grant and ended_at is null
            """)
        .param("now", Times.sql(now))
        .param("rests", Times.sql(restsUntil))
        .param("grant", grantId)
        .update();
  }

  int endExpired(Instant now, Instant restsUntil) {
    return sql.sql(
            """
            update access_key set ended_at = :now, rests_until = :rests, sealed = null
            from access_grant
            where access_grant.id = grant_id and ended_at is null and expires_at <= :now
              and redeemed_at is null
            """)
        .param("now", Times.sql(now))
        .param("rests", Times.sql(restsUntil))
        .update();
  }

  List<AccessKey> ofPerson(UUID personId, Instant now) {
    return sql.sql(
            """
            select access_key.*, purpose, redeemed_at, revoked_at, revoked_because, expires_at
            from access_key join access_grant on access_grant.id = grant_id
            where person_id = :person order by grant_id desc, form
            """)
        .param("person", personId)
        .query((row, n) -> key(row, now))
        .list();
  }

  private static AccessKey key(ResultSet row, Instant now) throws SQLException {
    Instant usedAt = Times.instantOrNull(row, "redeemed_at");
    Instant expiresAt = Times.instantOrNull(row, "expires_at");
    OneTimePin.State state =
        usedAt != null
            ? OneTimePin.State.USED
            : OneTimePinTable.state(
                expiresAt == null ? Instant.MAX : expiresAt,
                Times.instantOrNull(row, "revoked_at"),
                row.getString("revoked_because"),
                now);
    return new AccessKey(
        row.getObject("id", UUID.class),
        row.getObject("grant_id", UUID.class),
        Form.valueOf(row.getString("form")),
        Purpose.valueOf(row.getString("purpose")),
        state,
        Times.instant(row, "created_at"),
        usedAt,
        expiresAt);
  }

  private static String boundTo(UUID id) {
    return "access_key:" + id;
  }
}
