package dev.postern.notification.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Twilio's Messages API as far as we use it: it looks at account, password and fields. */
final class FakeTwilio implements AutoCloseable {
  static final String ACCOUNT = "AC00000000000000000000000000000001";
  static final String TOKEN = "secret-token";

  /** What it answers to a call that is in order. */
  enum Mood {
    FINE(201, "{\"sid\":\"SM1\",\"status\":\"queued\"}"),
    STOPPED(400, "{\"code\":21610,\"message\":\"Attempt to send to unsubscribed recipient\"}"),
    WRONG_NUMBER(400, "{\"code\":21211,\"message\":\"Invalid 'To' Phone Number\"}"),
    TOO_MANY(429, "{\"code\":20429,\"message\":\"Too Many Requests\"}"),
    BROKEN(503, "<html>down</html>"),
    MOVED(302, ""),
    SOMEBODY_ELSE(200, "<html>Please sign in to the guest network</html>"),
    STALLS(0, ""),
    STALLS_IN_THE_MIDDLE(-1, "");

    final int status;
    final String body;

    Mood(int status, String body) {
      this.status = status;
      this.body = body;
    }
  }

  final List<Map<String, String>> taken = new CopyOnWriteArrayList<>();
  volatile Mood mood = Mood.FINE;
  private final HttpServer server;

  FakeTwilio() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange call) throws IOException {
    String proof =
        "Basic " + Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(UTF_8));
    String path = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";
    var form = form(new String(call.getRequestBody().readAllBytes(), UTF_8));
    if (!proof.equals(call.getRequestHeaders().getFirst("Authorization"))) {
      say(call, 401, "{\"code\":20003,\"message\":\"Authenticate\"}");
    } else if (!call.getRequestMethod().equals("POST")
        || !call.getRequestURI().toString().equals(path)) {
      say(call, 404, "{\"code\":20404,\"message\":\"Not found\"}");
    } else if (!form.containsKey("To")
        || !form.containsKey("Body")
        || form.containsKey("From") == form.containsKey("MessagingServiceSid")) {
      say(call, 400, "{\"code\":21604,\"message\":\"A field is missing\"}");
    } else {
      inMood(call, form);
    }
  }

  private void inMood(HttpExchange call, Map<String, String> form) throws IOException {
    switch (mood) {
      case STALLS -> {} // the line stays open and silent
      case STALLS_IN_THE_MIDDLE -> {
        call.sendResponseHeaders(201, 100);
        call.getResponseBody().write("{\"sid\":".getBytes(UTF_8));
        call.getResponseBody().flush();
      }
      case MOVED -> {
        call.getResponseHeaders().add("Location", base() + "elsewhere");
        say(call, 302, "");
      }
      default -> {
        if (mood == Mood.FINE) taken.add(form);
        say(call, mood.status, mood.body);
      }
    }
  }

  private static void say(HttpExchange call, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  private static Map<String, String> form(String body) {
    return Arrays.stream(body.split("&", -1))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> URLDecoder.decode(field[0], UTF_8),
                field -> URLDecoder.decode(field[1], UTF_8)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
