package dev.postern.door.driver.uhppote;

import dev.postern.door.AllowedHosts;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorRig;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Door 3 of a simulated board. */
public class UhppoteRig implements DoorRig {
  static final long SERIAL = 405_419_896;
  static final int DOOR = 3;
  private static final Duration LATE = Duration.ofSeconds(3);

  final UhppoteSimulator simulator;
  private final DoorDriver driver;
  private final DoorLine line;
  private final AtomicInteger commands = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;

  public UhppoteRig() throws IOException {
    simulator = new UhppoteSimulator(0, SERIAL, 0x892, this::carry);
    driver = new UhppoteDriver(new AllowedHosts(List.of(host())), Clock.systemUTC());
    line =
        DoorRig.line(
            UhppoteDriver.NAME,
            null,
            Map.of(
                "host",
                host(),
                "serial",
                "" + SERIAL,
                "door",
                "" + DOOR,
                "pulseSeconds",
                "1",
                "contact",
                "OPEN_WHEN_ON",
                "listenPort",
                "" + freePort(),
                "listenHost",
                "127.0.0.1"));
  }

  static int freePort() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var socket = new DatagramSocket(loopback)) {
      return socket.getLocalPort();
    }
  }

  private String host() {
    return "127.0.0.1:" + simulator.port();
  }

  @Override
  public String name() {
    return "UHPPOTE";
  }

  @Override
  public DoorDriver driver() {
    return driver;
  }

  @Override
  public DoorLine line() {
    return line;
  }

  @Override
  public void play(Fault fault) {
    this.fault = fault;
    if (fault == Fault.ABSENT) simulator.close();
  }

  @Override
  public int releases() {
    return simulator.board().releases(DOOR);
  }

  @Override
  public boolean released() {
    return simulator.board().isReleased(DOOR);
  }

  @Override
  public int commands() {
    return commands.get();
  }

  @Override
  public void leaf(boolean open) {
    simulator.board().move(DOOR, open);
  }

  @Override
  public void stick(boolean open) {
    simulator.board().stick(DOOR, open);
  }

  @Override
  public void pressExitButton() {
    simulator.board().press(DOOR);
  }

  /** A real board keeps its events and its settings; one that forgets them is harder. */
  @Override
  public void reboot() {
    simulator.board().reset();
  }

  @Override
  public void clockOff(long seconds) {
    simulator.board().clockOff(Duration.ofSeconds(seconds));
  }

  @Override
  public boolean replaySigns() {
    for (long i = simulator.board().lastEvent(); i > 0; i--) simulator.board().tell(i);
    return true;
  }

  @Override
  public void close() {
    simulator.close();
  }

  private void carry(UhppoteFrame request, SimulatedBoard board, Consumer<byte[]> back) {
    if (request.function() == UhppoteFrame.OPEN_DOOR) {
      command(request, board, back);
    } else {
      board.answer(request).ifPresent(answer -> back.accept(answer.bytes()));
    }
  }

  private void command(UhppoteFrame request, SimulatedBoard board, Consumer<byte[]> back) {
    commands.incrementAndGet();
    if (fault == Fault.SWALLOWS) return;
    if (fault == Fault.REFUSES) {
      back.accept(UhppoteFrame.of(UhppoteFrame.OPEN_DOOR, SERIAL).bytes());
      return;
    }
    byte[] answer = board.answer(request).orElseThrow().bytes();
    switch (fault) {
      case NONE -> back.accept(answer);
      case REPLY_LATE -> Thread.startVirtualThread(() -> late(back, answer));
      case HALF_ANSWER -> back.accept(Arrays.copyOf(answer, UhppoteFrame.LENGTH / 2));
      case WRONG_ANSWER -> {
        back.accept(UhppoteFrame.of(UhppoteFrame.OPEN_DOOR, SERIAL + 1).put(8, 1).bytes());
        back.accept(UhppoteFrame.of(UhppoteFrame.SET_DOOR, SERIAL).put(8, 1).bytes());
      }
      case ANSWERS_TWICE -> {
        back.accept(answer);
        back.accept(answer);
      }
      case COMMAND_TWICE -> {
        back.accept(answer);
        commands.incrementAndGet();
        board.answer(request).ifPresent(again -> back.accept(again.bytes()));
      }
      case REPLY_LOST, ABSENT, SWALLOWS, REFUSES -> {}
    }
  }

  private static void late(Consumer<byte[]> back, byte[] answer) {
    try {
      Thread.sleep(LATE);
      back.accept(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
