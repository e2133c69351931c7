package dev.postern.portal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All that the database holds, one figure per table, to tell whether anything was changed. What the
 * program does by itself meanwhile is left out: sessions, tries, tasks, and how far a notification
 * has come.
 */
final class Ledger {
  private static final Set<String> BY_ITSELF =
      Set.of(
          "spring_session",
          "spring_session_attributes",
          "limit_level",
          "scheduled_tasks",
          "flyway_schema_history",
          "tray_item");

  private final JdbcClient sql;
  private final List<UUID> properties;

  /**
   * @param properties whose notifications and audit events count; other tests' may still go on
   */
  Ledger(JdbcClient sql, UUID... properties) {
    this.sql = sql;
    this.properties = List.of(properties);
  }

  Map<String, String> read() {
    Map<String, String> figures = new TreeMap<>();
    for (String table : tables()) {
      if (!BY_ITSELF.contains(table)) figures.put(table, figure(rows(table)));
    }
    return figures;
  }

  private List<String> tables() {
    return sql.sql(
            """
            select table_name from information_schema.tables
            where table_schema = current_schema() and table_type = 'BASE TABLE'
            """)
        .query((row, n) -> row.getString(1))
        .list();
  }

  private static String rows(String table) {
    return switch (table) {
      // Sign-ins and their refusals are the test's own doing.
      case "audit_event" ->
          "select * from audit_event where property_id in (:properties)"
              + " and act not like 'staff.signed-in' and act not like '%.refused'";
      case "notification" ->
          "select id, person_id, about, via, destination from notification"
              + " where property_id in (:properties) and fallback_of is null";
      default -> "select * from " + table;
    };
  }

  private String figure(String rows) {
    return sql.sql(
            """
            select count(*) || ' rows, ' ||
              coalesce(md5(string_agg(md5(line::text), '' order by md5(line::text))), '')
            from (%s) line
            """
                .formatted(rows))
        .param("properties", properties)
        .query(String.class)
        .single();
  }
}
