package dev.postern.door.driver.modbus;

import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.HOST_NOT_ALLOWED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.SILENT;
import static dev.postern.door.OpeningReason.TOO_LATE;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
import static dev.postern.door.OpeningReason.UNREACHABLE;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ReadCoilsRequest;
import com.digitalpetri.modbus.pdu.ReadDiscreteInputsRequest;
import dev.postern.door.AllowedHosts;
import dev.postern.door.Contact;
import dev.postern.door.DoorCapability;
import dev.postern.door.DoorCommand;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorFault;
import dev.postern.door.DoorField;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorSettings;
import dev.postern.door.Health;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.Look;
import dev.postern.door.driver.modbus.ModbusAnswer.Bit;
import dev.postern.door.driver.modbus.ModbusAnswer.Echo;
import dev.postern.door.driver.modbus.ModbusAnswer.Refused;
import dev.postern.door.driver.modbus.ModbusAnswer.Unclear;
import dev.postern.door.driver.modbus.ModbusLine.Answered;
import dev.postern.door.driver.modbus.ModbusLine.Lost;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * On one connection that is made for it: reads the relay's coil, which moves nothing and shows that
 * the board is there and knows the relay; sends the pulse once; and reads the coil back. An echo
 * only says that a value was written, so nothing but a coil that reads on counts as opened.
 */
@Component
class ModbusDriver implements DoorDriver {
  private static final Logger LOG = LoggerFactory.getLogger(ModbusDriver.class);
  static final String NAME = "modbus";
  static final String UNIT = "unit";
  static final String COIL = "coil";
  static final String FLASH_BASE = "flashBase";
  static final String TICK = "tick";
  static final String REGISTER = "register";
  static final String CONTACT_INPUT = "contactInput";
  static final String EXIT_INPUT = "exitInput";
  private static final int MODBUS = 502;
  private static final int LAST_UNIT = 255;
  private static final int LONGEST_TICK = 10_000;
  private static final Duration BETWEEN_READS = Duration.ofMillis(50);
  private static final int MOST_READS = 5;

  private final AllowedHosts hosts;

