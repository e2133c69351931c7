package dev.postern.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A browser that says exactly what it is told, also a host that is not this machine's. Each request
 * has a connection of its own.
 */
record Browser(int port) {
  /** What came back; {@code head} is the status line with all headers. */
  record Answer(int status, String head, String body) {
    /** The token of a form on the page, and the cookie that goes with it. */
    String token() {
      return between(body, "name=\"_csrf\" value=\"", "\"");
    }

    String cookie() {
      return between(head, "Set-Cookie: ", ";");
    }
  }

  Answer get(String path, String... headers) {
    return send("GET " + path, "", headers);
  }

  Answer post(String path, String form, String... headers) {
    String[] all =
        Stream.concat(
                Stream.of("Content-Type: application/x-www-form-urlencoded"),
                Arrays.stream(headers))
            .toArray(String[]::new);
    return send("POST " + path, form, all);
  }

  private Answer send(String what, String body, String... headers) {
    boolean hostGiven = Arrays.stream(headers).anyMatch(header -> header.startsWith("Host:"));
    String head =
        Stream.concat(
                Stream.of(
                    what + " HTTP/1.0",
                    hostGiven ? "X-Host: given" : "Host: localhost:" + port,
                    "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length),
                Arrays.stream(headers))
            .collect(Collectors.joining("\r\n"));
    try (Socket line = new Socket(InetAddress.getLoopbackAddress(), port)) {
      line.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
      return read(line.getInputStream());
    } catch (IOException e) {
      throw new IllegalStateException(what, e);
    }
  }

  private static Answer read(InputStream answer) throws IOException {
    String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    String head = text.substring(0, end);
    return new Answer(Integer.parseInt(head.split(" ", 3)[1]), head, text.substring(end + 4));
  }

  static String between(String text, String before, String after) {
    int from = text.indexOf(before) + before.length();
    return text.substring(from, text.indexOf(after, from));
  }
}
