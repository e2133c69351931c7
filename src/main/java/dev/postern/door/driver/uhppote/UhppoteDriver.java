package dev.postern.door.driver.uhppote;

import static dev.postern.door.OpeningReason.CUT_OFF;
import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.HOST_NOT_ALLOWED;
import static dev.postern.door.OpeningReason.NOT_READY;
import static dev.postern.door.OpeningReason.NO_ANSWER;
import static dev.postern.door.OpeningReason.TOO_LATE;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
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
import dev.postern.door.Opening;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.uhppote.UhppoteBells.Bell;
import dev.postern.door.driver.uhppote.UhppoteBoard.Control;
import dev.postern.door.driver.uhppote.UhppoteBoard.Mute;
import dev.postern.door.driver.uhppote.UhppoteCall.Answered;
import dev.postern.door.driver.uhppote.UhppoteCall.Broke;
import dev.postern.door.driver.uhppote.UhppoteCall.NeverLeft;
import dev.postern.door.driver.uhppote.UhppoteCall.Noise;
import dev.postern.door.driver.uhppote.UhppoteCall.Silence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A board releases a door for the seconds that are set in it, so these are asked for first, and set
 * if they are others: that moves nothing, can be asked again when a datagram is lost, and shows
 * that the board is there. Only then the command leaves, in one datagram. Whatever goes wrong
 * before it is certainly <em>not opened</em>; after it everything but the board's own yes and no is
 * <em>unknown</em>, even the network's word that nobody listens there: it could be about a second
 * copy that the network made.
 */
@Component
class UhppoteDriver implements DoorDriver {
  static final String NAME = "uhppote";
  private static final Logger LOG = LoggerFactory.getLogger(UhppoteDriver.class);

  private final AllowedHosts hosts;
  private final Clock clock;
  private final UhppoteBells bells = new UhppoteBells();

  UhppoteDriver(AllowedHosts hosts, Clock clock) {
    this.hosts = hosts;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<DoorField> fields() {
    return UhppoteSettings.FIELDS;
  }

  @Override
  public List<DoorFault> faults(DoorSettings settings) {
    return new UhppoteSettings(settings).faults();
  }

  @Override
  public Set<DoorCapability> capabilities(DoorSettings settings) {
    return DoorCapability.of(settings, true);
  }

  @Override
  public Opening open(DoorCommand command) {
    Optional<UhppoteBoard> board = board(command.settings());
    if (board.isEmpty()) return new NotOpened(NOT_READY);
    if (!hosts.allow(command.settings().host())) return new NotOpened(HOST_NOT_ALLOWED);
    if (command.tooLate()) return new NotOpened(TOO_LATE);
    Opening opening = open(command, board.get());
    if (!(opening instanceof Opened)) LOG.warn("{}: {}", board.get(), opening);
    return opening;
  }

  @Override
  public Health probe(DoorLine line, Duration limit) {
    DoorSettings settings = line.settings();
    Optional<UhppoteBoard> board = board(settings);
    if (board.isEmpty()) return new Health.Ill(NOT_READY);
    if (!hosts.allow(settings.host())) return new Health.Ill(HOST_NOT_ALLOWED);
    try {
      UhppoteBoard now = board.get().within(limit);
      int door = new UhppoteSettings(settings).door();
      if (!now.control(door).isControlled()) return new Health.Ill(DEVICE_REFUSED);
      boolean on = now.status().contact(door);
      return new Health.Well(
          settings.hasContact() ? settings.contact(on) : null,
          "UHPPOTE " + settings.text(UhppoteSettings.SERIAL) + ", " + now.firmware());
    } catch (Mute e) {
      return new Health.Ill(e.because());
    }
  }

  @Override
  public OpeningReason watch(DoorLine line, long after, DoorListener listener)
      throws InterruptedException {
    DoorSettings settings = line.settings();
    Optional<UhppoteBoard> board = board(settings);
    if (board.isEmpty()) return NOT_READY;
    if (!hosts.allow(settings.host())) return HOST_NOT_ALLOWED;
    try (Bell bell = bell(new UhppoteSettings(settings), board.get())) {
      return new UhppoteWatch(settings, board.get(), bell, listener, clock).run(after);
    }
  }

  private static Opening open(DoorCommand command, UhppoteBoard board) {
    var settings = new UhppoteSettings(command.settings());
    try {
      UhppoteBoard now = board.within(command.timeForQuestions());
      Control control = now.control(settings.door());
      if (!control.isControlled()) return new NotOpened(DEVICE_REFUSED);
      if (control.seconds() != settings.pulseSeconds()) {
        control = now.setSeconds(settings.door(), settings.pulseSeconds());
      }
      boolean ready = control.isControlled() && control.seconds() == settings.pulseSeconds();
      if (!ready) return new NotOpened(DEVICE_REFUSED);
    } catch (Mute e) {
      return new NotOpened(e.because());
    }
    return command.tooLate()
        ? new NotOpened(TOO_LATE)
        : order(board.within(command.timeLeft()), settings.door());
  }

  private static Opening order(UhppoteBoard board, int door) {
    return switch (board.open(door)) {
      case NeverLeft() -> new NotOpened(UNREACHABLE);
      case Broke() -> new Unknown(CUT_OFF);
      case Silence() -> new Unknown(NO_ANSWER);
      case Noise() -> new Unknown(UNCLEAR_ANSWER);
      case Answered(var answer) ->
          switch (answer.at(8)) {
            case 1 -> new Opened();
            case 0 -> new NotOpened(DEVICE_REFUSED);
            default -> new Unknown(UNCLEAR_ANSWER);
          };
    };
  }

  /** Without a bell the board is only looked at: what happens is told half a second later. */
  private Bell bell(UhppoteSettings settings, UhppoteBoard board) {
    InetAddress from = settings.board().orElseThrow().getAddress();
    long serial = settings.serial().orElseThrow();
    if (settings.listenPort().isEmpty()) return bells.none(from, serial);
    try {
      InetAddress ours =
          settings.listenHost().isPresent() ? settings.listenHost().get() : board.seesUsAs();
      var rungAt = new InetSocketAddress(ours, settings.listenPort().getAsInt());
      return bells.hang(rungAt, from, serial);
    } catch (IOException e) {
      LOG.warn("{} is not heard, only asked: {}", board, e.toString());
      return bells.none(from, serial);
    }
  }

  private static Optional<UhppoteBoard> board(DoorSettings settings) {
    var all = new UhppoteSettings(settings);
    return all.faults().isEmpty()
        ? Optional.of(new UhppoteBoard(all.board().orElseThrow(), all.serial().orElseThrow()))
        : Optional.empty();
  }
}
