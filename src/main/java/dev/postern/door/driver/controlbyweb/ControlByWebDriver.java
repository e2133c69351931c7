package dev.postern.door.driver.controlbyweb;

import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.HOST_NOT_ALLOWED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.PASSWORD_REFUSED;
import static dev.postern.door.OpeningReason.SILENT;
import static dev.postern.door.OpeningReason.TOO_LATE;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
import static dev.postern.door.OpeningReason.UNREACHABLE;

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
import dev.postern.door.driver.controlbyweb.ControlByWebCall.Answered;
import dev.postern.door.driver.controlbyweb.ControlByWebCall.Lost;
import dev.postern.door.driver.controlbyweb.ControlByWebCall.NeverLeft;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks for the state first, which moves nothing and shows the model's way to spell things: whatever
 * goes wrong before the pulse leaves is certainly <em>not opened</em>, and a device whose answers
 * cannot be read is never told to pulse. The pulse is answered by the same document, and only a
 * relay that it says is on counts as opened.
 */
@Component
class ControlByWebDriver implements DoorDriver {
  private static final Logger LOG = LoggerFactory.getLogger(ControlByWebDriver.class);
  static final String NAME = "controlbyweb";
  static final String RELAY = "relay";
  static final String CONTACT_INPUT = "contactInput";
  static final String EXIT_INPUT = "exitInput";
  private static final int HTTP = 80;
  private static final int LAST = 99;
  private static final Duration UNTIL_IT_SWITCHED = Duration.ofMillis(100);

  private final AllowedHosts hosts;

