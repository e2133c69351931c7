package dev.postern.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A row of entry that was not refused.
 *
 * @param redeems whether its grant says that it was this entry that used it up
 */
record GrantedEntry(
    UUID attempt, UUID grant, UUID room, @Nullable String opening, boolean redeems) {
  /** All that there are. */
  static List<GrantedEntry> all(JdbcClient sql) {
    return sql.sql(
            """
            select attempt_id, grant_id, entry.room_id, opening,
              redeemed_by_entry is not distinct from attempt_id as redeems
            from entry join access_grant on access_grant.id = grant_id
            where refusal is null
            """)
        .query((row, n) ->
            new GrantedEntry(
                row.getObject("attempt_id", UUID.class),
                row.getObject("grant_id", UUID.class),
                row.getObject("room_id", UUID.class),
                row.getString("opening"),
                row.getBoolean("redeems")))
        .list();
  }

  /** Whether somebody is, or may be, in: nobody gave the grant back. */
  boolean spent() {
    return !"NOT_OPENED".equals(opening);
  }
}
