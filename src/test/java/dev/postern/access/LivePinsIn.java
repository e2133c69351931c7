package dev.postern.access;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fills a property with live PINs whose numbers nobody knows. */
public final class LivePinsIn {
  /** So many of that length, all of one person, in one statement. */
  public static void add(
      JdbcClient sql, UUID propertyId, UUID personId, int randomDigits, int count) {
    sql.sql(
            """
            with granted as (
              insert into access_grant (id, property_id, person_id, purpose, single_entry, valid_from, issued_at)
              select gen_random_uuid(), :property, :person, 'DELIVERY', false, now(), now()
              from generate_series(1, :count)
              returning id)
            insert into access_key
              (id, value_id, grant_id, property_id, form, random_digits, index_hash, sealed, created_at)
            select id, id, id, :property, 'PIN', :digits,
              sha256(convert_to(id::text, 'UTF8')), '\\x00', now()
            from granted
            """)
        .param("property", propertyId)
        .param("person", personId)
        .param("digits", randomDigits)
        .param("count", count)
        .update();
  }

  private LivePinsIn() {}
}
