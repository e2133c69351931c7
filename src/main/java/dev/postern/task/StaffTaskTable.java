package dev.postern.task;

import dev.postern.database.Times;
import dev.postern.task.StaffTask.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of staff_task. */
@Repository
class StaffTaskTable {
  private static final String TASK =
      """
      select staff_task.*, room.name as room,
        trim(person.first_name || ' ' || person.last_name) as person
      from staff_task
        join room on room.id = staff_task.room_id
        left join entry on entry.attempt_id = entry_id
        left join person on person.id = entry.person_id
      """;

  private final JdbcClient sql;

  StaffTaskTable(JdbcClient sql) {
    this.sql = sql;
  }

  void add(UUID id, UUID propertyId, UUID roomId, Kind kind, @Nullable UUID entryId, Instant now) {
    sql.sql(
            """
            insert into staff_task (id, property_id, room_id, kind, entry_id, created_at)
            values (:id, :property, :room, :kind, :entry, :now)
            """)
        .param("id", id)
        .param("property", propertyId)
        .param("room", roomId)
        .param("kind", kind.name())
        .param("entry", entryId)
        .param("now", Times.sql(now))
        .update();
  }

  List<StaffTask> open(UUID propertyId, int most) {
    return sql.sql(
            TASK
                + """
                where staff_task.property_id = :property and done_at is null
                order by created_at desc, staff_task.id desc limit :most
                """)
        .param("property", propertyId)
        .param("most", most)
        .query(StaffTaskTable::task)
        .list();
  }

  Optional<StaffTask> find(UUID propertyId, UUID id) {
    return sql.sql(
            TASK
                + """
                where staff_task.property_id = :property and staff_task.id = :id
                  and done_at is null
                """)
        .param("property", propertyId)
        .param("id", id)
        .query(StaffTaskTable::task)
        .optional();
  }

  /** Whether this call was the one that did it. */
  boolean done(UUID id, @Nullable UUID by, String note, Instant now) {
    return sql.sql(
                """
                update staff_task set done_at = :now, done_by = :by, note = :note
                where id = :id and done_at is null
                """)
            .param("now", Times.sql(now))
            .param("by", by)
            .param("note", note)
            .param("id", id)
            .update()
        == 1;
  }

  void settle(UUID roomId, Kind kind, Instant now) {
    sql.sql(
            """
            update staff_task set done_at = :now
            where room_id = :room and kind = :kind and done_at is null
            """)
        .param("now", Times.sql(now))
        .param("room", roomId)
        .param("kind", kind.name())
        .update();
  }

  private static StaffTask task(ResultSet row, int number) throws SQLException {
    return new StaffTask(
        row.getObject("id", UUID.class),
        row.getObject("property_id", UUID.class),
        row.getObject("room_id", UUID.class),
        row.getString("room"),
        Kind.valueOf(row.getString("kind")),
        row.getObject("entry_id", UUID.class),
        row.getString("person"),
        Times.instant(row, "created_at"));
  }
}
