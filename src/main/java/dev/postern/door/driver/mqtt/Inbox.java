package dev.postern.door.driver.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What came over one connection, in its order: filled by the connection's thread, read by ours. Too
 * much at once counts as the loss of the line, for something was missed.
 */
final class Inbox {
  private static final int MOST = 1_000;
  private static final int LARGEST_MESSAGE = 16 * 1024;

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST);
  private volatile boolean lost;

  sealed interface Event {}

  /**
   * @param kept whether the broker had it from before we asked
   */
  record Message(String topic, String text, boolean kept) implements Event {}

  /** What the broker said to our command. */
  enum Receipt implements Event {
    TAKEN,
    /** The broker took it and nobody listens there, so it is gone (MQTT 5, reason code 0x10). */
    FOR_NOBODY,
    REFUSED
  }

  record Lost() implements Event {}

  void message(String topic, byte[] payload, boolean kept) {
    if (payload.length > LARGEST_MESSAGE) return;
    put(new Message(topic, new String(payload, UTF_8), kept));
  }

  void put(Event event) {
    if (!events.offer(event)) lost = true;
  }

  void lost() {
    lost = true;
    put(new Lost());
  }

  /** The next event; null if none has come by then. */
  @Nullable Event next(long endsAt) throws InterruptedException {
    Event event = events.poll(lost ? 0 : Math.max(0, endsAt - System.nanoTime()), NANOSECONDS);
    return event == null && lost ? new Lost() : event;
  }
}
