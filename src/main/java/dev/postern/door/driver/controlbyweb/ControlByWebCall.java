package dev.postern.door.driver.controlbyweb;

import static dev.postern.door.OpeningReason.CUT_OFF;
import static dev.postern.door.OpeningReason.NO_ANSWER;
import static dev.postern.door.OpeningReason.UNCLEAR_ANSWER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.postern.door.DoorField;
import dev.postern.door.DoorLine;
import dev.postern.door.HostAndPort;
import dev.postern.door.OpeningReason;
import dev.postern.door.driver.DeviceSocket;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Base64;
import java.util.Optional;

/**
 * One GET to a device, on a connection of its own and by a client of our own, because no HTTP
 * client understands an answer without HTTP.
 */
final class ControlByWebCall {
  /** Moves nothing. */
  static final String STATE = "/state.xml";

  /** Old models know a password only; their manuals write this user, which they never look at. */
  private static final String NOBODY = "none";

  private static final int LARGEST_ANSWER = 16 * 1024;

  private final HostAndPort address;
  private final Secret headers;

  ControlByWebCall(DoorLine line) {
    this.address = line.settings().host();
    this.headers = headers(address, login(line));
  }

  /** What became of a request. */
  sealed interface Reply {}

  /** There was no connection, so nothing was sent. */
  record NeverLeft() implements Reply {}

  /** It may have arrived; no whole answer came back. */
  record Lost(OpeningReason because) implements Reply {}

  record Answered(RawAnswer answer) implements Reply {}

  /**
   * Returns by that moment, whatever the device does.
   *
   * @param path with its query
   */
  Reply get(String path, long endsAt) {
    try (DeviceSocket socket = DeviceSocket.connect(address, endsAt)) {
      return ask(socket, path, endsAt);
    } catch (IOException e) {
      return new NeverLeft();
    }
  }

  private Reply ask(DeviceSocket socket, String path, long endsAt) {
    try {
      // With 1.0 nobody may answer in chunks; old models do not look at the number.
      socket.write(("GET " + path + " HTTP/1.0\r\n" + headers.reveal()).getBytes(ISO_8859_1));
      return answer(socket, endsAt);
    } catch (SocketTimeoutException e) {
      return new Lost(NO_ANSWER);
    } catch (IOException e) {
      return new Lost(CUT_OFF);
    }
  }

  private static Reply answer(DeviceSocket socket, long endsAt) throws IOException {
    byte[] bytes = new byte[LARGEST_ANSWER];
    for (int had = 0; had < bytes.length; ) {
      int more = socket.read(bytes, had, bytes.length - had, endsAt);
      had += Math.max(0, more);
      boolean ended = more < 0;
      Optional<RawAnswer> answer = RawAnswer.in(new String(bytes, 0, had, ISO_8859_1), ended);
      if (answer.isPresent()) return new Answered(answer.get());
      if (ended) return new Lost(CUT_OFF);
    }
    return new Lost(UNCLEAR_ANSWER);
  }

  private static Secret headers(HostAndPort address, Secret login) {
    return new Secret("Host: " + address + "\r\n" + login.reveal() + "Connection: close\r\n\r\n");
  }

  private static Secret login(DoorLine line) {
    Secret password = line.password();
    String user = line.settings().text(DoorField.USER.name());
    if (password == null && user.isEmpty()) return new Secret("");
    String both =
        (user.isEmpty() ? NOBODY : user) + ":" + (password == null ? "" : password.reveal());
    String header = Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    return new Secret("Authorization: Basic " + header + "\r\n");
  }
}
