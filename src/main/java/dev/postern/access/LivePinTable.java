package dev.postern.access;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL that counts the PINs a guess could hit; that of a whole property reads an index alone. */
@Repository
class LivePinTable {
  private static final String OF_PROPERTY =
      """
      select count(*) from access_key
      where property_id = %s and form = 'PIN' and ended_at is null
      """;

  private final JdbcClient sql;

  LivePinTable(JdbcClient sql) {
    this.sql = sql;
  }

  long count(UUID propertyId) {
    return sql.sql(OF_PROPERTY.formatted(":property"))
        .param("property", propertyId)
        .query(Long.class)
        .single();
  }

  long count(UUID propertyId, int randomDigits) {
    return sql.sql(count(":property", ":digits"))
        .param("property", propertyId)
        .param("digits", randomDigits)
        .query(Long.class)
        .single();
  }

  /** The statement for those of one length, for others to put their terms in. */
  static String count(String property, String digits) {
    return OF_PROPERTY.formatted(property) + " and random_digits = " + digits;
  }

  /** The same for those that belong to somebody of a unit. */
  static String countOfUnit(String property, String digits, String unit) {
    return """
    select count(*) from person
      join access_grant on access_grant.person_id = person.id
      join access_key on access_key.grant_id = access_grant.id
    where person.property_id = %1$s and person.kind = 'RECIPIENT'
      and (plain_unit(person.unit) = %3$s or last_of_unit(person.unit) = %3$s)
      and access_key.property_id = %1$s and access_key.form = 'PIN' and ended_at is null
      and random_digits = %2$s
    """
        .formatted(property, digits, unit);
  }
}
