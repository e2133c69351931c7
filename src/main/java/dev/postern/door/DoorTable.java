package dev.postern.door;

import dev.postern.database.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
class DoorTable {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  DoorTable(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Whether it was added: a room has at most one door. */
  boolean add(Door door, byte @Nullable [] sealedSecret, Instant now) {
    return jdbc.sql(
                """
                insert into door (id, room_id, name, driver, settings, sealed_secret, created_at)
                values (:id, :room, :name, :driver, cast(:settings as jsonb), :secret, :now)
                on conflict (room_id) do nothing
                """)
            .param("id", door.id())
            .param("room", door.roomId())
            .param("name", door.name())
            .param("driver", door.driver())
            .param("settings", json.writeValueAsString(door.settings().values()))
            .param("secret", sealedSecret, Types.BINARY)
            .param("now", Times.sql(now))
            .update()
        == 1;
  }

  Optional<Door> ofRoom(UUID roomId) {
    return jdbc.sql("select id, room_id, name, driver, settings from door where room_id = :room")
        .param("room", roomId)
        .query(this::door)
        .optional();
  }

  Optional<Door> find(UUID doorId) {
    return jdbc.sql("select id, room_id, name, driver, settings from door where id = :door")
        .param("door", doorId)
        .query(this::door)
        .optional();
  }

  /**
   * @param sealedSecret null leaves what is there
   */
  void change(Door door, byte @Nullable [] sealedSecret) {
    jdbc.sql(
            """
            update door set name = :name, settings = cast(:settings as jsonb),
              sealed_secret = coalesce(:secret, sealed_secret)
            where id = :id
            """)
        .param("name", door.name())
        .param("settings", json.writeValueAsString(door.settings().values()))
        .param("secret", sealedSecret, Types.BINARY)
        .param("id", door.id())
        .update();
  }

  void remove(UUID doorId) {
    jdbc.sql("delete from door where id = :door").param("door", doorId).update();
  }

  Optional<byte[]> sealedSecret(UUID doorId) {
    return jdbc.sql(
            """
            select sealed_secret from door where id = :door and sealed_secret is not null
            """)
        .param("door", doorId)
        .query(byte[].class)
        .optional();
  }

  private Door door(ResultSet row, int number) throws SQLException {
    return new Door(
        row.getObject("id", UUID.class),
        row.getObject("room_id", UUID.class),
        row.getString("name"),
        row.getString("driver"),
        settings(row.getString("settings")));
  }

  /** What was stored by an earlier version may be numbers. */
  private DoorSettings settings(String stored) {
    return new DoorSettings(json.readValue(stored, new TypeReference<Map<String, String>>() {}));
  }
}
