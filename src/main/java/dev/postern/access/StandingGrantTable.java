package dev.postern.access;

import dev.postern.database.Times;
import dev.postern.database.Uuid7;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of the grants without an end. */
@Repository
class StandingGrantTable {
  private final JdbcClient sql;

  StandingGrantTable(JdbcClient sql) {
    this.sql = sql;
  }

  /** The one standing grant of a person at a property, made if there is none. */
  UUID ofPerson(UUID personId, UUID propertyId, @Nullable UUID issuedBy, Instant now) {
    sql.sql(
            """
            insert into access_grant (id, property_id, person_id, purpose, single_entry, valid_from,
              issued_by, issued_at)
            values (:id, :property, :person, 'STANDING', false, :now, :issuer, :now)
            on conflict (person_id, property_id) where purpose = 'STANDING' and revoked_at is null
              do nothing
            """)
        .param("id", Uuid7.at(now))
        .param("property", propertyId)
        .param("person", personId)
        .param("issuer", issuedBy)
        .param("now", Times.sql(now))
        .update();
    return sql.sql(
            """
            select id from access_grant
            where person_id = :person and property_id = :property
              and purpose = 'STANDING' and revoked_at is null
            """)
        .param("person", personId)
        .param("property", propertyId)
        .query((row, n) -> row.getObject("id", UUID.class))
        .single();
  }

  /** The lasting keys of a form that a person has, by their ids. */
  List<UUID> live(UUID personId, Form form) {
    return sql.sql(
            """
            select distinct value_id from access_key join access_grant on access_grant.id = grant_id
            where person_id = :person and purpose = 'STANDING' and access_key.form = :form
              and ended_at is null
            """)
        .param("person", personId)
        .param("form", form.name())
        .query((row, n) -> row.getObject("value_id", UUID.class))
        .list();
  }

  /**
   * Revokes whatever a person has not used up, also a grant whose door has not answered yet: if it
   * then does not open, what comes back is a revoked grant.
   *
   * @return the grants that ended by this call
   */
  List<UUID> revokeAll(UUID personId, @Nullable UUID by, String because, Instant now) {
    return sql.sql(
            """
            update access_grant set revoked_at = :now, revoked_by = :by, revoked_because = :because
            where person_id = :person and revoked_at is null
              and (redeemed_at is null or not exists (
                select from entry where attempt_id = redeemed_by_entry and opening is not null))
            returning id
            """)
        .param("now", Times.sql(now))
        .param("by", by)
        .param("because", because)
        .param("person", personId)
        .query((row, n) -> row.getObject("id", UUID.class))
        .list();
  }
}
