package dev.postern.door;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of door_state. */
@Repository
class DoorStateTable {
  private final JdbcClient sql;

  DoorStateTable(JdbcClient sql) {
    this.sql = sql;
  }

  void add(UUID doorId) {
    sql.sql("insert into door_state (door_id) values (:door)").param("door", doorId).update();
  }

  /** Its settings changed: whoever watches it begins anew. */
  void forget(UUID doorId) {
    sql.sql("delete from door_state where door_id = :door").param("door", doorId).update();
    add(doorId);
  }

  Optional<DoorState> find(UUID doorId) {
    return find("select * from door_state where door_id = :door", doorId);
  }

  /** Holds back what would change it until the end of the transaction. */
  Optional<DoorState> lock(UUID doorId) {
    return find("select * from door_state where door_id = :door for update", doorId);
  }

  /** As {@link #lock} of the room's door, but several may look at once. */
  Optional<DoorState> lookOfRoom(UUID roomId) {
    return find(
        """
        select door_state.* from door_state join door on door.id = door_id
        where room_id = :door for share of door_state
        """,
        roomId);
  }

  private Optional<DoorState> find(String query, UUID id) {
    return sql.sql(query).param("door", id).query(DoorStateTable::state).optional();
  }

  /** Takes doors that nobody watches, at most so many; what the last watcher saw has a gap now. */
  List<UUID> take(UUID node, Instant now, Instant until, int most) {
    return sql.sql(
            """
            update door_state set watched_by = :node, watched_until = :until,
              well_since = case when watched_by = :node and watched_until >= :now then well_since end
            where door_id in (
              select door_id from door_state
              where watched_until is null or watched_until < :now
              order by watched_until nulls first limit :most for update skip locked)
            returning door_id
            """)
        .param("node", node)
        .param("now", Times.sql(now))
        .param("until", Times.sql(until))
        .param("most", most)
        .query((row, n) -> row.getObject("door_id", UUID.class))
        .list();
  }

  /** Which of these the node still watches, and now until then. */
  List<UUID> keep(UUID node, Collection<UUID> doors, Instant until) {
    if (doors.isEmpty()) return List.of();
    return sql.sql(
            """
            update door_state set watched_until = :until
            where watched_by = :node and door_id in (:doors)
            returning door_id
            """)
        .param("node", node)
        .param("doors", doors)
        .param("until", Times.sql(until))
        .query((row, n) -> row.getObject("door_id", UUID.class))
        .list();
  }

  void release(UUID node) {
    sql.sql(
            """
            update door_state set watched_by = null, watched_until = null, well_since = null
            where watched_by = :node
            """)
        .param("node", node)
        .update();
  }

  /** The device answered. */
  void well(UUID doorId, Instant now) {
    sql.sql(
            """
            update door_state set seen_at = :now, well_since = coalesce(well_since, :now),
              ill_since = null, ill_because = null
            where door_id = :door
            """)
        .param("now", Times.sql(now))
        .param("door", doorId)
        .update();
  }

  void ill(UUID doorId, OpeningReason because, Instant now) {
    sql.sql(
            """
            update door_state set well_since = null, ill_since = coalesce(ill_since, :now),
              ill_because = :because
            where door_id = :door
            """)
        .param("because", because.name())
        .param("now", Times.sql(now))
        .param("door", doorId)
        .update();
  }

  void contact(UUID doorId, @Nullable Contact contact, boolean opened, Instant now) {
    sql.sql(
            """
            update door_state set contact = :contact, contact_at = :now, held_open_at = null,
              opened_at = case when :opened then :now else opened_at end
            where door_id = :door
            """)
        .param("contact", contact == null ? null : contact.name())
        .param("now", Times.sql(now))
        .param("opened", opened)
        .param("door", doorId)
        .update();
  }

  /** Whether a sign with this number is news. */
  boolean news(UUID doorId, long number) {
    return number == 0
        || sql.sql(
                    """
                    update door_state set last_sign = :number
                    where door_id = :door and last_sign < :number
                    """)
                .param("number", number)
                .param("door", doorId)
                .update()
            == 1;
  }

  long lastSign(UUID doorId) {
    return sql.sql("select last_sign from door_state where door_id = :door")
        .param("door", doorId)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Doors that became offline, each told once. */
  List<UUID> offline(Instant illBefore, Instant now) {
    return told("offline_at", "offline_at is null and ill_since < :before", illBefore, now);
  }

  /** Doors that became held open, each told once. */
  List<UUID> heldOpen(Instant openBefore, Instant now) {
    return told(
        "held_open_at",
        "held_open_at is null and contact = 'OPEN' and contact_at < :before"
            + " and well_since is not null",
        openBefore,
        now);
  }

  /** Doors whose being offline is over. */
  List<UUID> online() {
    return sql.sql(
            """
            update door_state set offline_at = null
            where offline_at is not null and well_since is not null
            returning door_id
            """)
        .query((row, n) -> row.getObject("door_id", UUID.class))
        .list();
  }

  private List<UUID> told(String column, String which, Instant before, Instant now) {
    return sql.sql(
            "update door_state set " + column + " = :now where " + which + " returning door_id")
        .param("before", Times.sql(before))
        .param("now", Times.sql(now))
        .query((row, n) -> row.getObject("door_id", UUID.class))
        .list();
  }

  private static DoorState state(ResultSet row, int number) throws SQLException {
    String because = row.getString("ill_because");
    String contact = row.getString("contact");
    return new DoorState(
        Times.instantOrNull(row, "watched_until"),
        Times.instantOrNull(row, "well_since"),
        Times.instantOrNull(row, "seen_at"),
        Times.instantOrNull(row, "ill_since"),
        because == null ? null : OpeningReason.valueOf(because),
        contact == null ? null : Contact.valueOf(contact),
        Times.instantOrNull(row, "contact_at"),
        Times.instantOrNull(row, "opened_at"),
        Times.instantOrNull(row, "offline_at"),
        Times.instantOrNull(row, "held_open_at"));
  }
}
