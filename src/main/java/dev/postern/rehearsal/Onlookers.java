package dev.postern.rehearsal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Who may look at the rehearsal: whoever sits at this machine. Only an operator who lets the
 * program listen elsewhere ({@code server.address}) opens it to others, and they are not shown the
 * password.
 */
@Component
@OnlyInRehearsal
class Onlookers {
  private static final Set<String> NAMES_OF_THIS_MACHINE =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final @Nullable InetAddress address;

  Onlookers(ServerProperties server) {
    address = server.getAddress();
  }

  /** Whether nobody but this machine can reach the program. */
  boolean onlyHere() {
    return address != null && address.isLoopbackAddress();
  }

  /**
   * The name is looked at too: another site could point a name of its own at this machine and read
   * along through a visitor's browser.
   */
  boolean admits(HttpServletRequest request) {
    if (!onlyHere()) return true;
    return NAMES_OF_THIS_MACHINE.contains(request.getServerName())
        && InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress();
  }

  /** The machine's name in an address that a person opens. */
  String host() {
    return onlyHere() || address == null || address.isAnyLocalAddress()
        ? "localhost"
        : address.getHostAddress();
  }
}
