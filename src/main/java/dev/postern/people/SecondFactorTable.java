package dev.postern.people;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of authenticator apps and recovery codes. */
@Repository
class SecondFactorTable {
  private final JdbcClient sql;

  SecondFactorTable(JdbcClient sql) {
    this.sql = sql;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record App(byte[] sealedSecret, Instant begunAt, @Nullable Instant confirmedAt) {}

  Optional<App> app(UUID person) {
    return sql.sql("select * from totp where person_id = :person")
        .param("person", person)
        .query(SecondFactorTable::app)
        .optional();
  }

  /** Takes the place of a secret that was never confirmed; false if there is a confirmed one. */
  boolean beginApp(UUID person, byte[] sealedSecret, Instant now) {
    return sql.sql(
                """
                insert into totp (person_id, sealed_secret, begun_at) values (:person, :secret, :now)
                on conflict (person_id) do update
                set sealed_secret = excluded.sealed_secret, begun_at = excluded.begun_at, last_step = 0
                where totp.confirmed_at is null
                """)
            .param("person", person)
            .param("secret", sealedSecret)
            .param("now", Times.sql(now))
            .update()
        == 1;
  }

  /** The secret begun at that moment counts from now on; false if another took its place. */
  boolean confirmApp(UUID person, Instant begunAt, long step, Instant now) {
    return sql.sql(
                """
                update totp set confirmed_at = :now, last_step = :step
                where person_id = :person and confirmed_at is null and begun_at = :begunAt
                """)
            .param("person", person)
            .param("begunAt", Times.sql(begunAt))
            .param("step", step)
            .param("now", Times.sql(now))
            .update()
        == 1;
  }

  /** A code works once, and none older than it: true for the one that came first. */
  boolean takeStep(UUID person, long step) {
    return sql.sql(
                """
                update totp set last_step = :step
                where person_id = :person and confirmed_at is not null and last_step < :step
                """)
            .param("person", person)
            .param("step", step)
            .update()
        == 1;
  }

  boolean removeApp(UUID person) {
    return sql.sql("delete from totp where person_id = :person").param("person", person).update()
        == 1;
  }

  /** Whether the person can show more than a password. */
  boolean any(UUID person) {
    return sql.sql(
            """
            select exists (select from totp where person_id = :person and confirmed_at is not null)
              or exists (select from passkey where person_id = :person)
            """)
        .param("person", person)
        .query(Boolean.class)
        .single();
  }

  void replaceCodes(UUID person, List<byte[]> hashes) {
    removeCodes(person);
    for (byte[] hash : hashes) {
      sql.sql("insert into recovery_code (person_id, hash) values (:person, :hash)")
          .param("person", person)
          .param("hash", hash)
          .update();
    }
  }

  void removeCodes(UUID person) {
    sql.sql("delete from recovery_code where person_id = :person").param("person", person).update();
  }

  /** True for whoever used it first. */
  boolean useCode(UUID person, byte[] hash, Instant now) {
    return sql.sql(
                """
                update recovery_code set used_at = :now
                where person_id = :person and hash = :hash and used_at is null
                """)
            .param("person", person)
            .param("hash", hash)
            .param("now", Times.sql(now))
            .update()
        == 1;
  }

  int codesLeft(UUID person) {
    return sql.sql(
            "select count(*) from recovery_code where person_id = :person and used_at is null")
        .param("person", person)
        .query(Integer.class)
        .single();
  }

  private static App app(ResultSet row, int number) throws SQLException {
    return new App(
        row.getBytes("sealed_secret"),
        Times.instant(row, "begun_at"),
        Times.instantOrNull(row, "confirmed_at"));
  }
}
