package dev.postern.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Actor;
import dev.postern.door.AddedDoor.Refused;
import dev.postern.door.Opening.NotOpened;
import dev.postern.place.Places;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PosternTest
class RealSiteDoorTest {
  @Autowired Doors doors;
  @Autowired DoorTable table;
  @Autowired SimulatedDoors simulatedDoors;
  @Autowired Places places;
  @Autowired HandClock clock;

  @Test
  void hasNoDoorOfPaper() {
    var onlyThere = new DoorFault("driver", DoorFault.Reason.ONLY_IN_REHEARSAL);
    assertThat(doors.addSimulated(room(), "Paper")).isEqualTo(new Refused(List.of(onlyThere)));
  }

  @Test
  void doesNotOpenASimulatedDoorThatWasLeftOver() {
    var door =
        new Door(UUID.randomUUID(), room(), "Left over", SimulatedDoors.DRIVER, DoorSettings.NONE);
    table.add(door, null, clock.instant());
    simulatedDoors.install(door.id());
    var ticket = new OpenTicket(UUID.randomUUID(), clock.instant().plusSeconds(5));

    assertThat(doors.open(door.roomId(), ticket))
        .isEqualTo(new NotOpened(OpeningReason.ONLY_IN_REHEARSAL));
    assertThat(simulatedDoors.state(door.id()).orElseThrow().pulses()).isZero();
  }

  private UUID room() {
    var organization =
        places.organization().orElseGet(() -> places.found(Actor.SYSTEM, "River Street", false));
    var property =
        places.addProperty(
            Actor.SYSTEM, organization, "River Street", "", ZoneId.of("UTC"), "US", "en");
    return places.addRoom(Actor.SYSTEM, property.id(), "Package room").id();
  }
}
