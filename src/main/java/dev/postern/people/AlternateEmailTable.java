package dev.postern.people;

import dev.postern.audit.Actor;
import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the links that confirm alternate addresses. */
@Repository
class AlternateEmailTable {
  private static final String LINK =
      """
      select link.*, person.property_id, trim(first_name || ' ' || last_name) as person_name,
        case
          when link.confirmed_at is not null then 'CONFIRMED'
          when link.ended_at is not null or person.deactivated_at is not null
            or person.alternate_email is distinct from link.email then 'ENDED'
          when link.expires_at <= :now then 'EXPIRED'
          else 'OPEN'
        end as state
      from alternate_email_link link join person on person.id = link.person_id
      """;

  private final JdbcClient sql;

  AlternateEmailTable(JdbcClient sql) {
    this.sql = sql;
  }

  void add(UUID id, Recipient recipient, byte[] hash, Actor actor, Instant now, Instant expires) {
    sql.sql(
            """
            insert into alternate_email_link (id, person_id, email, token_hash, sent_by, sent_at, expires_at)
            values (:id, :person, :email, :hash, :by, :now, :expires)
            """)
        .param("id", id)
        .param("person", recipient.id())
        .param("email", recipient.alternateEmail())
        .param("hash", hash)
        .param("by", actor.id())
        .param("now", Times.sql(now))
        .param("expires", Times.sql(expires))
        .update();
  }

  /** The one that was in use until now. */
  Optional<UUID> end(UUID personId, Instant now) {
    return sql.sql(
            """
            update alternate_email_link set ended_at = :now
            where person_id = :person and confirmed_at is null and ended_at is null
            returning id
            """)
        .param("now", Times.sql(now))
        .param("person", personId)
        .query((row, n) -> row.getObject("id", UUID.class))
        .optional();
  }

  Optional<AlternateEmailLink> find(byte[] hash, Instant now) {
    return sql.sql(LINK + " where token_hash = :hash")
        .param("hash", hash)
        .param("now", Times.sql(now))
        .query(AlternateEmailTable::link)
        .optional();
  }

  Optional<AlternateEmailLink> latest(UUID personId, Instant now) {
    return sql.sql(
            LINK
                + """
                 where link.person_id = :person and link.email = person.alternate_email
                order by sent_at desc, link.id desc limit 1
                """)
        .param("person", personId)
        .param("now", Times.sql(now))
        .query(AlternateEmailTable::link)
        .optional();
  }

  /** The caller holds the person and has seen that the link is open. */
  void confirm(AlternateEmailLink link, Instant now) {
    sql.sql(
            """
            with used as (
              update alternate_email_link set confirmed_at = :now
              where id = :id and confirmed_at is null and ended_at is null and expires_at > :now
              returning person_id, email)
            update person set alternate_email_confirmed_at = :now
            from used where person.id = used.person_id and alternate_email = used.email
              and deactivated_at is null
            """)
        .param("now", Times.sql(now))
        .param("id", link.id())
        .update();
  }

  private static AlternateEmailLink link(ResultSet row, int number) throws SQLException {
    return new AlternateEmailLink(
        row.getObject("id", UUID.class),
        row.getObject("property_id", UUID.class),
        row.getObject("person_id", UUID.class),
        row.getString("person_name"),
        row.getString("email"),
        Times.instant(row, "sent_at"),
        Times.instant(row, "expires_at"),
        AlternateEmailLink.State.valueOf(row.getString("state")));
  }
}
