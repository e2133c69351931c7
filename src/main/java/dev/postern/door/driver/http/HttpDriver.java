package dev.postern.door.driver.http;

import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.HOST_NOT_ALLOWED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.PASSWORD_REFUSED;
import static dev.postern.door.OpeningReason.SILENT;
import static dev.postern.door.OpeningReason.TOO_LATE;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
import static dev.postern.door.OpeningReason.UNREACHABLE;
import static dev.postern.door.driver.http.HttpSettings.EXPECTED_TEXT;
import static dev.postern.door.driver.http.HttpSettings.HEADERS;
import static dev.postern.door.driver.http.HttpSettings.ON_TEXT;
import static dev.postern.door.driver.http.HttpSettings.OPEN_URL;
import static dev.postern.door.driver.http.HttpSettings.STATE_URL;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

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
import dev.postern.door.Health.Well;
import dev.postern.door.HostAndPort;
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.HttpCall;
import dev.postern.door.driver.HttpCall.Answered;
import dev.postern.door.driver.HttpCall.Header;
import dev.postern.door.driver.HttpCall.Lost;
import dev.postern.door.driver.HttpCall.NeverLeft;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the one call that staff describe, and believes only the answer that they describe. There is
 * no question before it, because nobody knows what would be harmless to ask of an unknown device.
 */
@Component
class HttpDriver implements DoorDriver {
  private static final Logger LOG = LoggerFactory.getLogger(HttpDriver.class);
  static final String NAME = "http";
  private static final UUID NO_COMMAND = new UUID(0, 0);

  /** Small devices serve one connection at a time and wait long for a request on it. */
  private static final Duration BETWEEN_KNOCKS = Duration.ofSeconds(8);

  private final AllowedHosts hosts;

  HttpDriver(AllowedHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DoorField> fields() {
    return HttpSettings.fields();
  }

  @Override
  public List<DoorFault> faults(DoorSettings settings) {
    return new HttpSettings(settings).faults();
  }

  @Override
  public Set<DoorCapability> capabilities(DoorSettings settings) {
    return DoorCapability.of(settings, false);
  }

  @Override
  public Opening open(DoorCommand command) {
    var settings = new HttpSettings(command.settings());
    Optional<HostAndPort> host = settings.host(OPEN_URL);
    Optional<List<Header>> headers = headers(settings, command.line().password());
    if (host.isEmpty() || headers.isEmpty() || !settings.faults().isEmpty()) {
      return new NotOpened(NOT_READY);
    }
    if (!hosts.allow(host.get())) {
      return new NotOpened(HOST_NOT_ALLOWED);
    }
    if (command.tooLate()) {
      return new NotOpened(TOO_LATE);
    }
    Opening opening = open(command, settings, headers.get());
    if (!(opening instanceof Opened)) {
      LOG.warn("Door at {}: {}", host.get(), opening);
    }
    return opening;
  }

  /** Without an address for its state, all that can be seen is that somebody listens there. */
  @Override
  public Health probe(DoorLine line, Duration limit) {
    var settings = new HttpSettings(line.settings());
    boolean knock = !line.settings().has(STATE_URL);
    Optional<HostAndPort> host = settings.host(knock ? OPEN_URL : STATE_URL);
    if (host.isEmpty() || !settings.faults().isEmpty()) return new Ill(NOT_READY);
    if (!hosts.allow(host.get())) return new Ill(HOST_NOT_ALLOWED);
    if (knock) return knock(host.get(), limit);
    Secret password = settings.stateIsAtTheSameDevice() ? line.password() : null;
    Optional<List<Header>> headers = headers(settings, password);
    if (headers.isEmpty()) return new Ill(NOT_READY);
    var call = new HttpCall(settings.url(STATE_URL, NO_COMMAND));
    return switch (call.send("GET", headers.get(), "", limit)) {
      case NeverLeft() -> new Ill(UNREACHABLE);
      case Lost(var because) -> new Ill(SILENT);
      case Answered answer -> state(answer, line.settings());
    };
  }

  @Override
  public OpeningReason watch(DoorLine line, long after, DoorListener listener)
      throws InterruptedException {
    boolean knock = !line.settings().has(STATE_URL);
    while (true) {
      switch (probe(line, LONGEST_LOOK)) {
        case Well(var contact, var device) -> listener.well(contact);
        case Ill(var because) -> {
          return because;
        }
      }
      Thread.sleep(knock ? BETWEEN_KNOCKS : BETWEEN_LOOKS);
    }
  }

  private static Opening open(DoorCommand command, HttpSettings settings, List<Header> headers) {
    var call = new HttpCall(settings.url(OPEN_URL, command.entry()));
    String body = settings.body(command.entry());
    return switch (call.send(settings.method(), headers, body, command.timeLeft())) {
      case NeverLeft() -> new NotOpened(UNREACHABLE);
      case Lost(var because) -> new Unknown(because);
      case Answered answer -> opening(answer, settings);
    };
  }

  private static Opening opening(Answered answer, HttpSettings settings) {
    if (isRefusal(answer)) {
      return new NotOpened(refusal(answer));
    }
    boolean expected =
        answer.status() == settings.expectedStatus()
            && answer.body().contains(settings.settings().text(EXPECTED_TEXT));
    return expected ? new Opened() : new Unknown(UNCLEAR_ANSWER);
  }

  private static Health state(Answered answer, DoorSettings settings) {
    if (isRefusal(answer)) return new Ill(refusal(answer));
    if (answer.status() != 200) return new Ill(SILENT);
    if (!settings.hasContact()) return new Well(null, "");
    return new Well(settings.contact(answer.body().contains(settings.text(ON_TEXT))), "");
  }

  /** On a thread of its own, because looking a name up may take longer than the limit. */
  private static Health knock(HostAndPort host, Duration limit) {
    CompletableFuture<Health> answer =
        CompletableFuture.supplyAsync(() -> connect(host), Thread::startVirtualThread);
    try {
      return answer.get(Math.max(0, limit.toNanos()), NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return new Ill(UNREACHABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ill(UNREACHABLE);
    }
  }

  private static Health connect(HostAndPort host) {
    try (var socket = new Socket()) {
      var address = new InetSocketAddress(unbracketed(host.host()), host.port());
      socket.connect(address, (int) LONGEST_LOOK.toMillis());
      return new Well(null, "");
    } catch (IOException e) {
      return new Ill(UNREACHABLE);
    }
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isRefusal(Answered answer) {
    return answer.status() >= 400 && answer.status() < 500;
  }

  private static OpeningReason refusal(Answered answer) {
    return answer.status() == 401 || answer.status() == 403 ? PASSWORD_REFUSED : DEVICE_REFUSED;
  }

  /** Empty if they cannot be sent as they are. */
  private static Optional<List<Header>> headers(HttpSettings settings, @Nullable Secret password) {
    Optional<List<Header>> headers = HeaderLines.read(settings.settings().text(HEADERS));
    if (headers.isEmpty() || password == null) return headers;
    if (!HeaderLines.isValue(password.reveal())) {
      LOG.warn("The password of an HTTP door cannot stand in a header");
      return Optional.empty();
    }
    List<Header> all = new ArrayList<>(headers.get());
    all.add(new Header(settings.secretHeader(), password));
    return Optional.of(all);
  }
}
