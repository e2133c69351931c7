package dev.postern.door;

import dev.postern.database.Times;
import dev.postern.door.SimulatedDoor.Behaviour;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class SimulatedDoorTable {
  private static final List<String> RELEASING =
      Arrays.stream(Behaviour.values()).filter(Behaviour::releases).map(Enum::name).toList();

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
            select d.id, d.name, s.behaviour, s.pulses, s.open_until
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

  /** One statement, so that two commands at once are two pulses and none is lost. */
  Optional<Behaviour> press(UUID doorId, Instant openUntil) {
    return jdbc.sql(
            """
            update simulated_door
               set pulses = pulses + case when behaviour in (:releasing) then 1 else 0 end,
                   open_until = case when behaviour in (:releasing) then :until else open_until end
             where door_id = :door
            returning behaviour
            """)
        .param("releasing", RELEASING)
        .param("until", Times.sql(openUntil))
        .param("door", doorId)
        .query(String.class)
        .optional()
        .map(Behaviour::valueOf);
  }

  private static SimulatedDoor door(ResultSet row, int number) throws SQLException {
    return new SimulatedDoor(
        row.getObject("id", UUID.class),
        row.getString("name"),
        Behaviour.valueOf(row.getString("behaviour")),
        row.getInt("pulses"),
        Times.instantOrNull(row, "open_until"));
  }
}
