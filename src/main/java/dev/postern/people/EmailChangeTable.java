package dev.postern.people;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of addresses that wait to be confirmed. */
@Repository
class EmailChangeTable {
  private static final String OPEN = "used_at is null and ended_at is null and expires_at > :now";

  private final JdbcClient sql;

  EmailChangeTable(JdbcClient sql) {
    this.sql = sql;
  }

  record Stored(UUID personId, UUID propertyId, String email, Instant expiresAt) {}

  void add(UUID id, Stored change, byte[] tokenHash, Instant now) {
    end(change.personId(), now);
    sql.sql(
            """
            insert into email_change (id, person_id, property_id, email, token_hash, asked_at, expires_at)
            values (:id, :person, :property, :email, :hash, :now, :expires)
            """)
        .param("id", id)
        .param("person", change.personId())
        .param("property", change.propertyId())
        .param("email", change.email())
        .param("hash", tokenHash)
        .param("now", Times.sql(now))
        .param("expires", Times.sql(change.expiresAt()))
        .update();
  }

  /** What waits for this person is over; false if nothing did. */
  boolean end(UUID person, Instant now) {
    return sql.sql(
                """
                update email_change set ended_at = :now
                where person_id = :person and used_at is null and ended_at is null
                """)
            .param("person", person)
            .param("now", Times.sql(now))
            .update()
        > 0;
  }

  Optional<Stored> ofPerson(UUID person, Instant now) {
    return sql.sql("select * from email_change where person_id = :person and " + OPEN)
        .param("person", person)
        .param("now", Times.sql(now))
        .query(EmailChangeTable::stored)
        .optional();
  }

  Optional<Stored> find(byte[] tokenHash, Instant now) {
    return sql.sql("select * from email_change where token_hash = :hash and " + OPEN)
        .param("hash", tokenHash)
        .param("now", Times.sql(now))
        .query(EmailChangeTable::stored)
        .optional();
  }

  /** Given to whoever used the link first. */
  Optional<Stored> use(byte[] tokenHash, Instant now) {
    return sql.sql(
            "update email_change set used_at = :now where token_hash = :hash and "
                + OPEN
                + " returning *")
        .param("hash", tokenHash)
        .param("now", Times.sql(now))
        .query(EmailChangeTable::stored)
        .optional();
  }

  boolean isTaken(String email) {
    return sql.sql("select exists (select from staff_account where email = :email)")
        .param("email", email)
        .query(Boolean.class)
        .single();
  }

  void signInWith(UUID person, String email) {
    sql.sql("update staff_account set email = :email where person_id = :person")
        .param("person", person)
        .param("email", email)
        .update();
  }

  private static Stored stored(ResultSet row, int number) throws SQLException {
    return new Stored(
        row.getObject("person_id", UUID.class),
        row.getObject("property_id", UUID.class),
        row.getString("email"),
        Times.instant(row, "expires_at"));
  }
}
