package dev.postern.door.driver.mqtt;

import dev.postern.door.AllowedHosts;
import dev.postern.door.DoorDriver;
import dev.postern.door.DoorField;
import dev.postern.door.DoorLine;
import dev.postern.door.DoorRig;
import dev.postern.support.Mosquitto;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A controller behind a real broker that all rigs share, and a line to it that can fail. */
public final class MqttRig implements DoorRig {
  private final String version;
  private final Wire wire;
  private final FakeMqttDoor device;
  private Fault fault = Fault.NONE;

  public MqttRig() throws Exception {
    this(MqttFields.V5);
  }

  public static MqttRig ofMqtt3() throws Exception {
    return new MqttRig(MqttFields.V3);
  }

  private MqttRig(String version) throws Exception {
    this.version = version;
    int port = Mosquitto.shared().port();
    wire = new Wire(port);
    device = new FakeMqttDoor(version, port, false, wire::cut).start();
  }

  /** As the form stores them. */
  static Map<String, String> settings(String version, String host, FakeMqttDoor device) {
    Map<String, String> settings = new HashMap<>();
    MqttFields.ALL.forEach(it -> settings.put(it.name(), it.usual()));
    settings.putAll(
        Map.of(
            DoorField.HOST,
            host,
            MqttFields.VERSION,
            version,
            DoorField.USER.name(),
            Mosquitto.USER,
            DoorField.PULSE.name(),
            "1",
            MqttFields.COMMAND_TOPIC,
            device.command,
            MqttFields.ANSWER_TOPIC,
            device.answer,
            MqttFields.REFUSAL_TEXT,
            "refused",
            MqttFields.PRESENCE_TOPIC,
            device.presence,
            MqttFields.PRESENCE_TEXT,
            "online"));
    settings.putAll(
        Map.of(
            DoorField.CONTACT.name(),
            DoorField.OPEN_WHEN_ON,
            MqttFields.CONTACT_TOPIC,
            device.contact,
            MqttFields.OPEN_TEXT,
            "ON",
            MqttFields.EXIT_TOPIC,
            device.exit,
            MqttFields.EXIT_TEXT,
            "pressed"));
    settings.remove(DoorField.PASSWORD);
    return settings;
  }

  @Override
  public String name() {
    return version.equals(MqttFields.V5) ? "mqtt 5" : "mqtt 3.1.1";
  }

  @Override
  public DoorDriver driver() {
    return new MqttDriver(new AllowedHosts(List.of(wire.host())), Clock.systemUTC());
  }

  @Override
  public DoorLine line() {
    return DoorRig.line(
        MqttDriver.NAME, new Secret(Mosquitto.PASSWORD), settings(version, wire.host(), device));
  }

  @Override
  public void play(Fault next) {
    fault = next;
    quietly(() -> {
      wire.absent(next == Fault.ABSENT);
      device.play(next);
    });
  }

  @Override
  public int releases() {
    return device.releases();
  }

  @Override
  public boolean released() {
    return device.released();
  }

  @Override
  public int commands() {
    return device.bodies().size();
  }

  @Override
  public void leaf(boolean open) {
    quietly(() -> device.leaf(open));
  }

  @Override
  public void stick(boolean open) {
    quietly(() -> device.stick(open));
  }

  @Override
  public void pressExitButton() {
    quietly(() -> {
      device.publish(device.exit, "pressed", false);
      device.publish(device.exit, "released", false);
    });
  }

  @Override
  public void reboot() throws Exception {
    device.die();
    if (fault != Fault.ABSENT) device.start();
  }

  @Override
  public void clockOff(long seconds) {
    device.clockUnknown();
  }

  /** As devices do that say from time to time how they are. */
  @Override
  public boolean replaySigns() throws Exception {
    device.tellContact();
    device.tellContact();
    return true;
  }

  @Override
  public void close() throws IOException {
    device.close();
    wire.close();
  }

  private interface Step {
    void run() throws Exception;
  }

  private static void quietly(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
