package dev.postern.stories;

import static dev.postern.support.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.postern.access.Entries;
import dev.postern.access.Entry;
import dev.postern.access.Refusal;
import dev.postern.door.SimulatedDoors;
import dev.postern.limit.Limit;
import dev.postern.notification.Notification;
import dev.postern.notification.Notifications;
import dev.postern.notification.Tray;
import dev.postern.notification.TrayItem;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.place.Kiosks;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Screen;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A one-time PIN, from the portal to the door, over HTTP as browsers speak it. */
@RehearsalTest
class OneTimePinStoryTest {
  private static final Pattern PIN = Pattern.compile("\\b(\\d{3}) (\\d{4})\\b");
  private static final Pattern QR = Pattern.compile("#(P[0-9A-HJKMNP-TV-Z]{26})");

  @Autowired ApplicationContext program;
  @Autowired Notifications notifications;
  @Autowired Tray tray;
  @Autowired Entries entries;
  @Autowired Kiosks kiosks;
  @Autowired SimulatedDoors doors;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;
  @LocalServerPort int port;

  private Cast cast;
  private Recipient ana;
  private Visitor desk;
  private Screen screen;

  @BeforeEach
  void someoneIsAtTheDeskAndAScreenAtTheDoor() throws Exception {
    clock.advance(Limit.PAIRING_TRIES.emptiesIn());
    cast = new Cast(program);
    ana = cast.ana();
    desk = new Visitor(port).signIn(cast.desk.email(), Cast.PASSWORD.reveal());
    Screen unpaired = Screen.unpaired(port);
    String code = kiosks.invite(cast.rosa(), cast.kiosk.id()).reveal();
    screen = unpaired.with(unpaired.pair(code));
  }

  @Test
  void opensTheDoorOnceForWhomStaffSentAPin() throws Exception {
    UUID id = send();
    String pin = read(message(id, Via.EMAIL), PIN);

    assertThat(screen.enter(UUID.randomUUID(), pin).body())
        .isEqualTo("{\"answer\":\"opened\",\"seconds\":5}");
    assertThat(screen.enter(UUID.randomUUID(), pin).body())
        .isEqualTo("{\"answer\":\"refused\",\"seconds\":0}");

    assertThat(doors.state(cast.door).orElseThrow().pulses()).isEqualTo(1);
    assertThat(entries.ofPerson(ana.id(), 10))
        .extracting(Entry::refusal)
        .containsExactlyInAnyOrder(null, Refusal.ALREADY_USED);
    assertThat(desk.get("/portal/one-time-pins/" + id).body())
        .contains("Maple Room")
        .doesNotContain(pin, pin.replace(" ", ""));
    assertThat(desk.get("/portal/entries").body()).contains("Ana Ibáñez");
  }

  @Test
  void opensForTheQrCodeThatTheTextMessageLinksTo() throws Exception {
    String text = message(send(), Via.SMS).text().reveal();
    assertThat(text).contains(cast.property.name());
    assertThat(text.length()).isLessThanOrEqualTo(160);
    assertThat(screen.enter(UUID.randomUUID(), read(text, QR)).body()).contains("opened");
  }

