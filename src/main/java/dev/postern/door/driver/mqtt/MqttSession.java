package dev.postern.door.driver.mqtt;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.postern.door.DoorLine;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.mqtt.Inbox.Lost;
import dev.postern.door.driver.mqtt.Inbox.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A connection with what has come over it; nothing here waits longer than it is told to. */
final class MqttSession implements AutoCloseable {
  private final Inbox inbox = new Inbox();
  private final OneConnection connection = new OneConnection();
  private final MqttLink link;
  private CompletableFuture<?> connected = CompletableFuture.completedFuture(null);
  private boolean inDoubt;

  MqttSession(DoorLine line, Duration keepAlive) {
    this.link = MqttLink.to(line, keepAlive, connection, inbox);
  }

  /**
   * Connects, listens to these topics, and hears what the broker keeps of them, until the state is
   * known.
   *
   * @return why it is not; null if the device is there
   */
  @Nullable OpeningReason begin(List<String> topics, DeviceState state, long endsAt)
      throws InterruptedException {
    connected = link.connect();
    OpeningReason failed = failed(connected, endsAt);
    if (failed == null && !topics.isEmpty()) failed = failed(link.subscribe(topics), endsAt);
    return failed == null ? settled(state, endsAt) : failed;
  }

  private @Nullable OpeningReason failed(CompletableFuture<?> step, long endsAt)
      throws InterruptedException {
    try {
      step.get(Math.max(0, endsAt - System.nanoTime()), NANOSECONDS);
      return null;
    } catch (ExecutionException e) {
      return link.because(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      return OpeningReason.SILENT;
    }
  }

  private @Nullable OpeningReason settled(DeviceState state, long endsAt)
      throws InterruptedException {
    while (true) {
      // Once all is known, only what is already there is read: it may be newer.
      switch (next(state.known() ? System.nanoTime() : endsAt)) {
        case null -> {
          return state.missing();
        }
        case Lost() -> {
          return OpeningReason.UNREACHABLE;
        }
        case Message message -> state.hear(message);
        case Inbox.Receipt receipt -> {}
      }
    }
  }

  Inbox.@Nullable Event next(long endsAt) throws InterruptedException {
    Inbox.Event event = inbox.next(endsAt);
    if (event instanceof Inbox.Receipt) inDoubt = false;
    return event;
  }

  void publish(String topic, String body, Duration expiry) {
    inDoubt = true;
    link.publish(topic, body, expiry);
  }

  /**
   * Breaks the connection off if the broker has not said that it has our command: it may still be
   * on its way, and is to go no further. Else waits for nothing.
   */
  @Override
  public void close() {
    if (inDoubt || !connected.isDone() || connected.isCompletedExceptionally()) {
      connection.end();
    } else {
      var _ = link.disconnect().whenComplete((done, failure) -> connection.end());
    }
  }
}
