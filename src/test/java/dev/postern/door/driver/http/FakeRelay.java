package dev.postern.door.driver.http;

import dev.postern.door.DoorRig.Fault;
import dev.postern.door.driver.HttpSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A relay that opens at one call, wants a token for everything and takes every command once. */
final class FakeRelay extends HttpSimulator {
  static final String TOKEN = "Bearer s3cret";
  private static final Pattern OPEN = Pattern.compile("(GET|POST|PUT) /open\\?for=(\\d+) HTTP/1.1");
  private static final String DONE = response("200 OK", "", "{\"done\":true}");

  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  FakeRelay() throws IOException {}

  List<Request> requests() {
    return requests;
  }

  @Override
  protected void serve(Socket connection, InputStream in, Request request)
      throws IOException, InterruptedException {
    requests.add(request);
    Matcher open = OPEN.matcher(request.line());
    if (!TOKEN.equals(request.headers().get("authorization"))) {
      write(connection, response("401 Unauthorized", "", ""));
    } else if (open.matches()) {
      open(connection, request, Duration.ofSeconds(Long.parseLong(open.group(2))));
      // The network that repeats a request is not interested in the second answer.
      if (fault() == Fault.COMMAND_TWICE) open(connection, request, Duration.ofSeconds(9));
    } else if (request.line().equals("GET /state HTTP/1.1")) {
      String leaf = contact() ? "open" : "shut";
      write(connection, response("200 OK", "", "{\"leaf\":\"" + leaf + "\"}"));
    } else {
      write(connection, response("404 Not Found", "", ""));
    }
  }

  private void open(Socket connection, Request request, Duration pulse)
      throws IOException, InterruptedException {
    if (!request.body().isEmpty() && !taken.add(request.body())) {
      write(connection, DONE);
      return;
    }
    command(
        connection,
        pulse,
        DONE,
        response("200 OK", "", "<html>Welcome</html>"),
        response("409 Conflict", "", "locked down"));
  }
}
