package dev.postern.door;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a Shelly relay is and how it pulses.
 *
 * @param host its name or address, with a port if that is not 80; on the list {@code
 *     postern.door.hosts}
 * @param relay the number of the output, from 0
 * @param pulseSeconds how long the strike is released; the device itself ends it
 */
public record ShellySettings(String host, int relay, int pulseSeconds) {
  public static final String DRIVER = "shelly";
  public static final int USUAL_PULSE_SECONDS = 5;
  static final int SHORTEST_PULSE_SECONDS = 1;
  static final int LONGEST_PULSE_SECONDS = 10;
  private static final int LAST_RELAY = 99;

  /** The first relay of a device, with the usual pulse. */
  public ShellySettings(String host) {
    this(host, 0, USUAL_PULSE_SECONDS);
  }

  ShellySettings stored() {
    String named = HostAndPort.parse(host).map(HostAndPort::toString).orElse(host);
    return new ShellySettings(named, relay, pulseSeconds);
  }

  @Nullable DoorFault hostFault(AllowedHosts hosts) {
    Optional<HostAndPort> parsed = HostAndPort.parse(host);
    if (parsed.isEmpty()) {
      return DoorFault.HOST;
    }
    return hosts.allow(parsed.get()) ? null : DoorFault.HOST_NOT_ALLOWED;
  }

  @Nullable DoorFault relayFault() {
    return relay < 0 || relay > LAST_RELAY ? DoorFault.RELAY : null;
  }

  @Nullable DoorFault pulseFault() {
    return pulseSeconds < SHORTEST_PULSE_SECONDS || pulseSeconds > LONGEST_PULSE_SECONDS
        ? DoorFault.PULSE
        : null;
  }
}
