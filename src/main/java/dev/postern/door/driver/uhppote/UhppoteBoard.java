package dev.postern.door.driver.uhppote;

import dev.postern.door.OpeningReason;
import dev.postern.door.driver.uhppote.UhppoteCall.Answered;
import dev.postern.door.driver.uhppote.UhppoteCall.Broke;
import dev.postern.door.driver.uhppote.UhppoteCall.NeverLeft;
import dev.postern.door.driver.uhppote.UhppoteCall.Noise;
import dev.postern.door.driver.uhppote.UhppoteCall.Reply;
import dev.postern.door.driver.uhppote.UhppoteCall.Silence;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;

/** One board's questions and what it answers. A question that got no answer throws {@link Mute}. */
final class UhppoteBoard {
  /** Neither "always open" (1) nor "always locked" (2): the board opens when it is told to. */
  private static final int CONTROLLED = 3;

  private static final int OVERWRITTEN = 0xff;

  private final InetSocketAddress address;
  private final long serial;
  private final long endsAt;

  private UhppoteBoard(InetSocketAddress address, long serial, long endsAt) {
    this.address = address;
    this.serial = serial;
    this.endsAt = endsAt;
  }

  UhppoteBoard(InetSocketAddress address, long serial) {
    this(address, serial, System.nanoTime());
  }

  /** The same, for questions that have this much time all together. */
  UhppoteBoard within(Duration limit) {
    return new UhppoteBoard(address, serial, System.nanoTime() + limit.toNanos());
  }

  /** How a door is set. */
  record Control(int mode, int seconds) {
    boolean isControlled() {
      return mode == CONTROLLED;
    }
  }

  /** There was no answer, or none that says anything. */
  static final class Mute extends Exception {
    private static final long serialVersionUID = 1L;

    private final OpeningReason because;

    Mute(OpeningReason because) {
      super(because.name(), null, false, false);
      this.because = because;
    }

    OpeningReason because() {
      return because;
    }
  }

  UhppoteStatus status() throws Mute {
    return new UhppoteStatus(ask(frame(UhppoteFrame.STATUS)));
  }

  /** Its firmware, as its maker writes it: "8.92". */
  String firmware() throws Mute {
    UhppoteFrame answer = ask(frame(UhppoteFrame.GET_BOARD));
    return "%x.%02x".formatted(answer.at(26), answer.at(27));
  }

  Control control(int door) throws Mute {
    return control(frame(UhppoteFrame.GET_DOOR).put(8, door), door);
  }

  /** Sets how long the board releases the door when it is told to, and says how it is set now. */
  Control setSeconds(int door, int seconds) throws Mute {
    var frame = frame(UhppoteFrame.SET_DOOR).put(8, door);
    return control(frame.put(9, CONTROLLED).put(10, seconds), door);
  }

  /** Empty if the board no longer has it. */
  Optional<UhppoteEvent> event(long index) throws Mute {
    UhppoteFrame answer = ask(frame(UhppoteFrame.GET_EVENT).putLong(8, index));
    UhppoteEvent event = UhppoteEvent.in(answer);
    return event.index() == index && event.type() != OVERWRITTEN
        ? Optional.of(event)
        : Optional.empty();
  }

  /** Whom the board tells what happens. */
  InetSocketAddress listener() throws Mute {
    UhppoteFrame answer = ask(frame(UhppoteFrame.GET_LISTENER));
    return address(answer);
  }

  void setListener(InetSocketAddress listener) throws Mute {
    ask(putAddress(frame(UhppoteFrame.SET_LISTENER), listener));
  }

  /** Lets it write down doors and buttons, which it does not by itself; false if it will not. */
  boolean recordSpecialEvents() throws Mute {
    return ask(frame(UhppoteFrame.RECORD_SPECIAL_EVENTS).put(8, 1)).at(8) == 1;
  }

  void setTime(LocalDateTime time) throws Mute {
    ask(frame(UhppoteFrame.SET_TIME).putTime(8, time));
  }

  static InetSocketAddress address(UhppoteFrame frame) {
    try {
      int port = frame.at(12) | (frame.at(13) << 8);
      return new InetSocketAddress(InetAddress.getByAddress(frame.slice(8, 4)), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four bytes are an address", e);
    }
  }

  static UhppoteFrame putAddress(UhppoteFrame frame, InetSocketAddress address) {
    int port = address.getPort();
    return frame.putAll(8, address.getAddress().getAddress()).put(12, port).put(13, port >> 8);
  }

  /** Our own address as the board sees it, if nothing between us changes addresses. */
  InetAddress seesUsAs() throws IOException {
    try (var socket = new DatagramSocket()) {
      socket.connect(address);
      return socket.getLocalAddress();
    }
  }

  /** One datagram: the board releases the door and locks it again by its own timer. */
  Reply open(int door) {
    Duration left = Duration.ofNanos(endsAt - System.nanoTime());
    return new UhppoteCall(address).order(frame(UhppoteFrame.OPEN_DOOR).put(8, door), left);
  }

  @Override
  public String toString() {
    return "UHPPOTE %d at %s".formatted(serial, address);
  }

  private Control control(UhppoteFrame question, int door) throws Mute {
    UhppoteFrame answer = ask(question);
    if (answer.at(8) != door) throw new Mute(OpeningReason.SILENT);
    return new Control(answer.at(9), answer.at(10));
  }

  private UhppoteFrame frame(int function) {
    return UhppoteFrame.of(function, serial);
  }

  private UhppoteFrame ask(UhppoteFrame question) throws Mute {
    Reply reply =
        new UhppoteCall(address).ask(question, Duration.ofNanos(endsAt - System.nanoTime()));
    return switch (reply) {
      case Answered(var answer) -> answer;
      case NeverLeft(), Broke(), Silence() -> throw new Mute(OpeningReason.UNREACHABLE);
      case Noise() -> throw new Mute(OpeningReason.SILENT);
    };
  }
}
