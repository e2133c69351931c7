package dev.postern.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.postern.door.DoorStates;
import dev.postern.door.OpeningReason;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@RehearsalTest
class AlarmWebhookTest {
  private static final String SECRET = "sixteen letters!";
  private static final List<String> BODIES = new CopyOnWriteArrayList<>();
  private static final List<String> SIGNATURES = new CopyOnWriteArrayList<>();
  private static final HttpServer SERVER = server();

  @Autowired ApplicationContext program;
  @Autowired DoorStates states;
  @Autowired HandClock clock;

  @DynamicPropertySource
  static void webhook(DynamicPropertyRegistry properties) {
    String address = "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/alarms";
    properties.add("postern.alarm.webhook", () -> address);
    properties.add("postern.alarm.secret", () -> SECRET);
  }

  @AfterAll
  static void end() {
    SERVER.stop(0);
  }

  @Test
  void postsEachAlarmSignedAndAgainUntilItIsTaken() throws Exception {
    Cast cast = new Cast(program);
    states.ill(cast.door, OpeningReason.UNREACHABLE);
    clock.advance(Duration.ofSeconds(40));
    states.tellWhatLasts();

    await(1); // refused
    await(2);
    assertThat(BODIES.getFirst()).isEqualTo(BODIES.getLast());
    assertThat(BODIES.getFirst())
        .contains("\"alarm\":\"OFFLINE\"", "\"room\":\"Maple Room\"", cast.maple.id().toString());
    assertThat(SIGNATURES.getLast()).isEqualTo(signature(BODIES.getLast()));
  }

  @Test
  void doesNotStartWithoutASecretOrWithAnAddressOfAnotherKind() {
    assertThatThrownBy(() -> new AlarmSettings(URI.create("https://x.example"), null))
        .hasMessageContaining("postern.alarm.secret");
    assertThatThrownBy(() -> new AlarmSettings(URI.create("file:///etc"), new Secret(SECRET)))
        .hasMessageContaining("postern.alarm.webhook");
  }

  /** Time passes all the while: the pause begins only when the refusal was written down. */
  private void await(int posts) throws InterruptedException {
    Instant giveUp = Instant.now().plusSeconds(20);
    while (BODIES.size() < posts && Instant.now().isBefore(giveUp)) {
      clock.advance(Duration.ofSeconds(1));
      Thread.sleep(100);
    }
    assertThat(BODIES).hasSize(posts);
  }

  private static String signature(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
  }

  private static HttpServer server() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/alarms",
          call -> {
            SIGNATURES.add(call.getRequestHeaders().getFirst("Postern-Signature"));
            BODIES.add(new String(call.getRequestBody().readAllBytes(), UTF_8));
            call.sendResponseHeaders(BODIES.size() == 1 ? 503 : 204, -1);
            call.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
