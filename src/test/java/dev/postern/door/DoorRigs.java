package dev.postern.door;

import dev.postern.door.driver.controlbyweb.ControlByWebRig;
import dev.postern.door.driver.http.HttpRig;
import dev.postern.door.driver.modbus.ModbusRig;
import dev.postern.door.driver.mqtt.MqttRig;
import dev.postern.door.driver.shelly.ShellyRig;
import dev.postern.door.driver.uhppote.UhppoteRig;
import java.util.List;

/** A rig of every kind of controller that a door can have. */
public final class DoorRigs {
  /** Sets a simulator up. */
  public interface Maker {
    DoorRig make() throws Exception;
  }

  /** One of each driver. */
  public static final List<Maker> ALL =
      List.of(
          ShellyRig::new,
          ControlByWebRig::new,
          HttpRig::new,
          MqttRig::new,
          MqttRig::ofMqtt3,
          ModbusRig::new,
          UhppoteRig::new);

  private DoorRigs() {}
}
