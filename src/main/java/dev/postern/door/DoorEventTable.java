package dev.postern.door;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of door_event. */
@Repository
class DoorEventTable {
  private static final String EVENT =
      "select door_event.*, door.room_id from door_event join door on door.id = door_id ";

  private final JdbcClient sql;

  DoorEventTable(JdbcClient sql) {
    this.sql = sql;
  }

  void add(DoorEvent event) {
    sql.sql(
            """
            insert into door_event (id, door_id, at, kind, entry_id, because)
            values (:id, :door, :at, :kind, :entry, :because)
            """)
        .param("id", event.id())
        .param("door", event.doorId())
        .param("at", Times.sql(event.at()))
        .param("kind", event.kind().name())
        .param("entry", event.entryId())
        .param("because", event.because())
        .update();
  }

  List<DoorEvent> ofDoor(UUID doorId, int size) {
    return sql.sql(EVENT + "where door_id = :door order by at desc, door_event.id desc limit :size")
        .param("door", doorId)
        .param("size", size)
        .query(DoorEventTable::event)
        .list();
  }

  boolean any(UUID doorId, DoorEvent.Kind kind, Instant since) {
    return sql.sql(
            """
            select exists (select from door_event
              where door_id = :door and kind = :kind and at >= :since)
            """)
        .param("door", doorId)
        .param("kind", kind.name())
        .param("since", Times.sql(since))
        .query(Boolean.class)
        .single();
  }

  /** The entry that the door last opened for. */
  Optional<UUID> entryOfLastOpening(UUID doorId) {
    return sql.sql(
            """
            select entry_id from door_event where door_id = :door and kind in ('OPENED', 'FORCED')
            order by at desc, id desc limit 1
            """)
        .param("door", doorId)
        .query((row, n) -> Optional.ofNullable(row.getObject("entry_id", UUID.class)))
        .optional()
        .flatMap(it -> it);
  }

  private static DoorEvent event(ResultSet row, int number) throws SQLException {
    return new DoorEvent(
        row.getObject("id", UUID.class),
        row.getObject("door_id", UUID.class),
        row.getObject("room_id", UUID.class),
        Times.instant(row, "at"),
        DoorEvent.Kind.valueOf(row.getString("kind")),
        row.getObject("entry_id", UUID.class),
        row.getString("because"));
  }
}
