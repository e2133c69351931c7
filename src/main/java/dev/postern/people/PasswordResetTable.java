package dev.postern.people;

import static dev.postern.database.Times.sql;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of forgotten passwords: asked for, looked up, sent, used. */
@Repository
class PasswordResetTable {
  /** Changes when the address or the password does, by whatever way. */
  private static final String ACCOUNT_NOW =
      "sha256(convert_to(account.email || ' ' || account.password_hash, 'UTF8'))";

  private final JdbcClient sql;

  PasswordResetTable(JdbcClient sql) {
    this.sql = sql;
  }

  void ask(UUID id, byte[] sealedEmail, Instant now) {
    sql.sql("insert into password_reset (id, sealed_email, asked_at) values (:id, :email, :now)")
        .param("id", id)
        .param("email", sealedEmail)
        .param("now", sql(now))
        .update();
  }

  /** The address to look up, held until the transaction ends; nothing if that is done. */
  Optional<byte[]> lockAsked(UUID id) {
    return sql.sql(
            """
            select sealed_email from password_reset
            where id = :id and sealed_email is not null for update
            """)
        .param("id", id)
        .query((row, _) -> row.getBytes(1))
        .optional();
  }

  /** Nobody has that address: nothing is kept. */
  void forget(UUID id) {
    sql.sql("delete from password_reset where id = :id").param("id", id).update();
  }

  /** Links that this person has already become worthless. */
  Optional<UUID> replace(UUID person, UUID by) {
    // Whoever else sends this person a link waits here until the transaction ends.
    sql.sql("select id from person where id = :person for no key update")
        .param("person", person)
        .query(UUID.class)
        .single();
    return sql.sql(
            """
            update password_reset set replaced_by = :by
            where person_id = :person and used_at is null and replaced_by is null
            returning id
            """)
        .param("person", person)
        .param("by", by)
        .query(UUID.class)
        .optional();
  }

  void send(UUID id, UUID person, byte[] tokenHash, Instant expires) {
    sql.sql(
            """
            update password_reset
            set sealed_email = null, person_id = :person, token_hash = :token,
              expires_at = :expires,
              account_then = (select %s from staff_account account where person_id = :person)
            where id = :id
            """
                .formatted(ACCOUNT_NOW))
        .param("id", id)
        .param("person", person)
        .param("token", tokenHash)
        .param("expires", sql(expires))
        .update();
  }

  /**
   * A link that was sent.
   *
   * @param good whether it can be used now
   */
  record Sent(UUID id, UUID personId, boolean good) {}

  Optional<Sent> find(byte[] tokenHash, Instant now) {
    return sql.sql(
            """
            select reset.id, reset.person_id,
              used_at is null and replaced_by is null and expires_at > :now
                and person.deactivated_at is null and account_then = %s as good
            from password_reset reset
              join person on person.id = reset.person_id
              join staff_account account on account.person_id = reset.person_id
            where token_hash = :token
            """
                .formatted(ACCOUNT_NOW))
        .param("token", tokenHash)
        .param("now", sql(now))
        .query((row, _) ->
            new Sent(
                row.getObject("id", UUID.class),
                row.getObject("person_id", UUID.class),
                row.getBoolean("good")))
        .optional();
  }

  /** The link is used and the password is another. Only one caller is told so. */
  boolean use(UUID id, String passwordHash, Instant now) {
    int used =
        sql.sql(
                """
                update password_reset set used_at = :now
                from person, staff_account account
                where password_reset.id = :id and used_at is null and replaced_by is null
                  and expires_at > :now and account_then = %s
                  and account.person_id = password_reset.person_id
                  and person.id = password_reset.person_id and person.deactivated_at is null
                """
                    .formatted(ACCOUNT_NOW))
            .param("id", id)
            .param("now", sql(now))
            .update();
    if (used == 0) return false;
    sql.sql(
            """
            update staff_account set password_hash = :hash
            where person_id = (select person_id from password_reset where id = :id)
            """)
        .param("id", id)
        .param("hash", passwordHash)
        .update();
    return true;
  }
}