  ControlByWebDriver(AllowedHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DoorField> fields() {
    return List.of(
        DoorField.host(HTTP),
        DoorField.number(RELAY, StateXml.ONLY, LAST, "0"),
        DoorField.PULSE,
        DoorField.USER,
        DoorField.secret(false),
        DoorField.CONTACT,
        DoorField.number(CONTACT_INPUT, StateXml.ONLY, LAST, "0"),
        DoorField.numberOrNone(EXIT_INPUT, StateXml.ONLY, LAST));
  }

  @Override
  public List<DoorFault> faults(DoorSettings settings) {
    boolean same =
        settings.hasContact()
            && settings.has(EXIT_INPUT)
            && settings.number(EXIT_INPUT) == settings.number(CONTACT_INPUT);
    // A colon ends the user in basic authentication.
    boolean colon = settings.text(DoorField.USER.name()).contains(":");
    if (colon) return List.of(unusable(DoorField.USER.name()));
    return same ? List.of(unusable(EXIT_INPUT)) : List.of();
  }

  @Override
  public Set<DoorCapability> capabilities(DoorSettings settings) {
    return DoorCapability.of(settings, settings.has(EXIT_INPUT));
  }

  @Override
  public Opening open(DoorCommand command) {
    if (!hosts.allow(command.settings().host())) {
      return new NotOpened(HOST_NOT_ALLOWED);
    }
    if (command.tooLate()) {
      return new NotOpened(TOO_LATE);
    }
    Opening opening = open(command, new ControlByWebCall(command.line()));
    if (!(opening instanceof Opened)) {
      LOG.warn("ControlByWeb at {}: {}", command.settings().host(), opening);
    }
    return opening;
  }

  @Override
  public Health probe(DoorLine line, Duration limit) {
    return look(line, limit).health();
  }

  @Override
  public OpeningReason watch(DoorLine line, long after, DoorListener listener)
      throws InterruptedException {
    return Look.watch(() -> look(line, LONGEST_LOOK), listener);
  }

  private Opening open(DoorCommand command, ControlByWebCall device) {
    return switch (state(device, command.settings(), command.timeForQuestions())) {
      case Failed(OpeningReason because) -> new NotOpened(because);
      case Read(StateXml state) -> {
        if (command.tooLate()) yield new NotOpened(TOO_LATE);
        DoorSettings settings = command.settings();
        int relay = settings.number(RELAY);
        String pulse = state.pulse(relay, settings.pulse().toSeconds());
        yield switch (device.get(pulse, command.endsAt())) {
          case NeverLeft() -> new NotOpened(UNREACHABLE);
          case Lost(OpeningReason because) -> new Unknown(because);
          case Answered(RawAnswer answer) -> read(answer, device, relay, command);
        };
      }
    };
  }

  /** What the answer to a pulse says. */
  private static Opening read(
      RawAnswer answer, ControlByWebCall device, int relay, DoorCommand command) {
    if (answer.status() == 401) {
      return new NotOpened(PASSWORD_REFUSED);
    }
    if (answer.status() >= 400 && answer.status() < 500) {
      return new NotOpened(DEVICE_REFUSED);
    }
    Optional<Boolean> on = StateXml.read(answer.body()).flatMap(it -> it.relay(relay));
    if (on.isEmpty()) {
      return new Unknown(UNCLEAR_ANSWER);
    }
    // It may have answered before it switched. Looking once more sends no command.
    return on.get() || isOnAMomentLater(device, relay, command)
        ? new Opened()
        : new Unknown(UNCLEAR_ANSWER);
  }

  private static boolean isOnAMomentLater(ControlByWebCall device, int relay, DoorCommand command) {
    try {
      Thread.sleep(UNTIL_IT_SWITCHED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return device.get(ControlByWebCall.STATE, command.endsAt()) instanceof Answered(var answer)
        && StateXml.read(answer.body()).flatMap(it -> it.relay(relay)).orElse(false);
  }

  /** What a question that moves nothing brought. */
  private sealed interface State {}

  private record Read(StateXml state) implements State {}

  private record Failed(OpeningReason because) implements State {}

  private static State state(ControlByWebCall device, DoorSettings settings, Duration limit) {
    return switch (device.get(ControlByWebCall.STATE, System.nanoTime() + limit.toNanos())) {
      case NeverLeft() -> new Failed(UNREACHABLE);
      case Lost(OpeningReason because) -> new Failed(SILENT);
      case Answered(RawAnswer answer) when answer.status() == 401 -> new Failed(PASSWORD_REFUSED);
      case Answered(RawAnswer answer) when answer.status() != 200 -> new Failed(DEVICE_REFUSED);
      case Answered(RawAnswer answer) ->
          StateXml.read(answer.body())
              .map(it -> withRelay(it, settings))
              .orElse(new Failed(SILENT));
    };
  }

  private static State withRelay(StateXml state, DoorSettings settings) {
    if (state.relay(settings.number(RELAY)).isPresent()) return new Read(state);
    LOG.warn("ControlByWeb at {} has no relay {}", settings.host(), settings.number(RELAY));
    return new Failed(NOT_READY);
  }

  private Look look(DoorLine line, Duration limit) {
    DoorSettings settings = line.settings();
    if (!hosts.allow(settings.host())) return new Look.Failed(HOST_NOT_ALLOWED);
    return switch (state(new ControlByWebCall(line), settings, limit)) {
      case Failed(OpeningReason because) -> new Look.Failed(because);
      case Read(StateXml state) -> look(state, settings);
    };
  }

  private static Look look(StateXml state, DoorSettings settings) {
    Optional<Boolean> leaf =
        settings.hasContact() ? state.input(settings.number(CONTACT_INPUT)) : Optional.empty();
    Optional<Boolean> exit =
        settings.has(EXIT_INPUT) ? state.input(settings.number(EXIT_INPUT)) : Optional.of(false);
    if ((settings.hasContact() && leaf.isEmpty()) || exit.isEmpty()) {
      LOG.warn("ControlByWeb at {} has no such input as its door says", settings.host());
      return new Look.Failed(NOT_READY);
    }
    Contact contact = leaf.map(settings::contact).orElse(null);
    return new Look.Seen(new Health.Well(contact, state.device()), exit.get());
  }

  private static DoorFault unusable(String field) {
    return new DoorFault(field, DoorFault.Reason.UNUSABLE);
  }
}
