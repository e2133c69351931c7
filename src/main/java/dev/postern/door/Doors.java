package dev.postern.door;

import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.NO_DOOR;
import static dev.postern.door.OpeningReason.TOO_LATE;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.postern.database.ShortMemory;
import dev.postern.database.Uuid7;
import dev.postern.door.AddedDoor.Added;
import dev.postern.door.AddedDoor.Refused;
import dev.postern.door.DoorFault.Reason;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Unknown;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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

/** The doors of all rooms: which there are, and the one verb they have. */
@Component
public class Doors {
  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

  private final DoorTable table;
  private final DoorStateTable states;
  private final SimulatedDoors simulatedDoors;
  private final AllowedHosts hosts;
  private final Map<String, DoorDriver> drivers;
  private final Vault vault;
  private final Clock clock;
  private final ShortMemory<UUID, Known> known = new ShortMemory<>();

  /** A room's door, and its device's password as it is stored. */
  private record Known(Door door, Optional<byte[]> sealedPassword) {}

  Doors(
      DoorTable table,
      DoorStateTable states,
      SimulatedDoors simulatedDoors,
      AllowedHosts hosts,
      List<DoorDriver> drivers,
      Vault vault,
      Clock clock) {
    this.table = table;
    this.states = states;
    this.simulatedDoors = simulatedDoors;
    this.hosts = hosts;
    this.drivers =
        drivers.stream().collect(toUnmodifiableMap(DoorDriver::name, Function.identity()));
    this.vault = vault;
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
      Optional<Known> found = known(roomId);
      if (found.isEmpty()) {
        return new NotOpened(NO_DOOR);
      }
      Door door = found.get().door();
      var line = new DoorLine(door, unsealed(door, found.get().sealedPassword()));
      Duration used = Duration.ofNanos(System.nanoTime() - startedAt);
      return command(DoorCommand.within(timeLeft.minus(used), line, ticket));
    } catch (RuntimeException e) {
      LOG.error("The door of room {} was not asked: {}", roomId, e.toString());
      return new NotOpened(NOT_READY);
    }
  }

  /** How long the room's door stays released once it opened; the kiosk counts it down. */
  public Duration pulse(UUID roomId) {
    return known(roomId).map(it -> it.door().settings().pulse()).orElse(Duration.ZERO);
  }

  /** Whether the room's door can tell whether it is open. */
  public boolean hasContact(UUID roomId) {
    return known(roomId).filter(it -> it.door().settings().hasContact()).isPresent();
  }

  public Optional<Door> find(UUID doorId) {
    return table.find(doorId);
  }

  /** The room's door, for display. */
  public Optional<Door> doorOf(UUID roomId) {
    return table.ofRoom(roomId);
  }

  /** The kinds of doors that may be added here, by name. */
  public List<DoorDriver> drivers() {
    return drivers.values().stream()
        .filter(it -> simulatedDoors.allowed() || !it.name().equals(SimulatedDoors.DRIVER))
        .sorted(Comparator.comparing(DoorDriver::name))
        .toList();
  }

  /** What the room's door can do besides being told to open; empty if there is none. */
  public Set<DoorCapability> capabilities(Door door) {
    DoorDriver driver = drivers.get(door.driver());
    return driver == null ? Set.of() : driver.capabilities(door.settings());
  }

  /** Gives a room a door that exists on the screen only; refused outside the rehearsal. */
  @Transactional
  public AddedDoor addSimulated(UUID roomId, String name) {
    return add(roomId, name, SimulatedDoors.DRIVER, Map.of(), null);
  }

  /**
   * Gives a room its door. The password is sealed and bound to the door's row. Nothing is sent to
   * the device.
   *
   * @param typed by the names of the driver's fields; what is not there counts as its usual value
   */
  @Transactional
  public AddedDoor add(
      UUID roomId,
      String name,
      String driver,
      Map<String, String> typed,
      @Nullable Secret password) {
    DoorForm form = DoorForm.read(drivers.get(driver), name, typed, password, hosts);
    List<DoorFault> faults = new ArrayList<>(form.faults());
    if (driver.equals(SimulatedDoors.DRIVER)) simulatedDoors.fault().ifPresent(faults::add);
    if (!faults.isEmpty()) return new Refused(faults);
    Instant now = clock.instant();
    var door = new Door(Uuid7.at(now), roomId, name.strip(), driver, form.settings());
    known.forget();
    if (!table.add(door, sealed(door, password), now)) {
      return new Refused(List.of(new DoorFault("name", Reason.ROOM_HAS_A_DOOR)));
    }
    states.add(door.id());
    if (driver.equals(SimulatedDoors.DRIVER)) simulatedDoors.install(door.id());
    return new Added(door);
  }

  /**
   * Changes a door's name and settings; its kind stays.
   *
   * @param password null leaves the one that is there
   */
  @Transactional
  public AddedDoor change(
      UUID doorId, String name, Map<String, String> typed, @Nullable Secret password) {
    Door before = table.find(doorId).orElseThrow();
    boolean keeps = password == null || password.reveal().isEmpty();
    Secret counts = keeps ? passwordOf(before) : password;
    DoorForm form = DoorForm.read(drivers.get(before.driver()), name, typed, counts, hosts);
    if (!form.faults().isEmpty()) return new Refused(form.faults());
    var door = new Door(doorId, before.roomId(), name.strip(), before.driver(), form.settings());
    known.forget();
    table.change(door, keeps ? null : sealed(door, password));
    states.forget(doorId);
    return new Added(door);
  }

  /** The room has no door any more; what happened at it is forgotten, its entries are not. */
  @Transactional
  public void remove(UUID doorId) {
    known.forget();
    table.remove(doorId);
  }

  /** A look at the door's device, within the limit; nothing moves. */
  @Transactional(propagation = Propagation.NEVER)
  public Health probe(UUID doorId, Duration limit) {
    Optional<Door> door = table.find(doorId);
    DoorDriver driver = door.map(it -> drivers.get(it.driver())).orElse(null);
    if (door.isEmpty() || driver == null) return new Health.Ill(NO_DOOR);
    try {
      return driver.probe(new DoorLine(door.get(), passwordOf(door.get())), limit);
    } catch (RuntimeException e) {
      LOG.error("The look at door {} failed: {}", doorId, e.toString());
      return new Health.Ill(UNCLEAR_ANSWER);
    }
  }

  /** As {@link DoorDriver#watch}; empty if there is no such door. */
  Optional<OpeningReason> watch(UUID doorId, DoorListener listener) throws InterruptedException {
    Optional<Door> door = table.find(doorId);
    DoorDriver driver = door.map(it -> drivers.get(it.driver())).orElse(null);
    if (door.isEmpty()) return Optional.empty();
    if (driver == null) return Optional.of(NOT_READY);
    var line = new DoorLine(door.get(), passwordOf(door.get()));
    return Optional.of(driver.watch(line, states.lastSign(doorId), listener));
  }

  private Opening command(DoorCommand command) {
    DoorDriver driver = drivers.get(command.line().door().driver());
    if (driver == null) {
      return new NotOpened(NOT_READY);
    }
    if (command.tooLate()) {
      return new NotOpened(TOO_LATE);
    }
    try {
      return driver.open(command);
    } catch (RuntimeException e) {
      LOG.error("The driver of door {} failed: {}", command.line().door().id(), e.toString());
      return new Unknown(UNCLEAR_ANSWER);
    }
  }

  private byte @Nullable [] sealed(Door door, @Nullable Secret password) {
    return password == null || password.reveal().isEmpty()
        ? null
        : vault.seal(password, boundTo(door));
  }

  private @Nullable Secret passwordOf(Door door) {
    return unsealed(door, table.sealedSecret(door.id()));
  }

  private @Nullable Secret unsealed(Door door, Optional<byte[]> sealed) {
    return sealed.map(it -> vault.open(it, boundTo(door))).orElse(null);
  }

  private Optional<Known> known(UUID roomId) {
    return known.get(
        roomId,
        room -> table.ofRoom(room).map(door -> new Known(door, table.sealedSecret(door.id()))));
  }

  private static String boundTo(Door door) {
    return "door:" + door.id();
  }
}
