package dev.postern.door.driver.shelly;

import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.HOST_NOT_ALLOWED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.PASSWORD_REFUSED;
import static dev.postern.door.OpeningReason.SILENT;
import static dev.postern.door.OpeningReason.TOO_LATE;
import static dev.postern.door.OpeningReason.UNREACHABLE;

import dev.postern.door.AllowedHosts;
import dev.postern.door.DoorCapability;
import dev.postern.door.DoorCommand;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorFault;
import dev.postern.door.DoorField;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorListener;
import dev.postern.door.DoorSettings;
import dev.postern.door.Health;
import dev.postern.door.Health.Ill;
import dev.postern.door.HostAndPort;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.HttpCall.Answered;
import dev.postern.door.driver.HttpCall.Lost;
import dev.postern.door.driver.HttpCall.NeverLeft;
import dev.postern.door.driver.shelly.ShellyFrames.Read;
import dev.postern.vault.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks a harmless question first: its answer brings the challenge that the password is proved with,
 * and shows that the device is there. Only then the command leaves, once. So whatever goes wrong
 * before it (the usual case: no power, no network, wrong password) is certainly <em>not
 * opened</em>, and only what goes wrong after it is <em>unknown</em>.
 */
@Component
class ShellyDriver implements DoorDriver {
  private static final Logger LOG = LoggerFactory.getLogger(ShellyDriver.class);
  static final String NAME = "shelly";
  static final String RELAY = "relay";
  static final String CONTACT_INPUT = "contactInput";
  static final String EXIT_INPUT = "exitInput";
  private static final int HTTP = 80;

  private final AllowedHosts hosts;
  private final JsonMapper json;

  ShellyDriver(AllowedHosts hosts, JsonMapper json) {
    this.hosts = hosts;
    this.json = json;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DoorField> fields() {
    return List.of(
        DoorField.host(HTTP),
        DoorField.number(RELAY, 0, 99, "0"),
        DoorField.PULSE,
        DoorField.CONTACT,
        DoorField.numberOrNone(CONTACT_INPUT, 0, 99),
        DoorField.numberOrNone(EXIT_INPUT, 0, 99),
        DoorField.secret(true));
  }

  @Override
  public List<DoorFault> faults(DoorSettings settings) {
    if (settings.hasContact() && !settings.has(CONTACT_INPUT)) {
      return List.of(new DoorFault(CONTACT_INPUT, DoorFault.Reason.MISSING));
    }
    boolean same =
        settings.hasContact()
            && settings.has(EXIT_INPUT)
            && settings.number(EXIT_INPUT) == settings.number(CONTACT_INPUT);
    return same ? List.of(new DoorFault(EXIT_INPUT, DoorFault.Reason.UNUSABLE)) : List.of();
  }

  @Override
  public Set<DoorCapability> capabilities(DoorSettings settings) {
    return DoorCapability.of(settings, settings.has(EXIT_INPUT));
  }

  @Override
  public Opening open(DoorCommand command) {
    DoorSettings settings = command.settings();
    HostAndPort address = settings.host();
    Secret password = command.line().password();
    if (password == null) {
      return new NotOpened(NOT_READY);
    }
    if (!hosts.allow(address)) {
      return new NotOpened(HOST_NOT_ALLOWED);
    }
    if (command.tooLate()) {
      return new NotOpened(TOO_LATE);
    }
    Opening opening = open(command, settings, new ShellyCall(address), password);
    if (!(opening instanceof Opening.Opened)) {
      LOG.warn("Shelly at {}: {}", address, opening);
    }
    return opening;
  }

  @Override
  public Health probe(DoorLine line, Duration limit) {
    long endsAt = System.nanoTime() + limit.toNanos();
    DoorSettings settings = line.settings();
    Secret password = line.password();
    if (password == null) return new Ill(NOT_READY);
    if (!hosts.allow(settings.host())) return new Ill(HOST_NOT_ALLOWED);
    var device = new ShellyCall(settings.host());
    var frames = new ShellyFrames(json, settings);
    Read relay = device.ask(frames, frames.question(), password, endsAt);
    if (ShellyCall.health(DoorSettings.NONE, relay, "") instanceof Ill ill) return ill;
    Read read =
        settings.hasContact() ? device.ask(frames, frames.contact(null), password, endsAt) : relay;
    Read model = device.ask(frames, frames.model(), password, endsAt);
    return ShellyCall.health(settings, read, ShellyFrames.model(model));
  }

  @Override
  public OpeningReason watch(DoorLine line, long after, DoorListener listener)
      throws InterruptedException {
    DoorSettings settings = line.settings();
    Secret password = line.password();
    if (password == null) return NOT_READY;
    if (!hosts.allow(settings.host())) return HOST_NOT_ALLOWED;
    try (var socket = new ShellySocket(settings.host(), LONGEST_LOOK)) {
      OpeningReason lost = socket.connect(LONGEST_LOOK);
      if (lost != null) return lost;
      var frames = new ShellyFrames(json, settings);
      return new ShellyWatch(socket, frames, settings, password, listener).untilLost();
    }
  }

  private Opening open(
      DoorCommand command, DoorSettings settings, ShellyCall device, Secret password) {
    var frames = new ShellyFrames(json, settings);
    return switch (device.post(frames.question(), null, command.timeForQuestions())) {
      case NeverLeft() -> new NotOpened(UNREACHABLE);
      case Lost(var because) -> new NotOpened(SILENT);
      case Answered answer when answer.status() == 401 -> {
        Optional<DigestChallenge> challenge = DigestChallenge.in(answer.challenges());
        yield challenge.isEmpty()
            ? new NotOpened(PASSWORD_REFUSED)
            : pulse(command, frames, device, challenge.get().answer(password));
      }
      case Answered answer when answer.status() == 200 -> {
        LOG.warn("The Shelly of door {} asks for no password", command.line().door().id());
        yield pulse(command, frames, device, null);
      }
      case Answered answer -> new NotOpened(DEVICE_REFUSED);
    };
  }

  private static Opening pulse(
      DoorCommand command, ShellyFrames frames, ShellyCall device, @Nullable Secret authorization) {
    if (command.tooLate()) {
      return new NotOpened(TOO_LATE);
    }
    return switch (device.post(frames.pulse(), authorization, command.timeLeft())) {
      case NeverLeft() -> new NotOpened(UNREACHABLE);
      case Lost(var because) -> new Unknown(because);
      case Answered answer -> frames.read(answer);
    };
  }
}
