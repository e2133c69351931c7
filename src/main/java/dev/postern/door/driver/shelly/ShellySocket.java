package dev.postern.door.driver.shelly;

import static dev.postern.door.OpeningReason.DEVICE_REFUSED;
import static dev.postern.door.OpeningReason.SILENT;
import static dev.postern.door.OpeningReason.UNREACHABLE;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.postern.door.HostAndPort;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.HttpCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One websocket to a device. Holds one frame at a time: the next is taken off the line only when
 * the one before was read, so a device that talks without end fills nothing but its own buffer.
 */
final class ShellySocket implements WebSocket.Listener, AutoCloseable {
  private static final int LARGEST_FRAME = 16 * 1024;
  private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

  private final HttpClient client;
  private final BlockingQueue<Came> came = new LinkedBlockingQueue<>();
  private final StringBuilder half = new StringBuilder();
  private final CompletableFuture<WebSocket> socket;
  private volatile boolean closed;

  /** What came from the line within some time. */
  sealed interface Came {}

  record Frame(String text) implements Came {}

  record Nothing() implements Came {}

  record Broken(OpeningReason because) implements Came {}

  ShellySocket(HostAndPort address, Duration limit) {
    client = HttpCall.client(limit);
    socket =
        client
            .newWebSocketBuilder()
            .connectTimeout(limit)
            .buildAsync(URI.create("ws://" + address + ShellyCall.PATH), this);
  }

  /** Returns within the limit; why it failed, or null if it did not. */
  @Nullable OpeningReason connect(Duration limit) throws InterruptedException {
    try {
      socket.get(Math.max(0, limit.toNanos()), NANOSECONDS);
      return null;
    } catch (TimeoutException e) {
      return SILENT;
    } catch (ExecutionException e) {
      if (HttpCall.neverLeft(e.getCause())) return UNREACHABLE;
      return e.getCause() instanceof WebSocketHandshakeException ? DEVICE_REFUSED : SILENT;
    }
  }

  /** Returns within the limit; why it failed, or null if it did not. */
  @Nullable OpeningReason send(String frame, Duration limit) throws InterruptedException {
    try {
      socket.join().sendText(frame, true).get(Math.max(0, limit.toNanos()), NANOSECONDS);
      return null;
    } catch (TimeoutException e) {
      return SILENT;
    } catch (ExecutionException e) {
      return UNREACHABLE;
    }
  }

  /** The next frame, if one comes within the limit. */
  Came next(Duration limit) throws InterruptedException {
    Came next = came.poll(Math.max(0, limit.toNanos()), NANOSECONDS);
    if (next == null) return new Nothing();
    if (next instanceof Frame) socket.join().request(1);
    return next;
  }

  @Override
  public void onOpen(WebSocket opened) {
    if (closed) opened.abort();
    else opened.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    if (half.length() + data.length() > LARGEST_FRAME) return breakOff(from);
    half.append(data);
    if (last) {
      came.add(new Frame(half.toString()));
      half.setLength(0);
    } else {
      from.request(1);
    }
    return DONE;
  }

  /** A device speaks JSON only. */
  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    return breakOff(from);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    came.add(new Broken(UNREACHABLE));
    return DONE;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    came.add(new Broken(UNREACHABLE));
  }

  /** No farewell: who does not listen would make us wait. */
  @Override
  public void close() {
    closed = true;
    if (socket.isDone() && !socket.isCompletedExceptionally()) socket.join().abort();
    else socket.cancel(true);
    client.shutdownNow();
  }

  private CompletionStage<Void> breakOff(WebSocket from) {
    came.add(new Broken(SILENT));
    from.abort();
    return DONE;
  }
}
