package dev.postern.people;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of passkeys. */
@Repository
class PasskeyTable {
  private final JdbcClient sql;

  PasskeyTable(JdbcClient sql) {
    this.sql = sql;
  }

  /** What an answer is checked against. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stored(
      UUID id,
      UUID personId,
      String name,
      byte[] credentialId,
      byte[] publicKey,
      boolean backupEligible,
      List<String> transports,
      long signCount) {}

  List<Passkey> ofPerson(UUID person) {
    return sql.sql("select * from passkey where person_id = :person order by id")
        .param("person", person)
        .query((row, n) ->
            new Passkey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Times.instant(row, "created_at"),
                Times.instantOrNull(row, "last_used_at")))
        .list();
  }

  List<Stored> storedOf(UUID person) {
    return sql.sql("select * from passkey where person_id = :person order by id")
        .param("person", person)
        .query(PasskeyTable::stored)
        .list();
  }

  Optional<Stored> find(byte[] credentialId) {
    return sql.sql("select * from passkey where credential_id = :id")
        .param("id", credentialId)
        .query(PasskeyTable::stored)
        .optional();
  }

  /** False if the site has that passkey already. */
  boolean add(Stored passkey, Instant now) {
    return sql.sql(
                """
                insert into passkey (id, person_id, name, credential_id, public_key,
                  backup_eligible, transports, sign_count, created_at)
                values (:id, :person, :name, :credential, :publicKey,
                  :backup, :transports, :count, :now)
                on conflict (credential_id) do nothing
                """)
            .param("id", passkey.id())
            .param("person", passkey.personId())
            .param("name", passkey.name())
            .param("credential", passkey.credentialId())
            .param("publicKey", passkey.publicKey())
            .param("backup", passkey.backupEligible())
            .param("transports", String.join(",", passkey.transports()))
            .param("count", passkey.signCount())
            .param("now", Times.sql(now))
            .update()
        == 1;
  }

  /**
   * An answer counts once: true for whoever comes first with it, and only if the passkey counted on
   * since the last one (those that count at all).
   */
  boolean use(UUID id, byte[] challengeHash, long count, Instant now) {
    return sql.sql(
                """
                update passkey set last_challenge = :challenge, sign_count = :count, last_used_at = :now
                where id = :id and last_challenge is distinct from :challenge
                  and (sign_count < :count or (sign_count = 0 and :count = 0))
                """)
            .param("id", id)
            .param("challenge", challengeHash)
            .param("count", count)
            .param("now", Times.sql(now))
            .update()
        == 1;
  }

  boolean rename(UUID person, UUID id, String name) {
    return sql.sql("update passkey set name = :name where id = :id and person_id = :person")
            .param("id", id)
            .param("person", person)
            .param("name", name)
            .update()
        == 1;
  }

  boolean remove(UUID person, UUID id) {
    return sql.sql("delete from passkey where id = :id and person_id = :person")
            .param("id", id)
            .param("person", person)
            .update()
        == 1;
  }

  private static Stored stored(ResultSet row, int number) throws SQLException {
    String transports = row.getString("transports");
    return new Stored(
        row.getObject("id", UUID.class),
        row.getObject("person_id", UUID.class),
        row.getString("name"),
        row.getBytes("credential_id"),
        row.getBytes("public_key"),
        row.getBoolean("backup_eligible"),
        transports.isEmpty() ? List.of() : Arrays.asList(transports.split(",", -1)),
        row.getLong("sign_count"));
  }
}
