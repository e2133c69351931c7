package dev.postern.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;

/** A kiosk that shows a key to whichever node it is told to. */
final class RoamingKiosk {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final HttpClient http;
  private final String cookie;

  RoamingKiosk(HttpClient http, String cookie) {
    this.http = http;
    this.cookie = cookie;
  }

  /** For very many requests at once. */
  static HttpClient newClient() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  record Answer(int status, String body) {
    /** The status, and what the person is told. */
    String word() {
      if (status != 200) return String.valueOf(status);
      return "200 " + body.replaceFirst(".*\"answer\":\"([a-z-]+)\".*", "$1");
    }

    boolean opened() {
      return word().equals("200 opened");
    }
  }

  /**
   * One request.
   *
   * @param waited how long ago Accept was touched, as the kiosk says
   */
  Answer show(Node node, UUID attempt, String pin, Duration waited)
      throws IOException, InterruptedException {
    String body =
        "{\"attempt\":\"%s\",\"shown\":\"%s\",\"waited\":%d}"
            .formatted(attempt, pin, waited.toMillis());
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + "/kiosk/entries"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("X-Kiosk", "1")
            .header("Cookie", cookie)
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }
}
