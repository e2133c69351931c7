package dev.postern.door.driver.shelly;

import static dev.postern.door.OpeningReason.CUT_OFF;
import static dev.postern.door.OpeningReason.NO_ANSWER;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.postern.door.HostAndPort;
import dev.postern.door.OpeningReason;
import dev.postern.vault.Secret;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One POST to a device. Every call has a connection of its own: a kept one may have been closed by
 * the device just as the command is written to it, and nobody would know whether it arrived. No
 * proxy, no redirect, no second try.
 */
final class ShellyCall {
  static final String PATH = "/rpc";
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);
  private static final int LARGEST_ANSWER = 16 * 1024;

  private final URI uri;

  ShellyCall(HostAndPort address) {
    this.uri = URI.create("http://" + address + PATH);
  }

  /** What became of a request. */
  sealed interface Reply {}

  /** There was no connection, so nothing was sent. */
  record NeverLeft() implements Reply {}

  /** It may have arrived; no whole answer came back. */
  record Lost(OpeningReason because) implements Reply {}

  record Answered(int status, List<String> challenges, String body) implements Reply {}

  /**
   * Returns within {@code limit}, whatever the device does; sends nothing if there is none left.
   */
  Reply post(String body, @Nullable Secret authorization, Duration limit) {
    if (!limit.isPositive()) {
      return new NeverLeft();
    }
    long endsAt = System.nanoTime() + limit.toNanos();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization.reveal());
    }
    HttpClient client = client(limit);
    try {
      var handler = BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER);
      HttpResponse<String> response =
          client
              .sendAsync(request.build(), handler)
              .get(Math.max(0, endsAt - System.nanoTime()), NANOSECONDS);
      return new Answered(
          response.statusCode(), response.headers().allValues("WWW-Authenticate"), response.body());
    } catch (ExecutionException e) {
      return neverConnected(e.getCause()) ? new NeverLeft() : new Lost(CUT_OFF);
    } catch (TimeoutException e) {
      return new Lost(NO_ANSWER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Lost(NO_ANSWER);
    } finally {
      client.shutdownNow();
    }
  }

  private static HttpClient client(Duration limit) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .executor(Thread::startVirtualThread)
        .connectTimeout(limit.compareTo(LONGEST_CONNECT) < 0 ? limit : LONGEST_CONNECT)
        .build();
  }

  private static boolean neverConnected(@Nullable Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof NoRouteToHostException;
  }
}
