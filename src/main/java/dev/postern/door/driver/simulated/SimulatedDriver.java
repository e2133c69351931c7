package dev.postern.door.driver.simulated;

import static dev.postern.door.OpeningReason.CUT_OFF;
import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.NO_ANSWER;
import static dev.postern.door.OpeningReason.ONLY_IN_REHEARSAL;

import dev.postern.door.DoorCapability;
import dev.postern.door.DoorCommand;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorField;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorSettings;
import dev.postern.door.Health;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoors;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class SimulatedDriver implements DoorDriver {
  private final SimulatedDoors doors;

  SimulatedDriver(SimulatedDoors doors) {
    this.doors = doors;
  }

  @Override
  public String name() {
    return SimulatedDoors.DRIVER;
  }

  @Override
  public Opening open(DoorCommand command) {
    if (!doors.allowed()) {
      return new NotOpened(ONLY_IN_REHEARSAL);
    }
    Optional<Behaviour> behaviour = doors.press(command.line().door().id());
    if (behaviour.isEmpty()) {
      return new NotOpened(NOT_READY);
    }
    return switch (behaviour.get()) {
      case OPENS -> new Opened();
      case REFUSES -> new NotOpened(DEVICE_REFUSED);
      case CUTS_THE_LINE -> new Unknown(CUT_OFF);
      case STALLS, ANSWERS_LATE -> noAnswerInTime(command);
    };
  }

  @Override
  public List<DoorField> fields() {
    return List.of();
  }

  @Override
  public Set<DoorCapability> capabilities(DoorSettings settings) {
    return EnumSet.of(DoorCapability.TIMED_PULSE);
  }

  @Override
  public Health probe(DoorLine line, Duration limit) {
    return new Health.Well(null, "");
  }

  private static Opening noAnswerInTime(DoorCommand command) {
    try {
      Thread.sleep(command.timeLeft());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Unknown(NO_ANSWER);
  }
}
