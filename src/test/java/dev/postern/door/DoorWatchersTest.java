package dev.postern.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Actor;
import dev.postern.place.Places;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@PosternTest
@TestPropertySource(properties = "postern.rehearsal=true")
class DoorWatchersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Autowired Doors doors;
  @Autowired DoorStates states;
  @Autowired DoorStateTable table;
  @Autowired SimulatedDoors simulated;
  @Autowired Places places;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;

  private DoorWatchers one;
  private DoorWatchers two;
  private UUID door;

  @BeforeEach
  void twoNodes() {
    one = new DoorWatchers(table, states, doors, true, clock);
    two = new DoorWatchers(table, states, doors, true, clock);
    var organization =
        places.organization().orElseGet(() -> places.found(Actor.SYSTEM, "River Street", true));
    var property =
        places.addProperty(
            Actor.SYSTEM, organization, "Oak House", "", ZoneId.of("UTC"), "US", "en");
    UUID room = places.addRoom(Actor.SYSTEM, property.id(), "Room").id();
    var contact = Map.of(DoorField.CONTACT.name(), DoorField.OPEN_WHEN_ON);
    var added = doors.add(room, "Door", SimulatedDoors.DRIVER, contact, null);
    door = ((AddedDoor.Added) added).door().id();
  }

  @AfterEach
  void nobodyWatchesAnyMore() {
    one.stop();
    two.stop();
  }

  @Test
  void watchesEachDoorFromOneNodeAndFromAnotherWhenThatIsLost() throws Exception {
    one.watch();
    two.watch();
    UUID first = watchedBy();
    eventually(() -> state().contact() == Contact.CLOSED);
    simulated.move(door, true);
    eventually(() -> state().contact() == Contact.OPEN);

    clock.advance(Duration.ofSeconds(11)); // the first node renews nothing: it is lost
    two.watch();
    assertThat(watchedBy()).isNotEqualTo(first);
    one.watch(); // it was only slow, and lets go of what is another's now
    simulated.move(door, false);
    eventually(() -> state().contact() == Contact.CLOSED);
  }

  @Test
  void beginsAnewWhenItsOwnLeaseRanOut() throws Exception {
    one.watch();
    eventually(() -> state().wellSince() != null);
    UUID first = watchedBy();
    sql.sql("update door_state set watched_by = null, watched_until = null where door_id = ?")
        .param(door)
        .update();
    one.watch();
    one.watch();
    assertThat(watchedBy()).isEqualTo(first);
    simulated.move(door, true);
    eventually(() -> state().contact() == Contact.OPEN);
  }

  @Test
  void looksAtADoorByItsNewSettings() throws Exception {
    one.watch();
    eventually(() -> state().contact() == Contact.CLOSED);
    doors.change(door, "Door", Map.of(DoorField.CONTACT.name(), DoorField.NO_CONTACT), null);
    one.watch();
    one.watch();
    eventually(() -> state().wellSince() != null && state().contact() == null);
  }

  private DoorState state() {
    return states.of(door).orElseThrow();
  }

  private UUID watchedBy() {
    return sql.sql("select watched_by from door_state where door_id = ?")
        .param(door)
        .query((row, n) -> row.getObject("watched_by", UUID.class))
        .single();
  }

  private static void eventually(BooleanSupplier what) throws InterruptedException {
    assertThat(Watching.within(PATIENCE, what)).isTrue();
  }
}
