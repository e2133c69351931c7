package dev.postern.door.driver.uhppote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link SimulatedBoard} on the loopback network, to try Postern without one: bin/simulate. */
final class UhppoteSimulator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UhppoteSimulator.class);
  private static final int FIRMWARE = 0x892;
  private static final String COMMANDS =
      "open <door>, close <door>, stick <door>, button <door>, clock <seconds>, reboot, reset, quit";

  private final DatagramSocket socket;
  private final SimulatedBoard board;
  private final Wire wire;

  /** What becomes of a request on its way to the board, and of the answer on its way back. */
  interface Wire {
    Wire SOUND =
        (request, board, back) ->
            board.answer(request).ifPresent(answer -> back.accept(answer.bytes()));

    void carry(UhppoteFrame request, SimulatedBoard board, Consumer<byte[]> back);
  }

  /**
   * @param port any free one if it is 0
   */
  UhppoteSimulator(int port, long serial, int firmware, Wire wire) throws SocketException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    board = new SimulatedBoard(Clock.systemUTC(), serial, firmware, this::sendEvent);
    this.wire = wire;
    Thread.ofVirtual().name("uhppote-simulator").start(this::listen);
  }

  public static void main(String... arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    long serial = Long.parseLong(arguments[1]);
    try (var simulator = new UhppoteSimulator(port, serial, FIRMWARE, Wire.SOUND);
        var typed = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      LOG.info("Board {} listens at 127.0.0.1:{}. Type: {}", serial, simulator.port(), COMMANDS);
      for (var line = typed.readLine(); line != null; line = typed.readLine()) {
        if (line.strip().equals("quit")) return;
        simulator.command(line.strip());
      }
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  SimulatedBoard board() {
    return board;
  }

  @Override
  public void close() {
    socket.close();
  }

  void send(byte[] bytes, SocketAddress to) {
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, to));
    } catch (IOException e) {
      LOG.warn("Could not send to {}: {}", to, e.toString());
    }
  }

  private void listen() {
    byte[] bytes = new byte[UhppoteFrame.LENGTH + 1];
    while (!socket.isClosed()) {
      try {
        var packet = new DatagramPacket(bytes, bytes.length);
        socket.receive(packet);
        SocketAddress from = packet.getSocketAddress();
        UhppoteFrame.read(bytes, packet.getLength()).ifPresent(it -> carry(it, from));
      } catch (IOException e) {
        LOG.trace("The simulated board hears no more", e);
      }
    }
  }

  private void carry(UhppoteFrame request, SocketAddress from) {
    String what = what(request);
    if (!what.isEmpty()) LOG.info("{} for door {}, by {}", what, request.at(8), from);
    wire.carry(request, board, answer -> send(answer, from));
  }

  /** The looks of every half second are not worth a line. */
  private static String what(UhppoteFrame request) {
    return switch (request.function()) {
      case UhppoteFrame.OPEN_DOOR -> "Is told to open";
      case UhppoteFrame.SET_DOOR -> "Is set anew";
      default -> "";
    };
  }

  private void sendEvent(InetSocketAddress to, UhppoteFrame event) {
    UhppoteEvent what = UhppoteEvent.in(event);
    LOG.info("Event {}, reason {}, door {}, to {}", what.index(), what.reason(), what.door(), to);
    send(event.bytes(), to);
  }

  private void command(String line) {
    String[] words = line.split("\\s+");
    try {
      int number = words.length > 1 ? Integer.parseInt(words[1]) : 0;
      switch (words[0]) {
        case "open" -> board.move(door(number), true);
        case "close" -> board.move(door(number), false);
        case "stick" -> board.stick(door(number), true);
        case "button" -> board.press(door(number));
        case "clock" -> board.clockOff(Duration.ofSeconds(number));
        case "reboot" -> board.reboot();
        case "reset" -> board.reset();
        default -> throw new IllegalArgumentException();
      }
      LOG.info("{}: done. The board’s clock says {}", line, board.time());
    } catch (IllegalArgumentException e) {
      LOG.info("Type one of: {}", COMMANDS);
    }
  }

  private static int door(int number) {
    if (number < 1 || number > SimulatedBoard.DOORS) throw new IllegalArgumentException();
    return number;
  }
}
