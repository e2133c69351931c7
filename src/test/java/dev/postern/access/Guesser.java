package dev.postern.access;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Somebody who holds one kiosk's cookie and sends guesses to whichever node answers. */
final class Guesser {
  private static final int FRESH_CONNECTION = 40;

  private final List<Node> nodes;
  private final String cookie;
  private final Tally tally;
  private final HttpClient http = newClient();
  private final int usual;

  /** Asks this one of the nodes first. */
  Guesser(List<Node> nodes, int usual, String cookie, Tally tally) {
    this.nodes = nodes;
    this.usual = usual;
    this.cookie = cookie;
    this.tally = tally;
  }

  static HttpClient newClient() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /** One guess in one of the ways to write it, from an address that is made up. */
  void guess(String pin, int number) throws InterruptedException {
    String written =
        switch (number % 4) {
          case 1 -> fullWidth(pin);
          case 2 -> pin.substring(0, 3) + " - " + pin.substring(3, 6) + "." + pin.substring(6);
          default -> pin;
        };
    if (number % FRESH_CONNECTION == 0) {
      try (HttpClient fresh = newClient()) {
        send(fresh, cookie, written);
      }
    } else {
      send(http, cookie, written);
    }
  }

  /** A text in the shape of a QR code that is made of a PIN's digits. */
  void guessAsQr(String pin) throws InterruptedException {
    String answer = send(http, cookie, "P" + (pin + pin + pin + pin).substring(0, 26));
    if (!answer.equals("200 refused")) tally.strange(answer);
  }

  /** No screen of ours: nothing may be asked at all. */
  void guessWithoutCookie(String pin) throws InterruptedException {
    String answer = send(http, "", pin);
    if (!answer.equals("401")) tally.strange(answer);
  }

  /** Sends it until a node answers. */
  private String send(HttpClient client, String as, String shown) throws InterruptedException {
    for (int node = usual; ; node = (node + 1) % nodes.size()) {
      // A guess that is sent again could be the same attempt; as a new one it is a guess more.
      String body = "{\"attempt\":\"%s\",\"shown\":\"%s\"}".formatted(UUID.randomUUID(), shown);
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + nodes.get(node).port() + "/kiosk/entries"))
              .header("Content-Type", "application/json")
              .header("X-Kiosk", "1")
              .header("X-Forwarded-For", madeUp() + ", " + madeUp())
              .POST(BodyPublishers.ofString(body));
      if (!as.isEmpty()) request.header("Cookie", as);
      try {
        String answer = read(client.send(request.build(), BodyHandlers.ofString()));
        tally.answered(answer);
        return answer;
      } catch (IOException nobodyThere) {
        tally.sentAgain();
      }
    }
  }

  private static String read(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) return String.valueOf(answer.statusCode());
    return "200 " + answer.body().replaceFirst(".*\"answer\":\"([a-z-]+)\".*", "$1");
  }

  private static String madeUp() {
    var random = ThreadLocalRandom.current();
    return "203.0.113." + random.nextInt(256);
  }

  private static String fullWidth(String pin) {
    StringBuilder wide = new StringBuilder();
    pin.chars().forEach(digit -> wide.append((char) (digit - '0' + '０')));
    return wide.toString();
  }
}
