package dev.postern.door.driver.uhppote;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what boards send by themselves. It is only a bell: nothing in it is believed but that it is
 * time to ask the board. So what anybody else sends in a board's name, what comes twice, late or in
 * another order, and what is lost changes nothing of what is told.
 */
final class UhppoteBells {
  private static final Logger LOG = LoggerFactory.getLogger(UhppoteBells.class);

  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

  private final Map<InetSocketAddress, Port> ports = new HashMap<>();

  /** All doors that listen at one address share its socket. */
  private record Port(
      InetSocketAddress at, DatagramSocket socket, List<Bell> bells, Thread thread) {}

  /** Rings when its board has sent something since it was last waited for. */
  final class Bell implements AutoCloseable {
    private final @Nullable InetSocketAddress rungAt;
    private final InetAddress board;
    private final long serial;
    private final Semaphore rung = new Semaphore(0);
    private @Nullable Port port;

    private Bell(@Nullable InetSocketAddress rungAt, InetAddress board, long serial) {
      this.rungAt = rungAt;
      this.board = board;
      this.serial = serial;
    }

    /** Where the board has to send to; null if it shall not. */
    @Nullable InetSocketAddress rungAt() {
      return rungAt;
    }

    /** Waits until it rings, and no longer than this. */
    void await(Duration limit) throws InterruptedException {
      if (rung.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) rung.drainPermits();
    }

    @Override
    public void close() {
      takeDown(this);
    }
  }

  /** One that never rings, for a board that shall not call us. */
  Bell none(InetAddress board, long serial) {
    return new Bell(null, board, serial);
  }

  /**
   * @param rungAt where the board sends to: an address of this machine, or one that leads to it
   * @param board who alone can ring it
   * @throws SocketException if nothing can be heard there
   */
  synchronized Bell hang(InetSocketAddress rungAt, InetAddress board, long serial)
      throws SocketException {
    boolean ours = NetworkInterface.getByInetAddress(rungAt.getAddress()) != null;
    var at = ours ? rungAt : new InetSocketAddress(rungAt.getPort());
    Port port = ports.get(at);
    if (port == null || port.socket.isClosed()) port = open(at);
    var bell = new Bell(rungAt, board, serial);
    bell.port = port;
    port.bells.add(bell);
    return bell;
  }

  private Port open(InetSocketAddress at) throws SocketException {
    var socket = new DatagramSocket(at);
    List<Bell> bells = new CopyOnWriteArrayList<>();
    Thread thread = Thread.startVirtualThread(() -> listen(socket, bells));
    var port = new Port(at, socket, bells, thread);
    ports.put(at, port);
    return port;
  }

  private synchronized void takeDown(Bell bell) {
    Port port = bell.port;
    if (port == null) return;
    port.bells.remove(bell);
    if (!port.bells.isEmpty()) return;
    ports.remove(port.at, port);
    port.socket.close();
    awaitEnd(port.thread);
  }

  /**
   * Only then the port is free again, for whoever watches next; the one who stops may be told to.
   */
  private static void awaitEnd(Thread thread) {
    boolean interrupted = Thread.interrupted();
    try {
      if (!thread.join(LONGEST_CLOSE)) LOG.warn("A port for boards does not become free");
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  private static void listen(DatagramSocket socket, List<Bell> bells) {
    var packet = new DatagramPacket(new byte[UhppoteFrame.LENGTH + 1], UhppoteFrame.LENGTH + 1);
    try (socket) {
      while (true) {
        packet.setLength(UhppoteFrame.LENGTH + 1);
        socket.receive(packet);
        UhppoteFrame.read(packet.getData(), packet.getLength())
            .ifPresent(frame -> ring(bells, packet.getAddress(), frame));
      }
    } catch (IOException e) {
      if (!bells.isEmpty()) LOG.warn("Boards are no longer heard, only asked", e);
    }
  }

  private static void ring(List<Bell> bells, InetAddress from, UhppoteFrame frame) {
    if (frame.function() != UhppoteFrame.STATUS) return;
    for (Bell bell : bells) {
      boolean its = bell.serial == frame.serial() && bell.board.equals(from);
      if (its && bell.rung.availablePermits() == 0) bell.rung.release();
    }
  }
}
