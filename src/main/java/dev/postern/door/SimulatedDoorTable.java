package dev.postern.door;

import static dev.postern.database.SqlArrays.uuids;

import dev.postern.database.Times;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoor.Leaf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class SimulatedDoorTable {
  private static final List<String> RELEASING =
      Arrays.stream(Behaviour.values()).filter(Behaviour::releases).map(Enum::name).toList();
  private static final List<String> PULLED =
      Arrays.stream(Leaf.values()).filter(Leaf::opens).map(Enum::name).toList();

  private final JdbcClient jdbc;

  SimulatedDoorTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID doorId) {
    jdbc.sql("insert into simulated_door (door_id, behaviour) values (:door, :behaviour)")
        .param("door", doorId)
        .param("behaviour", Behaviour.OPENS.name())
        .update();
  }

  Optional<SimulatedDoor> find(UUID doorId) {
    return jdbc.sql(
            """
            select d.id, d.name, s.*
              from simulated_door s join door d on d.id = s.door_id
             where s.door_id = :door
            """)
        .param("door", doorId)
        .query(SimulatedDoorTable::door)
        .optional();
  }

  void behave(UUID doorId, Behaviour behaviour) {
    jdbc.sql("update simulated_door set behaviour = :behaviour where door_id = :door")
        .param("behaviour", behaviour.name())
        .param("door", doorId)
        .update();
  }

  void leaf(UUID doorId, Leaf leaf) {
    jdbc.sql("update simulated_door set leaf = :leaf where door_id = :door")
        .param("leaf", leaf.name())
        .param("door", doorId)
        .update();
  }

  /** Somebody opens the leaf, or shuts it. */
  void move(UUID doorId, boolean open, Instant now) {
    jdbc.sql(
            """
            update simulated_door
               set opens_at = case when :open then :now else opens_at end,
                   shuts_at = case when :open then null else :now end
             where door_id = :door
            """)
        .param("open", open)
        .param("now", Times.sql(now))
        .param("door", doorId)
        .update();
  }

  void pressExitButton(UUID doorId, Instant now) {
    jdbc.sql("update simulated_door set exit_pressed_at = :now where door_id = :door")
        .param("now", Times.sql(now))
        .param("door", doorId)
        .update();
  }

  /**
   * One statement, so that two commands at once are two pulses and none is lost.
   *
   * @param doorIds a door that is told twice is there twice
   * @param pulled when somebody pulls, if anybody does; {@code let} when the leaf is shut again
   * @return how each behaves; without those that are no simulated ones
   */
  Map<UUID, Behaviour> press(List<UUID> doorIds, Instant openUntil, Instant pulled, Instant let) {
    Map<UUID, Behaviour> behaviours = new HashMap<>();
    jdbc.sql(
            """
            update simulated_door
               set pulses = pulses + case when behaviour in (:releasing) then commands else 0 end,
                   open_until = case when behaviour in (:releasing) then :until else open_until end,
                   opens_at = case when behaviour in (:releasing) and leaf in (:pulled)
                     then :pulledAt else opens_at end,
                   shuts_at = case when behaviour in (:releasing) and leaf in (:pulled)
                     then case when leaf = 'HELD_OPEN' then null else :letAt end else shuts_at end
              from (select door, count(*) as commands from unnest(:doors) as told (door)
                group by door order by door) told
             where door_id = door
            returning door_id, behaviour
            """)
        .param("releasing", RELEASING)
        .param("pulled", PULLED)
        .param("until", Times.sql(openUntil))
        .param("pulledAt", Times.sql(pulled))
        .param("letAt", Times.sql(let))
        .param("doors", uuids(doorIds, door -> door))
        .query((row, n) ->
            behaviours.put(
                row.getObject("door_id", UUID.class),
                Behaviour.valueOf(row.getString("behaviour"))))
        .list();
    return behaviours;
  }

  private static SimulatedDoor door(ResultSet row, int number) throws SQLException {
    return new SimulatedDoor(
        row.getObject("id", UUID.class),
        row.getString("name"),
        Behaviour.valueOf(row.getString("behaviour")),
        Leaf.valueOf(row.getString("leaf")),
        row.getInt("pulses"),
        Times.instantOrNull(row, "open_until"),
        Times.instantOrNull(row, "opens_at"),
        Times.instantOrNull(row, "shuts_at"),
        Times.instantOrNull(row, "exit_pressed_at"));
  }
}
