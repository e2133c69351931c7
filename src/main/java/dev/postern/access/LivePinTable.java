package dev.postern.access;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that counts the PINs a guess could hit; the first two read an index alone. */
@Repository
class LivePinTable {
  private static final String LIVE =
      """
      select count(*) from access_key
      where property_id = :property and form = 'PIN' and ended_at is null
      """;

  private final JdbcClient sql;

  LivePinTable(JdbcClient sql) {
    this.sql = sql;
  }

  long count(UUID propertyId) {
    return sql.sql(LIVE).param("property", propertyId).query(Long.class).single();
  }

  long count(UUID propertyId, int randomDigits) {
    return sql.sql(LIVE + " and random_digits = :digits")
        .param("property", propertyId)
        .param("digits", randomDigits)
        .query(Long.class)
        .single();
  }

  long countOfUnit(UUID propertyId, int randomDigits, String unit) {
    return sql.sql(
            """
            select count(*) from person
              join access_grant on access_grant.person_id = person.id
              join access_key on access_key.grant_id = access_grant.id
            where person.property_id = :property and person.kind = 'RECIPIENT'
              and (plain_unit(unit) = :unit or last_of_unit(unit) = :unit)
              and access_key.property_id = :property and access_key.form = 'PIN' and ended_at is null
              and random_digits = :digits
            """)
        .param("property", propertyId)
        .param("unit", unit)
        .param("digits", randomDigits)
        .query(Long.class)
        .single();
  }
}
