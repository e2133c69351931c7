package dev.postern.door;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The only devices that Postern ever calls, so that nobody who may edit a door can make the program
 * reach into the network.
 *
 * @param hosts {@code postern.door.hosts}: names or addresses, each with its port if that is not
 *     80; none means that nothing may be called
 */
@ConfigurationProperties("postern.door")
public record AllowedHosts(@DefaultValue List<String> hosts) {
  public AllowedHosts {
    hosts = List.copyOf(hosts);
    for (String host : hosts) {
      if (HostAndPort.parse(host).isEmpty()) {
        throw new IllegalArgumentException(
            "postern.door.hosts: \"" + host + "\" is not a host or host:port");
      }
    }
  }

  /** Whether exactly this host and port is on the list. */
  public boolean allow(HostAndPort address) {
    return hosts.stream().flatMap(it -> HostAndPort.parse(it).stream()).anyMatch(address::equals);
  }
}
