package dev.postern.notification.tray;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.notification.Ana;
import dev.postern.notification.Destination;
import dev.postern.notification.Email;
import dev.postern.notification.GatewayAnswer;
import dev.postern.notification.Notification;
import dev.postern.notification.Notification.State;
import dev.postern.notification.Notifications;
import dev.postern.notification.QrPicture;
import dev.postern.notification.RiverStreet;
import dev.postern.notification.Scanner;
import dev.postern.notification.Sms;
import dev.postern.notification.Tray;
import dev.postern.notification.TrayItem;
import dev.postern.notification.Via;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@PosternTest
class SealedTrayTest {
  @Autowired JdbcClient jdbc;
  @Autowired Vault vault;
  @Autowired HandClock clock;
  @Autowired Notifications notifications;
  @Autowired TransactionTemplate transaction;
  @Autowired ObjectProvider<Tray> trayOfThisSite;

  private final TrayGateways gateways = new TrayGateways();
  private SealedTray tray;
  private UUID notification;

  @BeforeEach
  void queue() {
    clock.advance(Duration.ofMillis(1)); // ids of one millisecond have no order
    tray = new SealedTray(jdbc, vault, clock);
    var now = clock.instant();
    var email = new Destination(Via.EMAIL, "ana@example.com");
    var toAna = RiverStreet.open(jdbc, now).toAna(email, null, now);
    notification = transaction.execute(_ -> notifications.queue(toAna));
  }

  @Test
  void doesNotExistOnARealSiteWhichFailsOpenlyWithoutAServer() throws Exception {
    assertThat(trayOfThisSite.getIfAvailable()).isNull();
    assertThat(notifications.available(Via.EMAIL)).isFalse();
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!sent().state().isFinal() && System.nanoTime() < end) Thread.sleep(20);
    assertThat(sent().state()).isEqualTo(State.FAILED);
    assertThat(sent().words()).isEqualTo("No e-mail server is set up.");
  }

  @Test
  void showsAnEmailAsItsRecipientSeesIt() throws Exception {
    var email =
        new Email(
            notification,
            "ana@example.com",
            "River Street",
            "Your one-time PIN",
            new Secret("PIN 123 4567"),
            new Secret("<b>123 4567</b><img src=\"cid:qr-code\">"),
            QrPicture.of(new Secret(Ana.QR)));
    assertThat(gateways.trayForEmails(tray).send(email))
        .isEqualTo(new GatewayAnswer.Taken(null, true));

    TrayItem item = tray.newest(1).getFirst();
    assertThat(tray.find(item.id())).contains(item);
    assertThat(item.to()).isEqualTo(new Destination(Via.EMAIL, "ana@example.com"));
    assertThat(item.subject()).isEqualTo("Your one-time PIN");
    assertThat(item.text()).isEqualTo(email.text());
    String html = java.util.Objects.requireNonNull(item.html()).reveal();
    String start = "<b>123 4567</b><img src=\"data:image/png;base64,";
    assertThat(html).startsWith(start);
    String picture = html.substring(start.length(), html.indexOf('"', start.length()));
    assertThat(Scanner.read(Base64.getDecoder().decode(picture))).isEqualTo(Ana.QR);
  }

  @Test
  void keepsTheLast200AndAllOfThemSealed() {
    for (int number = 1; number <= 205; number++) {
      clock.advance(Duration.ofMillis(1));
      gateways
          .trayForTexts(tray)
          .send(new Sms(notification, "+15550100150", new Secret("PIN 123 4567 no. " + number)));
    }
    assertThat(tray.newest(1000)).hasSize(Tray.KEPT);
    assertThat(tray.newest(1).getFirst().text().reveal()).endsWith("no. 205");
    assertThat(jdbc.sql("select sealed_text from tray_item").query(byte[].class).list())
        .hasSize(Tray.KEPT)
        .noneMatch(sealed -> new String(sealed, StandardCharsets.ISO_8859_1).contains("123 4567"));
  }

  private Notification sent() {
    return notifications.find(notification).orElseThrow();
  }
}
