package dev.postern.door.driver.simulated;

import static dev.postern.door.OpeningReason.CUT_OFF;
import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.NO_ANSWER;
import static dev.postern.door.OpeningReason.NO_DOOR;
import static dev.postern.door.OpeningReason.ONLY_IN_REHEARSAL;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
import static dev.postern.door.OpeningReason.UNREACHABLE;

import dev.postern.door.Contact;
import dev.postern.door.DoorCapability;
import dev.postern.door.DoorCommand;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorField;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorSettings;
import dev.postern.door.DoorSign;
import dev.postern.door.Health;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.door.SimulatedDoor;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

@Component
class SimulatedDriver implements DoorDriver {
  private final SimulatedDoors doors;
  private final Clock clock;

  SimulatedDriver(SimulatedDoors doors, Clock clock) {
    this.doors = doors;
    this.clock = clock;
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
      case OPENS, ANSWERS_TWICE -> new Opened();
      case REFUSES -> new NotOpened(DEVICE_REFUSED);
      case AWAY -> new NotOpened(UNREACHABLE);
      case CUTS_THE_LINE, HALF_ANSWER -> new Unknown(CUT_OFF);
      case WRONG_ANSWER -> new Unknown(UNCLEAR_ANSWER);
      case STALLS, ANSWERS_LATE -> noAnswerInTime(command);
    };
  }

  @Override
  public List<DoorField> fields() {
    return List.of(DoorField.CONTACT);
  }

  @Override
  public Set<DoorCapability> capabilities(DoorSettings settings) {
    return settings.hasContact()
        ? EnumSet.allOf(DoorCapability.class)
        : EnumSet.of(DoorCapability.TIMED_PULSE);
  }

  @Override
  public Health probe(DoorLine line, Duration limit) {
    return health(doors.state(line.door().id()), line);
  }

  @Override
  public OpeningReason watch(DoorLine line, long after, DoorListener listener)
      throws InterruptedException {
    Optional<SimulatedDoor> door = doors.state(line.door().id());
    while (true) {
      switch (health(door, line)) {
        case Health.Well well -> listener.well(well.contact());
        case Health.Ill(OpeningReason because) -> {
          return because;
        }
      }
      Thread.sleep(BETWEEN_LOOKS);
      Optional<Instant> before = door.map(SimulatedDoor::exitPressedAt);
      door = doors.state(line.door().id());
      if (!door.map(SimulatedDoor::exitPressedAt).equals(before)) {
        listener.heard(new DoorSign(DoorSign.Kind.EXIT_BUTTON));
      }
    }
  }

  private Health health(Optional<SimulatedDoor> door, DoorLine line) {
    return door.map(it -> health(it, line.settings())).orElse(new Health.Ill(NO_DOOR));
  }

  private Health health(SimulatedDoor door, DoorSettings settings) {
    if (!doors.allowed()) return new Health.Ill(ONLY_IN_REHEARSAL);
    if (door.behaviour() == Behaviour.AWAY) return new Health.Ill(UNREACHABLE);
    Contact contact = settings.hasContact() ? door.contact(clock.instant()) : null;
    return new Health.Well(contact, "");
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
