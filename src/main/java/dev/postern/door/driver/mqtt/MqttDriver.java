package dev.postern.door.driver.mqtt;

import static dev.postern.door.OpeningReason.CUT_OFF;
import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.HOST_NOT_ALLOWED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.NO_ANSWER;
import static dev.postern.door.OpeningReason.SILENT;
import static dev.postern.door.OpeningReason.TOO_LATE;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
import static dev.postern.door.OpeningReason.UNREACHABLE;
import static dev.postern.door.driver.mqtt.MqttFields.ANSWER_TOPIC;
import static dev.postern.door.driver.mqtt.MqttFields.COMMAND_TOPIC;
import static dev.postern.door.driver.mqtt.MqttFields.CONTACT_TOPIC;
import static dev.postern.door.driver.mqtt.MqttFields.EXIT_TOPIC;
import static dev.postern.door.driver.mqtt.MqttFields.PRESENCE_TOPIC;

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
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.mqtt.Inbox.Lost;
import dev.postern.door.driver.mqtt.Inbox.Message;
import dev.postern.door.driver.mqtt.Inbox.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Every command has a connection and a session of its own. It first listens to the answer's topic
 * and hears from the device's last will whether it is there; only then the command leaves, once. So
 * nothing is sent to a device that is known to be away, and nothing of ours is left behind that a
 * broker could deliver later.
 */
@Component
class MqttDriver implements DoorDriver {
  static final String NAME = "mqtt";

  /**
   * A broker hangs up on who has been silent for one and a half times as long (MQTT 5, 3.1.2.10),
   * and then reads no command any more that a broken network had held back.
   */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

  /** A broker that is gone without a word is noticed within twice as long. */
  private static final Duration KEEP_WATCHING = Duration.ofSeconds(3);

  private static final Duration BETWEEN_SAYING_WELL = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(MqttDriver.class);

  private final AllowedHosts hosts;
  private final Clock clock;

