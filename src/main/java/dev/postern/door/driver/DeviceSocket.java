package dev.postern.door.driver;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.postern.door.HostAndPort;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * One connection to a device, for one command or one look, for protocols that no HTTP client
 * speaks. Nothing here blocks longer than the caller says, neither a name server nor a device that
 * drips. No proxy, no second try, never used again.
 *
 * <p>Moments are on the scale of {@link System#nanoTime}.
 */
public final class DeviceSocket implements AutoCloseable {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);

  private final Socket socket;

  private DeviceSocket(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects by the moment and within a second.
   *
   * @throws IOException when there is no connection, so that nothing was sent
   */
  public static DeviceSocket connect(HostAndPort address, long endsAt) throws IOException {
    long soon = System.nanoTime() + LONGEST_CONNECT.toNanos();
    long giveUp = endsAt - soon < 0 ? endsAt : soon;
    var socket = new Socket(Proxy.NO_PROXY);
    try {
      var there = new InetSocketAddress(resolve(address.host(), giveUp), address.port());
      socket.connect(there, millisLeft(giveUp));
      socket.setTcpNoDelay(true);
      return new DeviceSocket(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** A request is so small that the system takes it whole, whatever the device does. */
  public void write(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
  }

  /**
   * What comes first, at most so much; -1 at the end of the stream.
   *
   * @throws SocketTimeoutException when nothing came by then
   */
  public int read(byte[] into, int from, int most, long endsAt) throws IOException {
    socket.setSoTimeout(millisLeft(endsAt));
    return socket.getInputStream().read(into, from, most);
  }

  /**
   * Exactly so many bytes.
   *
   * @throws EOFException when the stream ends before
   */
  public byte[] readExactly(int count, long endsAt) throws IOException {
    byte[] bytes = new byte[count];
    for (int had = 0; had < count; ) {
      int more = read(bytes, had, count - had, endsAt);
      if (more < 0) throw new EOFException("The answer ends too early");
      had += more;
    }
    return bytes;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // What was to be known of the device is known.
    }
  }

  /** Java asks the name server without any limit, so somebody else waits for its answer. */
  private static InetAddress resolve(String host, long endsAt) throws IOException {
    var answer = new CompletableFuture<InetAddress>();
    Thread.startVirtualThread(() -> {
      try {
        answer.complete(InetAddress.getByName(host));
      } catch (UnknownHostException e) {
        answer.completeExceptionally(e);
      }
    });
    try {
      return answer.get(Math.max(0, endsAt - System.nanoTime()), NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new UnknownHostException(host);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    }
  }

  private static int millisLeft(long endsAt) throws SocketTimeoutException {
    long left = endsAt - System.nanoTime();
    // Zero would mean for ever.
    if (left <= 0) throw new SocketTimeoutException("The time is up");
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, NANOSECONDS.toMillis(left)));
  }
}
