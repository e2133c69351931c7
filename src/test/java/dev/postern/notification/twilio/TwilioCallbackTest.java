package dev.postern.notification.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.postern.notification.Ana;
import dev.postern.notification.Destination;
import dev.postern.notification.Notification.State;
import dev.postern.notification.Notifications;
import dev.postern.notification.RiverStreet;
import dev.postern.notification.Via;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.vault.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@PosternTest
@TestPropertySource(
    properties = {
      "postern.public-url=https://postern.example.com/",
      "postern.notification.twilio.account-sid=" + FakeTwilio.ACCOUNT,
      "postern.notification.twilio.auth-token=" + FakeTwilio.TOKEN,
      "postern.notification.twilio.from=+15550100001"
    })
class TwilioCallbackTest {
  private static final FakeTwilio TWILIO = start();

  @DynamicPropertySource
  static void base(DynamicPropertyRegistry properties) {
    properties.add("postern.notification.twilio.base", TWILIO::base);
  }

  @AfterAll
  static void stop() {
    TWILIO.close();
  }

  @Autowired Notifications notifications;
  @Autowired HandClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @LocalServerPort int port;

  @Test
  void marksATextDeliveredOnlyOnTwiliosSignedWord() throws Exception {
    UUID id = sentText();
    var delivered = Map.of("MessageSid", "SM1", "MessageStatus", "delivered", "To", "+15550100150");

    assertThat(report(id, delivered, "")).isEqualTo(403);
    assertThat(report(id, delivered, signature(UUID.randomUUID(), delivered))).isEqualTo(403);
    assertThat(report(id, Map.of("MessageStatus", "failed"), signature(id, delivered)))
        .isEqualTo(403);
    assertThat(state(id)).isEqualTo(State.SENT);

    var underWay = Map.of("MessageSid", "SM1", "MessageStatus", "sent");
    assertThat(report(id, underWay, signature(id, underWay))).isEqualTo(204);
    assertThat(state(id)).isEqualTo(State.SENT);

    assertThat(report(id, delivered, signature(id, delivered))).isEqualTo(204);
    assertThat(report(id, delivered, signature(id, delivered))).isEqualTo(204);
    assertThat(state(id)).isEqualTo(State.DELIVERED);
  }

  @Test
  void answersCalmlyWhenTheNotificationIsUnknownOrNone() throws Exception {
    var form = Map.of("MessageSid", "SM9", "MessageStatus", "failed", "ErrorCode", "30003");
    UUID unknown = UUID.randomUUID();
    assertThat(report(unknown, form, signature(unknown, form))).isEqualTo(204);
    assertThat(post("/callbacks/twilio/not-an-id", form, "x")).isBetween(400, 404);
  }

  @Test
  void leavesNoPinInTheLogAtDebug() throws Exception {
    var everything = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Level usual = everything.getLevel();
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    everything.addAppender(log);
    everything.setLevel(Level.DEBUG);
    try {
      sentText();
    } finally {
      everything.setLevel(usual);
      everything.detachAppender(log);
    }
    List<ILoggingEvent> said = List.copyOf(log.list);
    assertThat(said)
        .extracting(ILoggingEvent::getLoggerName)
        .anyMatch(name -> name.contains("Jdbc"));
    assertThat(said)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains(Ana.PIN) || line.contains(Ana.GROUPED))
        .noneMatch(line -> line.contains(Ana.QR) || line.contains("123+4567"));
  }

  private UUID sentText() throws Exception {
    var now = clock.instant();
    var notification =
        RiverStreet.open(jdbc, now).toAna(new Destination(Via.SMS, "+15550100150"), null, now);
    UUID id = transaction.execute(_ -> notifications.queue(notification));
    assertThat(id).isNotNull();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (state(id) != State.SENT && System.nanoTime() < end) Thread.sleep(20);
    assertThat(TWILIO.taken.getLast())
        .containsEntry("StatusCallback", "https://postern.example.com/callbacks/twilio/" + id)
        .hasEntrySatisfying("Body", body -> assertThat(body).contains(Ana.GROUPED));
    return id;
  }

  private State state(UUID id) {
    return notifications.find(id).orElseThrow().state();
  }

  private static String signature(UUID id, Map<String, String> form) {
    Map<String, String[]> all = new TreeMap<>();
    form.forEach((name, value) -> all.put(name, new String[] {value}));
    return new TwilioSignature(new Secret(FakeTwilio.TOKEN))
        .of("https://postern.example.com/callbacks/twilio/" + id, all);
  }

  private int report(UUID id, Map<String, String> form, String signature) throws Exception {
    return post("/callbacks/twilio/" + id, form, signature);
  }

  private int post(String path, Map<String, String> form, String signature) throws Exception {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Twilio-Signature", signature)
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }

  private static FakeTwilio start() {
    try {
      return new FakeTwilio();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
