package dev.postern.door.driver;

import static dev.postern.door.OpeningReason.CUT_OFF;
import static dev.postern.door.OpeningReason.NO_ANSWER;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.postern.door.OpeningReason;
import dev.postern.vault.Secret;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One call to a device. Every call has a connection of its own: a kept one may have been closed by
 * the device just as the command is written to it, and nobody would know whether it arrived. No
 * proxy, no redirect, no second try.
 */
public final class HttpCall {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);
  private static final int LARGEST_ANSWER = 16 * 1024;

  private final URI uri;

  public HttpCall(URI uri) {
    this.uri = uri;
  }

  /** What became of a request. */
  public sealed interface Reply {}

  /** There was no connection, so nothing was sent. */
  public record NeverLeft() implements Reply {}

  /** It may have arrived; no whole answer came back. */
  public record Lost(OpeningReason because) implements Reply {}

  public record Answered(int status, List<String> challenges, String body) implements Reply {}

  /** One line of the request's head; its value may be a password. */
  public record Header(String name, Secret value) {}

  /**
   * Returns within {@code limit}, whatever the device does; sends nothing if there is none left.
   *
   * @param body empty for none
   */
  public Reply send(String method, List<Header> headers, String body, Duration limit) {
    if (!limit.isPositive()) {
      return new NeverLeft();
    }
    long endsAt = System.nanoTime() + limit.toNanos();
    HttpRequest request = request(method, headers, body);
    HttpClient client = client(limit);
    try {
      var handler = BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER);
      HttpResponse<String> response =
          client
              .sendAsync(request, handler)
              .get(Math.max(0, endsAt - System.nanoTime()), NANOSECONDS);
      return new Answered(
          response.statusCode(), response.headers().allValues("WWW-Authenticate"), response.body());
    } catch (ExecutionException e) {
      return neverLeft(e.getCause()) ? new NeverLeft() : new Lost(CUT_OFF);
    } catch (TimeoutException e) {
      return new Lost(NO_ANSWER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Lost(NO_ANSWER);
    } finally {
      client.shutdownNow();
    }
  }

  /** A client for one connection, which goes to the device itself and nowhere else. */
  public static HttpClient client(Duration limit) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .executor(Thread::startVirtualThread)
        .connectTimeout(limit.compareTo(LONGEST_CONNECT) < 0 ? limit : LONGEST_CONNECT)
        .build();
  }

  /** Whether it failed before there was anybody to send anything to. */
  public static boolean neverLeft(@Nullable Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof HttpConnectTimeoutException
        || cause instanceof NoRouteToHostException
        || isDistrust(cause);
  }

  private HttpRequest request(String method, List<Header> headers, String body) {
    BodyPublisher content =
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, new Once(content));
    headers.forEach(it -> request.header(it.name(), it.value().reveal()));
    return request.build();
  }

  /** We ourselves hung up on a certificate that we do not trust, before the request. */
  private static boolean isDistrust(@Nullable Throwable cause) {
    for (Throwable it = cause; it != null; it = it.getCause()) {
      if (it instanceof CertificateException) return true;
    }
    return false;
  }

  /**
   * The JDK's client by itself sends a GET again whose connection broke before the answer, and has
   * no switch against it. It asks for the length of the content each time it writes a head, and
   * after the connection was made: so this answers once, and a second head is never written.
   */
  private static final class Once implements BodyPublisher {
    private final BodyPublisher content;
    private final AtomicBoolean sent = new AtomicBoolean();

    Once(BodyPublisher content) {
      this.content = content;
    }

    @Override
    public long contentLength() {
      if (sent.getAndSet(true)) throw new IllegalStateException("Was sent already");
      return content.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      content.subscribe(subscriber);
    }
  }
}
