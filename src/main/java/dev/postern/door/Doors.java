package dev.postern.door;

import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.NO_DOOR;
import static dev.postern.door.OpeningReason.TOO_LATE;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.postern.database.Uuid7;
import dev.postern.door.AddedDoor.Added;
import dev.postern.door.AddedDoor.Refused;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Unknown;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The doors of all rooms: which there are, and the one verb they have. */
@Component
public class Doors {
  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
  private static final int LONGEST_NAME = 200;

  private final DoorTable table;
  private final SimulatedDoors simulatedDoors;
  private final AllowedHosts hosts;
  private final Map<String, DoorDriver> drivers;
  private final Vault vault;
  private final JsonMapper json;
  private final Clock clock;

  Doors(
      DoorTable table,
      SimulatedDoors simulatedDoors,
      AllowedHosts hosts,
      List<DoorDriver> drivers,
      Vault vault,
      JsonMapper json,
      Clock clock) {
    this.table = table;
    this.simulatedDoors = simulatedDoors;
    this.hosts = hosts;
    this.drivers =
        drivers.stream().collect(toUnmodifiableMap(DoorDriver::name, Function.identity()));
    this.vault = vault;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Opens the room's door once, or says that it did not, or that nobody knows. Never tries twice
   * and never sends after the ticket's deadline; the answer is there by then. What goes wrong is an
   * answer, not an exception.
   *
   * <p>Hardware is slow, so it moves while no transaction is open: a caller inside one is refused
   * with an {@link org.springframework.transaction.IllegalTransactionStateException}.
   */
  @Transactional(propagation = Propagation.NEVER)
  public Opening open(UUID roomId, OpenTicket ticket) {
    Duration timeLeft = Duration.between(clock.instant(), ticket.deadline());
    long startedAt = System.nanoTime();
    try {
      Optional<Door> door = table.ofRoom(roomId);
      if (door.isEmpty()) {
        return new NotOpened(NO_DOOR);
      }
      Secret password = passwordOf(door.get());
      Duration used = Duration.ofNanos(System.nanoTime() - startedAt);
      return command(DoorCommand.within(timeLeft.minus(used), door.get(), password, ticket));
    } catch (RuntimeException e) {
      LOG.error("The door of room {} was not asked: {}", roomId, e.toString());
      return new NotOpened(NOT_READY);
    }
  }

  /** How long the room's door stays released once it opened; the kiosk counts it down. */
  public Duration pulse(UUID roomId) {
    return table
        .ofRoom(roomId)
        .flatMap(door -> Optional.ofNullable(drivers.get(door.driver())).map(it -> it.pulse(door)))
        .orElse(Duration.ZERO);
  }

  /** The room's door, for display. */
  public Optional<Door> doorOf(UUID roomId) {
    return table.ofRoom(roomId);
  }

  /** Gives a room a door that exists on the screen only; refused outside the rehearsal. */
  @Transactional
  public AddedDoor addSimulated(UUID roomId, String name) {
    Set<DoorFault> faults = DoorFault.of(nameFault(name), simulatedDoors.fault());
    if (!faults.isEmpty()) {
      return new Refused(faults);
    }
    AddedDoor answer = add(roomId, name, SimulatedDoors.DRIVER, "{}", null);
    if (answer instanceof Added added) {
      simulatedDoors.install(added.door().id());
    }
    return answer;
  }

  /**
   * Gives a room a door that a Shelly relay (second generation or later) releases. The password is
   * sealed and bound to the door's row. Nothing is sent to the device.
   */
  @Transactional
  public AddedDoor addShelly(UUID roomId, String name, ShellySettings settings, Secret password) {
    Set<DoorFault> faults =
        DoorFault.of(
            nameFault(name),
            settings.hostFault(hosts),
            settings.relayFault(),
            settings.pulseFault(),
            password.reveal().isBlank() ? DoorFault.PASSWORD_MISSING : null);
    if (!faults.isEmpty()) {
      return new Refused(faults);
    }
    return add(
        roomId, name, ShellySettings.DRIVER, json.writeValueAsString(settings.stored()), password);
  }

  private Opening command(DoorCommand command) {
    DoorDriver driver = drivers.get(command.door().driver());
    if (driver == null) {
      return new NotOpened(NOT_READY);
    }
    if (command.tooLate()) {
      return new NotOpened(TOO_LATE);
    }
    try {
      return driver.open(command);
    } catch (RuntimeException e) {
      LOG.error("The driver of door {} failed: {}", command.door().id(), e.toString());
      return new Unknown(UNCLEAR_ANSWER);
    }
  }

  private AddedDoor add(
      UUID roomId, String name, String driver, String settings, @Nullable Secret password) {
    Instant now = clock.instant();
    var door = new Door(Uuid7.at(now), roomId, name.strip(), driver, settings);
    byte[] sealed = password == null ? null : vault.seal(password, boundTo(door));
    return table.add(door, sealed, now)
        ? new Added(door)
        : new Refused(Set.of(DoorFault.ROOM_HAS_A_DOOR));
  }

  private @Nullable Secret passwordOf(Door door) {
    return table.sealedSecret(door.id()).map(it -> vault.open(it, boundTo(door))).orElse(null);
  }

  private static String boundTo(Door door) {
    return "door:" + door.id();
  }

  private static @Nullable DoorFault nameFault(String name) {
    return name.isBlank() || name.strip().length() > LONGEST_NAME ? DoorFault.NAME : null;
  }
}
