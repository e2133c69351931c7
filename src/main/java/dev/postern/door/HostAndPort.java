package dev.postern.door;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** A device's address as people type it: a name or an IP address, and a port if it is not 80. */
public record HostAndPort(String host, int port) {
  private static final int HTTP = 80;
  private static final int LAST_PORT = 65_535;
  private static final int LONGEST = 260;

  /** Empty unless the text is an address and nothing but: no scheme, user, path or query. */
  public static Optional<HostAndPort> parse(String text) {
    return parse(text, HTTP);
  }

  /**
   * @param usualPort what counts if none is given
   */
  public static Optional<HostAndPort> parse(String text, int usualPort) {
    String typed = text.strip();
    if (typed.isEmpty() || typed.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      URI uri = new URI("http://" + typed).parseServerAuthority();
      boolean nothingElse = typed.equals(uri.getRawAuthority()) && uri.getRawUserInfo() == null;
      int port = uri.getPort() == -1 ? usualPort : uri.getPort();
      if (!nothingElse || typed.endsWith(":") || port < 1 || port > LAST_PORT) {
        return Optional.empty();
      }
      return Optional.of(new HostAndPort(uri.getHost().toLowerCase(Locale.ROOT), port));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** The same address in its one spelling; the port is left out if it is 80. */
  @Override
  public String toString() {
    return port == HTTP ? host : host + ":" + port;
  }
}