  MqttDriver(AllowedHosts hosts, Clock clock) {
    this.hosts = hosts;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DoorField> fields() {
    return MqttFields.ALL;
  }

  @Override
  public List<DoorFault> faults(DoorSettings settings) {
    return MqttFields.faults(settings);
  }

  @Override
  public Set<DoorCapability> capabilities(DoorSettings settings) {
    return DoorCapability.of(settings, settings.has(EXIT_TOPIC));
  }

  @Override
  public Opening open(DoorCommand command) {
    OpeningReason obstacle = obstacle(command.line());
    if (obstacle != null) return new NotOpened(obstacle);
    if (command.tooLate()) return new NotOpened(TOO_LATE);
    Opening opening = sent(command);
    if (!(opening instanceof Opening.Opened)) {
      LOG.warn("Door {} behind {}: {}", name(command), command.settings().host(), opening);
    }
    return opening;
  }

  @Override
  public Health probe(DoorLine line, Duration limit) {
    long endsAt = System.nanoTime() + limit.toNanos();
    OpeningReason obstacle = obstacle(line);
    if (obstacle != null) return new Health.Ill(obstacle);
    DeviceState state = DeviceState.ofAll(line.settings());
    try (var session = new MqttSession(line, KEEP_ALIVE)) {
      OpeningReason ill = session.begin(topics(line, PRESENCE_TOPIC, CONTACT_TOPIC), state, endsAt);
      return ill == null ? new Health.Well(state.contact(), "") : new Health.Ill(ill);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Health.Ill(SILENT);
    }
  }

  @Override
  public OpeningReason watch(DoorLine line, long after, DoorListener listener)
      throws InterruptedException {
    OpeningReason obstacle = obstacle(line);
    if (obstacle != null) return obstacle;
    DeviceState state = DeviceState.ofAll(line.settings());
    List<String> topics = topics(line, PRESENCE_TOPIC, CONTACT_TOPIC, EXIT_TOPIC);
    try (var session = new MqttSession(line, KEEP_WATCHING)) {
      OpeningReason ill = session.begin(topics, state, endOf(LONGEST_LOOK));
      return ill == null ? told(session, state, listener) : ill;
    }
  }

  private static OpeningReason told(MqttSession session, DeviceState state, DoorListener listener)
      throws InterruptedException {
    listener.well(state.contact());
    long nextWell = endOf(BETWEEN_SAYING_WELL);
    while (true) {
      switch (session.next(nextWell)) {
        case Lost() -> {
          return CUT_OFF;
        }
        case Message message -> state.hear(message).forEach(listener::heard);
        case Receipt receipt -> {}
        case null -> {}
      }
      if (state.away()) return UNREACHABLE;
      if (System.nanoTime() - nextWell >= 0) {
        listener.well(state.contact());
        nextWell = endOf(BETWEEN_SAYING_WELL);
      }
    }
  }

  /** What can be known without calling anybody. */
  private @Nullable OpeningReason obstacle(DoorLine line) {
    DoorSettings settings = line.settings();
    // MQTT 3.1.1, 3.1.2.9: no password without a user.
    boolean passwordAlone = line.password() != null && !settings.has(DoorField.USER.name());
    if (passwordAlone || !MqttFields.faults(settings).isEmpty()) return NOT_READY;
    return hosts.allow(settings.host()) ? null : HOST_NOT_ALLOWED;
  }

  private Opening sent(DoorCommand command) {
    boolean left = false;
    try (var session = new MqttSession(command.line(), KEEP_ALIVE)) {
      OpeningReason because =
          session.begin(
              topics(command.line(), ANSWER_TOPIC, PRESENCE_TOPIC),
              DeviceState.ofPresence(command.settings()),
              endOf(command.timeForQuestions()));
      if (because != null) return new NotOpened(because);
      if (command.tooLate()) return new NotOpened(TOO_LATE);
      var order = new MqttCommand(command.settings(), command.entry());
      String body = order.body(clock.instant().plus(command.timeLeft()));
      left = true;
      session.publish(command.settings().text(COMMAND_TOPIC), body, command.timeLeft());
      return answer(session, order, command.endsAt());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return left ? new Unknown(NO_ANSWER) : new NotOpened(SILENT);
    }
  }

  private static Opening answer(MqttSession session, MqttCommand order, long endsAt)
      throws InterruptedException {
    OpeningReason untilNow = NO_ANSWER;
    while (true) {
      switch (session.next(endsAt)) {
        case null -> {
          return new Unknown(untilNow);
        }
        case Lost() -> {
          return new Unknown(CUT_OFF);
        }
        case Receipt receipt -> {
          if (receipt == Receipt.FOR_NOBODY) return new NotOpened(UNREACHABLE);
          if (receipt == Receipt.REFUSED) return new NotOpened(DEVICE_REFUSED);
        }
        case Message message -> {
          switch (read(order, message)) {
            case OPENED -> {
              return new Opening.Opened();
            }
            case REFUSED -> {
              return new NotOpened(DEVICE_REFUSED);
            }
            case UNCLEAR -> untilNow = UNCLEAR_ANSWER;
            case NOT_OURS -> {}
          }
        }
      }
    }
  }

  /** What the broker had kept from before is no answer. */
  private static MqttCommand.Answer read(MqttCommand order, Message message) {
    boolean answer = !message.kept() && message.topic().equals(order.settings().text(ANSWER_TOPIC));
    return answer ? order.read(message.text()) : MqttCommand.Answer.NOT_OURS;
  }

  /** Those of these that are filled in, each once. */
  private static List<String> topics(DoorLine line, String... fields) {
    return Stream.of(fields)
        .map(line.settings()::text)
        .filter(it -> !it.isEmpty())
        .distinct()
        .toList();
  }

  private static long endOf(Duration limit) {
    return System.nanoTime() + limit.toNanos();
  }

  private static Object name(DoorCommand command) {
    return command.line().door().id();
  }
}
