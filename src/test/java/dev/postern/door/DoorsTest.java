package dev.postern.door;

import static dev.postern.door.OpeningReason.CUT_OFF;
import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.NO_ANSWER;
import static dev.postern.door.OpeningReason.NO_DOOR;
import static dev.postern.door.OpeningReason.TOO_LATE;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
import static dev.postern.door.OpeningReason.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.postern.audit.Actor;
import dev.postern.door.AddedDoor.Added;
import dev.postern.door.AddedDoor.Refused;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.place.Places;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@PosternTest
@TestPropertySource(properties = "postern.rehearsal=true")
class DoorsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration BUSY_MACHINE = Duration.ofSeconds(3);
  private static final Secret PASSWORD = new Secret("Grüße an das Relais");

  @Autowired Doors doors;
  @Autowired SimulatedDoors simulatedDoors;
  @Autowired DoorTable table;
  @Autowired DoorStateTable states;
  @Autowired Places places;
  @Autowired Vault vault;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired HikariDataSource pool;
  @Autowired HandClock clock;

  @ParameterizedTest
  @EnumSource
  void theSimulatedDoorFailsInEveryWayARealOneDoes(Behaviour behaviour) {
    Door door = added(doors.addSimulated(room(), "Package room"));
    simulatedDoors.behave(door.id(), behaviour);
    Opening expected =
        switch (behaviour) {
          case OPENS, ANSWERS_TWICE -> new Opened();
          case REFUSES -> new NotOpened(DEVICE_REFUSED);
          case AWAY -> new NotOpened(UNREACHABLE);
          case CUTS_THE_LINE, HALF_ANSWER -> new Unknown(CUT_OFF);
          case WRONG_ANSWER -> new Unknown(UNCLEAR_ANSWER);
          case STALLS, ANSWERS_LATE -> new Unknown(NO_ANSWER);
        };
    boolean slow = expected.equals(new Unknown(NO_ANSWER));
    long startedAt = System.nanoTime();

    Opening opening = doors.open(door.roomId(), ticket(slow ? SOON : DEADLINE));

    assertThat(opening).isEqualTo(expected);
    assertThat(Duration.ofNanos(System.nanoTime() - startedAt)).isLessThan(SOON.plus(BUSY_MACHINE));
    SimulatedDoor state = simulatedDoors.state(door.id()).orElseThrow();
    assertThat(state.behaviour()).isEqualTo(behaviour);
    assertThat(state.pulses()).isEqualTo(behaviour.releases() ? 1 : 0);
    assertThat(state.isOpen(clock.instant())).isEqualTo(behaviour.releases());
    assertThat(state.isOpen(clock.instant().plus(SimulatedDoors.PULSE))).isFalse();
  }

  @Test
  void countsEveryPulseOfCommandsThatComeAtOnce() throws Exception {
    Door door = added(doors.addSimulated(room(), "Package room"));
    Callable<Opening> command = () -> doors.open(door.roomId(), ticket());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Opening> opening : threads.invokeAll(Collections.nCopies(20, command))) {
        assertThat(opening.get()).isEqualTo(new Opened());
      }
    }
    assertThat(simulatedDoors.state(door.id()).orElseThrow().pulses()).isEqualTo(20);
  }

  @Test
  void doesNotOpenARoomWithoutADoor() {
    assertThat(doors.open(room(), ticket())).isEqualTo(new NotOpened(NO_DOOR));
  }

  @Test
  void sendsNoCommandAfterItsDeadline() {
    Door door = added(doors.addSimulated(room(), "Package room"));
    var late = new OpenTicket(UUID.randomUUID(), clock.instant());

    assertThat(doors.open(door.roomId(), late)).isEqualTo(new NotOpened(TOO_LATE));
    assertThat(simulatedDoors.state(door.id()).orElseThrow().pulses()).isZero();
  }

  @Test
  void refusesToMoveHardwareWhileATransactionIsOpen() {
    Door door = added(doors.addSimulated(room(), "Package room"));

    assertThatThrownBy(() -> transaction.execute(status -> doors.open(door.roomId(), ticket())))
        .isInstanceOf(IllegalTransactionStateException.class);
    assertThat(simulatedDoors.state(door.id()).orElseThrow().pulses()).isZero();
  }

  @Test
  void holdsNoConnectionToTheDatabaseWhileADoorMoves() throws Exception {
    Door door = added(doors.addSimulated(room(), "Package room"));
    simulatedDoors.behave(door.id(), Behaviour.STALLS);
    Callable<Opening> command = () -> doors.open(door.roomId(), ticket(DEADLINE.dividedBy(4)));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Opening>> moving = new ArrayList<>();
      for (int n = 0; n < pool.getMaximumPoolSize(); n++) moving.add(threads.submit(command));
      while (pool.getHikariPoolMXBean().getActiveConnections() > 0) Thread.sleep(10);
      assertThat(moving).noneMatch(Future::isDone);
    }
  }

  @Test
  void handsTheDriverItsSettingsAndThePasswordThatOnlyTheVaultCanRead() {
    var shelly = new Recorder(new Opened());
    Doors shellyDoors = doors(simulatedDoors, List.of("relay.lan"), List.of(shelly));
    Door door =
        added(
            shellyDoors.add(
                room(),
                " Package room ",
                "shelly",
                Map.of("host", "Relay.LAN:80", "relay", "1"),
                PASSWORD));
    OpenTicket ticket = ticket();

    assertThat(shellyDoors.open(door.roomId(), ticket)).isEqualTo(new Opened());

    DoorCommand command = shelly.commands.getFirst();
    assertThat(shelly.commands).hasSize(1);
    assertThat(command.line().password()).isEqualTo(PASSWORD);
    assertThat(command.entry()).isEqualTo(ticket.entry());
    assertThat(command.line().door().name()).isEqualTo("Package room");
    assertThat(command.settings().values())
        .isEqualTo(Map.of("host", "relay.lan", "relay", "1", "pulseSeconds", "5"));
    assertThat(shellyDoors.doorOf(door.roomId())).contains(command.line().door());
    assertThat(rowOf(door)).doesNotContain(PASSWORD.reveal());
  }

  @Test
  void doesNotOpenWithAPasswordThatWasSealedForAnotherDoor() {
    var shelly = new Recorder(new Opened());
    Doors shellyDoors = doors(simulatedDoors, List.of("relay.lan"), List.of(shelly));
    var settings = Map.of("host", "relay.lan");
    Door one = added(shellyDoors.add(room(), "One", "shelly", settings, PASSWORD));
    Door two = added(shellyDoors.add(room(), "Two", "shelly", settings, PASSWORD));
    jdbc.sql(
            """
            update door set sealed_secret = (select sealed_secret from door where id = :one)
             where id = :two
            """)
        .param("one", one.id())
        .param("two", two.id())
        .update();

    assertThat(shellyDoors.open(two.roomId(), ticket())).isEqualTo(new NotOpened(NOT_READY));
    assertThat(shelly.commands).isEmpty();
  }

  @Test
  void doesNotKnowWhatADoorDidWhoseDriverFailed() {
    DoorDriver broken =
        new Recorder(new Opened()) {
          @Override
          public Opening open(DoorCommand command) {
            throw new IllegalStateException("a surprise");
          }
        };
    Doors shellyDoors = doors(simulatedDoors, List.of("relay.lan"), List.of(broken));
    Door door =
        added(shellyDoors.add(room(), "One", "shelly", Map.of("host", "relay.lan"), PASSWORD));

    assertThat(shellyDoors.open(door.roomId(), ticket())).isEqualTo(new Unknown(UNCLEAR_ANSWER));
  }

  @Test
  void doesNotOpenADoorWhoseDriverIsNotThere() {
    Door door = added(doors.addSimulated(room(), "Package room"));

    assertThat(doors(simulatedDoors, List.of(), List.of()).open(door.roomId(), ticket()))
        .isEqualTo(new NotOpened(NOT_READY));
  }

  @Test
  void namesEveryFaultOfANewDoorAtItsField() {
    var wrong = Map.of("host", "http://x", "relay", "-1", "pulseSeconds", "0");
    assertThat(faults(doors.add(room(), " ", "shelly", wrong, new Secret(" "))))
        .containsExactly("name NAME", "host HOST", "relay NUMBER", "pulseSeconds NUMBER");
    assertThat(faults(doors.add(room(), "One", "shelly", Map.of("host", "relay.lan"), null)))
        .containsExactly("host HOST_NOT_ALLOWED", "password MISSING");
    assertThat(faults(doors.add(room(), "One", "no-such", Map.of(), null)))
        .containsExactly("driver UNKNOWN_DRIVER");
    assertThat(faults(doors.addSimulated(room(), "x".repeat(201)))).containsExactly("name NAME");
  }

  @Test
  void readsTheSettingsThatEarlierVersionsStored() {
    Door door = added(doors.addSimulated(room(), "Old"));
    jdbc.sql(
            """
            update door set driver = 'shelly',
              settings = '{"host": "relay.lan", "relay": 1, "pulseSeconds": 7}'
            where id = ?
            """)
        .param(door.id())
        .update();
    DoorSettings settings = doors.find(door.id()).orElseThrow().settings();
    assertThat(settings.number("relay")).isEqualTo(1);
    assertThat(settings.pulse()).isEqualTo(Duration.ofSeconds(7));
    assertThat(settings.hasContact()).isFalse();
  }

  @Test
  void givesARoomOneDoorOnly() {
    UUID room = room();
    Door first = added(doors.addSimulated(room, "First"));

    assertThat(faults(doors.addSimulated(room, "Second"))).containsExactly("name ROOM_HAS_A_DOOR");
    assertThat(doors.doorOf(room).map(Door::id)).contains(first.id());
  }

  private Doors doors(SimulatedDoors simulated, List<String> hosts, List<DoorDriver> drivers) {
    return new Doors(table, states, simulated, new AllowedHosts(hosts), drivers, vault, clock);
  }

  private UUID room() {
    var organization =
        places
            .organization()
            .orElseGet(() -> places.found(Actor.SYSTEM, "River Street Homes", true));
    var property =
        places.addProperty(
            Actor.SYSTEM,
            organization,
            "River Street",
            "1 River Street",
            ZoneId.of("America/New_York"),
            "US",
            "en");
    return places.addRoom(Actor.SYSTEM, property.id(), "Package room").id();
  }

  private OpenTicket ticket() {
    return ticket(DEADLINE);
  }

  private OpenTicket ticket(Duration time) {
    Instant deadline = clock.instant().plus(time);
    return new OpenTicket(UUID.randomUUID(), deadline);
  }

  private String rowOf(Door door) {
    return jdbc.sql(
            "select cast(d as text) || encode(sealed_secret, 'escape') from door d where id = :id")
        .param("id", door.id())
        .query(String.class)
        .single();
  }

  private static List<String> faults(AddedDoor answer) {
    return ((Refused) answer).faults().stream().map(it -> it.field() + " " + it.reason()).toList();
  }

  private static Door added(AddedDoor answer) {
    assertThat(answer).isInstanceOf(Added.class);
    return ((Added) answer).door();
  }

  private static class Recorder implements DoorDriver {
    private final Opening answer;
    final List<DoorCommand> commands = new ArrayList<>();

    Recorder(Opening answer) {
      this.answer = answer;
    }

    @Override
    public String name() {
      return "shelly";
    }

    @Override
    public Opening open(DoorCommand command) {
      commands.add(command);
      return answer;
    }

    @Override
    public List<DoorField> fields() {
      return List.of(
          DoorField.host(80),
          DoorField.number("relay", 0, 99, "0"),
          DoorField.PULSE,
          DoorField.secret(true));
    }

    @Override
    public Set<DoorCapability> capabilities(DoorSettings settings) {
      return Set.of(DoorCapability.TIMED_PULSE);
    }

    @Override
    public Health probe(DoorLine line, Duration limit) {
      return new Health.Well(null, "");
    }
  }
}
