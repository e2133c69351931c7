package dev.postern.door.driver.mqtt;

import dev.postern.door.DoorRig.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A controller as docs/operators/doors.md asks for one: a session that ends with its connection, a
 * last will, each command once, none that the broker kept, and none after its deadline while its
 * clock is right. It can be told to be worse.
 */
final class FakeMqttDoor implements AutoCloseable {
  /** Later than the suite's deadline for answers. */
  private static final Duration LATE = Duration.ofSeconds(3);

  final String base = "doors/" + UUID.randomUUID();
  final String command = base + "/command";
  final String answer = base + "/answer";
  final String presence = base + "/presence";
  final String contact = base + "/contact";
  final String exit = base + "/exit";

  private final String version;
  private final boolean keeps;
  private final String name = "door" + UUID.randomUUID().toString().substring(0, 8);
  private final Wire line;
  private final JsonMapper json = new JsonMapper();
  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final AtomicInteger releases = new AtomicInteger();
  private final Runnable cutTheCaller;
  private @Nullable DeviceClient client;
  private @Nullable DeviceClient second;
  private volatile Fault fault = Fault.NONE;
  private volatile long lockedAt = System.nanoTime();
  private volatile boolean clockIsSet = true;
  private volatile boolean open;
  private volatile @Nullable Boolean stuck;

  /**
   * @param keeps whether it asks the broker to keep messages for it, which it should not
   */
  FakeMqttDoor(String version, int port, boolean keeps, Runnable cutTheCaller) throws IOException {
    this.version = version;
    this.keeps = keeps;
    this.line = new Wire(port);
    this.cutTheCaller = cutTheCaller;
  }

  FakeMqttDoor start() throws Exception {
    DeviceClient made = connected(name);
    client = made;
    made.subscribe(command);
    tellContact();
    made.publish(presence, "online", true);
    return this;
  }

  /** The power goes: the broker notices, and tells its last will. */
  void die() {
    lockedAt = System.nanoTime();
    done.clear();
    client = null;
    second = null;
    line.cut();
  }

  /** Neither it nor the broker notices that nothing comes through any more. */
  void stall(boolean stalled) {
    line.hold(stalled);
  }

  void play(Fault next) throws Exception {
    fault = next;
    if (next == Fault.COMMAND_TWICE && second == null) {
      // Two connections of one device: the broker hands it every command twice.
      DeviceClient another = connected(name + "b");
      second = another;
      another.subscribe(command);
    }
  }

  void leaf(boolean nowOpen) throws Exception {
    open = nowOpen;
    tellContact();
  }

  void stick(boolean reading) throws Exception {
    stuck = reading;
    tellContact();
  }

  void tellContact() throws Exception {
    Boolean reading = stuck == null ? open : stuck;
    publish(contact, reading ? "ON" : "OFF", true);
  }

  /** Its clock is not set; it knows that, and judges no deadline by it. */
  void clockUnknown() {
    clockIsSet = false;
  }

  void publish(String topic, String text, boolean kept) throws Exception {
    DeviceClient now = client;
    if (now != null) now.publish(topic, text, kept);
  }

  int releases() {
    return releases.get();
  }

  boolean released() {
    return lockedAt - System.nanoTime() > 0;
  }

  /** What arrived as a command, whatever was done with it. */
  List<String> bodies() {
    return bodies;
  }

  @Override
  public void close() throws IOException {
    if (client != null) client.disconnect();
    if (second != null) second.disconnect();
    line.close();
  }

  private DeviceClient connected(String as) throws Exception {
    return DeviceClient.of(version, line.port(), as, keeps, presence, this::read);
  }

  private void read(String topic, String text, boolean kept) {
    if (!topic.equals(command)) return;
    bodies.add(text);
    if (kept) return;
    try {
      obey(json.readTree(text));
    } catch (JacksonException e) {
      // not a command
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void obey(JsonNode order) throws IOException {
    String id = order.path("command").asString("");
    long deadline = order.path("deadline").asLong(0);
    boolean late = clockIsSet && Clock.systemUTC().instant().getEpochSecond() > deadline;
    if (id.isEmpty() || late || fault == Fault.SWALLOWS || !done.add(id)) return;
    if (fault == Fault.REFUSES) {
      answer("{\"command\":\"" + id + "\",\"result\":\"refused\"}", Duration.ZERO);
      return;
    }
    lockedAt = System.nanoTime() + Duration.ofSeconds(order.path("seconds").asLong(0)).toNanos();
    releases.incrementAndGet();
    String opened = "{\"command\":\"" + id + "\",\"result\":\"opened\"}";
    switch (fault) {
      case REPLY_LOST -> cutTheCaller.run();
      case REPLY_LATE -> answer(opened, LATE);
      case HALF_ANSWER -> answer(opened.substring(0, opened.length() - 10), Duration.ZERO);
      case WRONG_ANSWER -> answer(opened.replace(id, UUID.randomUUID().toString()), Duration.ZERO);
      case ANSWERS_TWICE -> {
        answer(opened, Duration.ZERO);
        answer(opened, Duration.ZERO);
      }
      default -> answer(opened, Duration.ZERO);
    }
  }

  private void answer(String text, Duration after) {
    Thread.startVirtualThread(() -> {
      try {
        Thread.sleep(after);
        publish(answer, text, false);
      } catch (Exception e) {
        // Its line is gone.
      }
    });
  }
}
