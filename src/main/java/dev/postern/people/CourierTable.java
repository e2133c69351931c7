package dev.postern.people;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of couriers and their hours. */
@Repository
class CourierTable {
  private static final String COURIER =
      """
      select person.*, carrier, last_day,
        array(select property_id from assignment where person_id = person.id) as properties,
        array(select weekday || ' ' || from_minute || ' ' || to_minute from courier_window
          where person_id = person.id order by weekday) as windows
      from person join courier on courier.person_id = person.id
      """;

  private final JdbcClient sql;

  CourierTable(JdbcClient sql) {
    this.sql = sql;
  }

  Optional<Courier> find(UUID id) {
    return sql.sql(COURIER + " where person.id = :id")
        .param("id", id)
        .query(CourierTable::courier)
        .optional();
  }

  /** Those assigned to the property who are found by all words, in the order of their names. */
  List<Courier> search(UUID propertyId, List<String> words, boolean active, int limit) {
    StringBuilder text =
        new StringBuilder(COURIER)
            .append(
                """
                 where person.id in (select person_id from assignment where property_id = :property)
                  and (deactivated_at is null) = :active
                """);
    for (int i = 0; i < words.size(); i++) {
      text.append(
          """
           and person.id in (select person_id from person_word
             where scope_id = person.organization_id
               and word >= :word%1$d and word < :word%1$d || chr(1114111))
          """
              .formatted(i));
    }
    text.append(" order by sort_name, person.id limit :limit");
    var query =
        sql.sql(text.toString())
            .param("property", propertyId)
            .param("active", active)
            .param("limit", limit);
    for (int i = 0; i < words.size(); i++) query = query.param("word" + i, words.get(i));
    return query.query(CourierTable::courier).list();
  }

  /** Whether this id was new: the same form sent again adds nothing. */
  boolean add(Courier courier, Instant now) {
    int added =
        sql.sql(
                """
                insert into person (id, kind, organization_id, first_name, last_name, email, phone,
                  language, sort_name, created_at)
                values (:id, 'COURIER', :organization, :firstName, :lastName, :email, :phone,
                  :language, :sortName, :now)
                on conflict (id) do nothing
                """)
            .param("id", courier.id())
            .param("organization", courier.organizationId())
            .param("firstName", courier.firstName())
            .param("lastName", courier.lastName())
            .param("email", courier.email())
            .param("phone", courier.phone())
            .param("language", courier.language())
            .param("sortName", SearchWords.sortName(courier.firstName(), courier.lastName()))
            .param("now", Times.sql(now))
            .update();
    if (added == 0) return false;
    sql.sql("insert into courier (person_id, carrier, last_day) values (:id, :carrier, :lastDay)")
        .param("id", courier.id())
        .param("carrier", courier.carrier())
        .param("lastDay", courier.lastDay())
        .update();
    addWindows(courier);
    return true;
  }

  /** Whether nobody else changed them since: the version is the one that the edit began from. */
  boolean change(Courier courier, @Nullable UUID by, Instant now) {
    int changed =
        sql.sql(
                """
                update person set first_name = :firstName, last_name = :lastName, email = :email,
                  phone = :phone, language = :language, sort_name = :sortName,
                  version = version + 1, changed_at = :now, changed_by = :by
                where id = :id and version = :version
                """)
            .param("firstName", courier.firstName())
            .param("lastName", courier.lastName())
            .param("email", courier.email())
            .param("phone", courier.phone())
            .param("language", courier.language())
            .param("sortName", SearchWords.sortName(courier.firstName(), courier.lastName()))
            .param("now", Times.sql(now))
            .param("by", by)
            .param("id", courier.id())
            .param("version", courier.version())
            .update();
    if (changed == 0) return false;
    sql.sql("update courier set carrier = :carrier, last_day = :lastDay where person_id = :id")
        .param("carrier", courier.carrier())
        .param("lastDay", courier.lastDay())
        .param("id", courier.id())
        .update();
    sql.sql("delete from courier_window where person_id = :id").param("id", courier.id()).update();
    addWindows(courier);
    return true;
  }

  /** Whether this call switched them off or on. */
  boolean setDeactivated(UUID id, @Nullable Instant at, @Nullable UUID by) {
    return sql.sql(
                """
                update person set deactivated_at = :at, deactivated_by = :by, version = version + 1
                where id = :id and (deactivated_at is null) = :wasActive
                """)
            .param("at", at == null ? null : Times.sql(at))
            .param("by", by)
            .param("id", id)
            .param("wasActive", at != null)
            .update()
        == 1;
  }

  private void addWindows(Courier courier) {
    for (CourierWindow window : courier.windows()) {
      sql.sql(
              """
              insert into courier_window (person_id, weekday, from_minute, to_minute)
              values (:id, :weekday, :from, :to)
              """)
          .param("id", courier.id())
          .param("weekday", window.weekday().getValue())
          .param("from", window.fromMinute())
          .param("to", window.toMinute())
          .update();
    }
  }

  private static Courier courier(ResultSet row, int number) throws SQLException {
    return new Courier(
        row.getObject("id", UUID.class),
        row.getObject("organization_id", UUID.class),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("carrier"),
        row.getString("email"),
        row.getString("phone"),
        row.getString("language"),
        row.getObject("last_day", LocalDate.class),
        windows(row),
        properties(row),
        Times.instantOrNull(row, "deactivated_at"),
        row.getInt("version"));
  }

  private static List<CourierWindow> windows(ResultSet row) throws SQLException {
    return Arrays.stream((Object[]) row.getArray("windows").getArray())
        .map(text -> text.toString().split(" ", -1))
        .map(parts ->
            new CourierWindow(
                DayOfWeek.of(Integer.parseInt(parts[0])),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2])))
        .toList();
  }

  private static Set<UUID> properties(ResultSet row) throws SQLException {
    return Arrays.stream((Object[]) row.getArray("properties").getArray())
        .map(UUID.class::cast)
        .collect(Collectors.toUnmodifiableSet());
  }
}
