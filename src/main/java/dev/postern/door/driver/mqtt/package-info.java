/**
 * Doors behind an MQTT broker, in MQTT 5 (OASIS, 2019) and MQTT 3.1.1 (OASIS, 2014): Shelly's
 * MQTT-RPC, Tasmota, ESPHome, Zigbee2MQTT and controllers of one's own.
 */
@NullMarked
package dev.postern.door.driver.mqtt;

import org.jspecify.annotations.NullMarked;
