package dev.postern.door.driver.uhppote;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks one board one thing. Every question has a socket of its own, on which nothing is heard but
 * what comes from the board's address: so an answer that comes late to a question is none to the
 * next, and "nobody listens there" is about this question and no other.
 */
final class UhppoteCall {
  /** A datagram can be lost; what moves nothing is asked again after this long. */
  private static final Duration PATIENCE = Duration.ofMillis(350);

  private static final int MILLION = 1_000_000;

  private final InetSocketAddress board;

  UhppoteCall(InetSocketAddress board) {
    this.board = board;
  }

  /** What became of a request. */
  sealed interface Reply {}

  record Answered(UhppoteFrame frame) implements Reply {}

  /** Nothing was sent. */
  record NeverLeft() implements Reply {}

  /** The network said that it did not arrive, or our socket broke. */
  record Broke() implements Reply {}

  /** Nothing came in time. */
  record Silence() implements Reply {}

  /** Something came in time, but no answer. */
  record Noise() implements Reply {}

  /** For what moves nothing: asks again until there is an answer or no time left. */
  Reply ask(UhppoteFrame question, Duration limit) {
    return exchange(question, limit, Integer.MAX_VALUE);
  }

  /** For what moves something: one datagram, whatever becomes of it. */
  Reply order(UhppoteFrame command, Duration limit) {
    return exchange(command, limit, 1);
  }

  private Reply exchange(UhppoteFrame request, Duration limit, int mostTimes) {
    long endsAt = System.nanoTime() + limit.toNanos();
    boolean left = false;
    boolean noise = false;
    try (var socket = new DatagramSocket()) {
      socket.connect(board);
      for (int i = 0; i < mostTimes && timeTo(endsAt) > 0; i++) {
        left = true; // from here on nobody can be sure that it did not
        socket.send(new DatagramPacket(request.bytes(), UhppoteFrame.LENGTH));
        boolean last = i + 1 == mostTimes || timeTo(endsAt) < PATIENCE.toNanos();
        long until = last ? endsAt : System.nanoTime() + PATIENCE.toNanos();
        for (var heard = next(socket, until); heard != null; heard = next(socket, until)) {
          Optional<UhppoteFrame> frame = UhppoteFrame.read(heard.getData(), heard.getLength());
          if (frame.isPresent() && frame.get().answers(request)) return new Answered(frame.get());
          noise = true;
        }
      }
    } catch (IOException e) {
      return left ? new Broke() : new NeverLeft();
    }
    if (!left) return new NeverLeft();
    return noise ? new Noise() : new Silence();
  }

  private static @Nullable DatagramPacket next(DatagramSocket socket, long until)
      throws IOException {
    long nanos = timeTo(until);
    if (nanos <= 0) return null;
    // One byte more than a frame has, so that a longer datagram is not taken for one.
    var packet = new DatagramPacket(new byte[UhppoteFrame.LENGTH + 1], UhppoteFrame.LENGTH + 1);
    socket.setSoTimeout((int) (nanos / MILLION) + 1);
    try {
      socket.receive(packet);
      return packet;
    } catch (SocketTimeoutException e) {
      return null;
    }
  }

  private static long timeTo(long nanoTime) {
    return nanoTime - System.nanoTime();
  }
}