  ModbusDriver(AllowedHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DoorField> fields() {
    return List.of(
        DoorField.host(MODBUS),
        DoorField.number(UNIT, 0, LAST_UNIT, "1"),
        DoorField.number(COIL, 0, PulseBy.LAST_ADDRESS, "0"),
        PulseBy.field(),
        DoorField.PULSE,
        DoorField.number(FLASH_BASE, 1, PulseBy.LAST_ADDRESS, "512"),
        DoorField.number(TICK, 1, LONGEST_TICK, "100"),
        DoorField.numberOrNone(REGISTER, 0, PulseBy.LAST_ADDRESS),
        DoorField.CONTACT,
        DoorField.number(CONTACT_INPUT, 0, PulseBy.LAST_ADDRESS, "0"),
        DoorField.numberOrNone(EXIT_INPUT, 0, PulseBy.LAST_ADDRESS));
  }

  @Override
  public List<DoorFault> faults(DoorSettings settings) {
    Optional<DoorFault> pulse = PulseBy.of(settings).fault(settings);
    boolean same =
        settings.hasContact()
            && settings.has(EXIT_INPUT)
            && settings.number(EXIT_INPUT) == settings.number(CONTACT_INPUT);
    var exit = new DoorFault(EXIT_INPUT, DoorFault.Reason.UNUSABLE);
    return same ? List.of(exit) : pulse.stream().toList();
  }

  @Override
  public Set<DoorCapability> capabilities(DoorSettings settings) {
    return DoorCapability.of(settings, settings.has(EXIT_INPUT));
  }

  @Override
  public Opening open(DoorCommand command) {
    DoorSettings settings = command.settings();
    Optional<ModbusRequestPdu> pulse = PulseBy.of(settings).request(settings);
    if (pulse.isEmpty()) {
      return new NotOpened(NOT_READY);
    }
    if (!hosts.allow(settings.host())) {
      return new NotOpened(HOST_NOT_ALLOWED);
    }
    if (command.tooLate()) {
      return new NotOpened(TOO_LATE);
    }
    Opening opening = open(command, pulse.get());
    if (!(opening instanceof Opened)) {
      LOG.warn("Modbus board at {}: {}", settings.host(), opening);
    }
    return opening;
  }

  @Override
  public Health probe(DoorLine line, Duration limit) {
    return look(line.settings(), limit).health();
  }

  @Override
  public OpeningReason watch(DoorLine line, long after, DoorListener listener)
      throws InterruptedException {
    return Look.watch(() -> look(line.settings(), LONGEST_LOOK), listener);
  }

  private static Opening open(DoorCommand command, ModbusRequestPdu pulse) {
    DoorSettings settings = command.settings();
    long questionEndsAt = System.nanoTime() + command.timeForQuestions().toNanos();
    try (var line = ModbusLine.connect(settings.host(), settings.number(UNIT), questionEndsAt)) {
      return switch (bit(line, coil(settings), questionEndsAt)) {
        case None(OpeningReason because) -> new NotOpened(because);
        case Read(boolean on) -> {
          if (on) LOG.warn("Modbus board at {}: the coil was on before", settings.host());
          yield pulse(line, pulse, command);
        }
      };
    } catch (IOException e) {
      return new NotOpened(UNREACHABLE);
    }
  }

  private static Opening pulse(ModbusLine line, ModbusRequestPdu pulse, DoorCommand command) {
    if (command.tooLate()) {
      return new NotOpened(TOO_LATE);
    }
    return switch (line.ask(pulse, command.endsAt())) {
      case Lost(OpeningReason because) -> new Unknown(because);
      case Answered(Echo()) -> readBack(line, command);
      case Answered(Refused refused) when refused.isCertain() -> new NotOpened(DEVICE_REFUSED);
      case Answered(ModbusAnswer answer) -> new Unknown(UNCLEAR_ANSWER);
    };
  }

  /** A board may answer a moment before its relay moves. */
  private static Opening readBack(ModbusLine line, DoorCommand command) {
    for (int i = 0; i < MOST_READS; i++) {
      switch (line.ask(coil(command.settings()), command.endsAt())) {
        case Answered(Bit(boolean on)) when on -> {
          return new Opened();
        }
        case Answered(Bit(boolean on)) -> pause();
        case Answered(ModbusAnswer answer) -> {
          return new Unknown(UNCLEAR_ANSWER);
        }
        case Lost(OpeningReason because) -> {
          return new Unknown(because);
        }
      }
    }
    return new Unknown(UNCLEAR_ANSWER);
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_READS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Look look(DoorSettings settings, Duration limit) {
    if (!hosts.allow(settings.host())) return new Look.Failed(HOST_NOT_ALLOWED);
    long endsAt = System.nanoTime() + limit.toNanos();
    try (var line = ModbusLine.connect(settings.host(), settings.number(UNIT), endsAt)) {
      return look(line, settings, endsAt);
    } catch (IOException e) {
      return new Look.Failed(UNREACHABLE);
    }
  }

  private static Look look(ModbusLine line, DoorSettings settings, long endsAt) {
    if (bit(line, coil(settings), endsAt) instanceof None(OpeningReason because)) {
      return new Look.Failed(because);
    }
    Contact contact = null;
    if (settings.hasContact()) {
      switch (bit(line, input(settings, CONTACT_INPUT), endsAt)) {
        case None(OpeningReason because) -> {
          return new Look.Failed(because);
        }
        case Read(boolean on) -> contact = settings.contact(on);
      }
    }
    var health = new Health.Well(contact, "");
    if (!settings.has(EXIT_INPUT)) return new Look.Seen(health, false);
    return switch (bit(line, input(settings, EXIT_INPUT), endsAt)) {
      case None(OpeningReason because) -> new Look.Failed(because);
      case Read(boolean on) -> new Look.Seen(health, on);
    };
  }

  /** What a question that moves nothing brought. */
  private sealed interface Question {}

  private record Read(boolean on) implements Question {}

  private record None(OpeningReason because) implements Question {}

  private static Question bit(ModbusLine line, ModbusRequestPdu question, long endsAt) {
    return switch (line.ask(question, endsAt)) {
      case Answered(Bit(boolean on)) -> new Read(on);
      case Answered(Refused refused) -> new None(DEVICE_REFUSED);
      case Answered(Echo echo) -> new None(SILENT);
      case Answered(Unclear unclear) -> new None(SILENT);
      case Lost(OpeningReason because) -> new None(SILENT);
    };
  }

  private static ModbusRequestPdu coil(DoorSettings settings) {
    return new ReadCoilsRequest(settings.number(COIL), 1);
  }

  private static ModbusRequestPdu input(DoorSettings settings, String field) {
    return new ReadDiscreteInputsRequest(settings.number(field), 1);
  }
}