  /**
   * Each way in which a PIN travels, with the log at DEBUG; then all that the log and every table
   * hold is searched for it, plain and as simple programs would disguise it.
   */
  @Test
  void leavesNoPinInTheLogAndNoneInTheDatabase() throws Exception {
    ListAppender<ILoggingEvent> log = logEverything();
    List<String> secrets = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        UUID id = send();
        TrayItem email = message(id, Via.EMAIL);
        secrets.add(read(email, PIN).replace(" ", ""));
        secrets.add(read(message(id, Via.SMS).text().reveal(), QR));
        HttpResponse<String> revealed =
            desk.post(
                "/portal/one-time-pins/" + id + "/reveal",
                Map.of("reason", "reads it out", "password", Cast.PASSWORD.reveal()));
        assertThat(revealed.statusCode()).isEqualTo(200);
        screen.json("/q", "{\"shown\":\"" + secrets.getLast() + "\"}");
        boolean typed = i % 2 == 0;
        String shown = typed ? secrets.get(secrets.size() - 2) : secrets.getLast();
        if (i < 4) assertThat(screen.enter(UUID.randomUUID(), shown).body()).contains("opened");
      }
    } finally {
      stopLogging(log);
    }
    assertThat(log.list).hasSizeGreaterThan(100);
    StringBuilder written = new StringBuilder();
    for (ILoggingEvent event : log.list) written.append(event.getFormattedMessage()).append('\n');
    String everything = written + dump();
    for (String secret : secrets) {
      for (String disguise : disguises(secret)) {
        // Seven digits alone may stand inside a longer number; everything else is found anywhere.
        String alone = disguise.length() == secret.length() ? "(?<![0-9a-f])%s(?![0-9a-f])" : "%s";
        Pattern hidden = Pattern.compile(alone.formatted(Pattern.quote(disguise)));
        assertThat(hidden.matcher(everything).find())
            .as("a secret of %d characters, disguised as %d", secret.length(), disguise.length())
            .isFalse();
      }
    }
  }

  private UUID send() {
    HttpResponse<String> answer =
        desk.postForm(
            "/portal/one-time-pins",
            List.of(
                Map.entry("recipient", ana.id().toString()),
                Map.entry("room", cast.maple.id().toString()),
                Map.entry("via", "EMAIL"),
                Map.entry("via", "SMS"),
                Map.entry("expires", "1440"),
                Map.entry("reason", "left the phone upstairs"),
                Map.entry("token", UUID.randomUUID().toString()),
                Map.entry("_csrf", desk.token())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    String location = answer.headers().firstValue("location").orElseThrow();
    return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
  }

  private TrayItem message(UUID id, Via via) {
    await("that all messages arrive")
        .until(() ->
            notifications.about(id).stream()
                .allMatch(sent -> sent.state() == Notification.State.DELIVERED));
    Notification notification =
        notifications.about(id).stream()
            .filter(sent -> sent.to().via() == via)
            .findFirst()
            .orElseThrow();
    return tray.newest(Tray.KEPT).stream()
        .filter(item -> item.notificationId().equals(notification.id()))
        .findFirst()
        .orElseThrow();
  }

  private static String read(TrayItem item, Pattern pattern) {
    return read(item.text().reveal(), pattern);
  }

  private static String read(String text, Pattern pattern) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return pattern == QR ? found.group(1) : found.group();
  }

  /** Every row of every table as text; bytes come out as hexadecimal digits. */
  private String dump() {
    StringBuilder dump = new StringBuilder();
    List<String> tables =
        sql.sql("select tablename from pg_tables where schemaname = 'public'")
            .query((row, n) -> row.getString(1))
            .list();
    assertThat(tables).contains("access_key", "notification", "tray_item", "audit_event");
    for (String table : tables) {
      for (String row :
          sql.sql("select t::text from \"" + table + "\" t")
              .query((row, n) -> row.getString(1))
              .list()) {
        dump.append(row).append('\n');
      }
    }
    return dump.toString();
  }

  private static List<String> disguises(String secret) throws Exception {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    List<String> disguises =
        new ArrayList<>(List.of(secret, secret.toLowerCase(java.util.Locale.ROOT)));
    if (secret.length() == 7) disguises.add(secret.substring(0, 3) + " " + secret.substring(3));
    disguises.add(HexFormat.of().formatHex(bytes));
    disguises.add(Base64.getEncoder().encodeToString(bytes));
    for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
      disguises.add(HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes)));
    }
    return disguises;
  }

  private static ListAppender<ILoggingEvent> logEverything() {
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.list = java.util.Collections.synchronizedList(new ArrayList<>());
    appender.start();
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.DEBUG);
    root.iteratorForAppenders().forEachRemaining(console -> console.addFilter(onlyInfo()));
    root.addAppender(appender);
    return appender;
  }

  private static ch.qos.logback.core.filter.Filter<ILoggingEvent> onlyInfo() {
    var filter = new ch.qos.logback.classic.filter.ThresholdFilter();
    filter.setLevel("INFO");
    filter.start();
    return filter;
  }

  private static void stopLogging(ListAppender<ILoggingEvent> appender) {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.detachAppender(appender);
  }
}
