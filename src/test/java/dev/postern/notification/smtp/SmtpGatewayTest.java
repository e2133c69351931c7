package dev.postern.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.postern.notification.Ana;
import dev.postern.notification.Email;
import dev.postern.notification.GatewayAnswer;
import dev.postern.notification.NotificationSettings;
import dev.postern.notification.NotificationSettings.Smtp;
import dev.postern.notification.NotificationSettings.Tls;
import dev.postern.notification.QrPicture;
import dev.postern.notification.Scanner;
import dev.postern.vault.Secret;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpGatewayTest {
  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    server.setUser("postern", "postern", "right");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void sendsTextAndHtmlWithTheQrCodeInsideIt() throws Exception {
    Email email = email("River Street");
    assertThat(gateway("right").send(email))
        .isEqualTo(new GatewayAnswer.Taken("<" + email.id() + "@postern.example.com>", false));

    MimeMessage received = server.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("Ihre Einmal-PIN für Maple Room");
    var alternative = (MimeMultipart) received.getContent();
    assertThat(alternative.getContentType()).startsWith("multipart/alternative");
    assertThat(alternative.getBodyPart(0).getContentType()).startsWith("text/plain");
    assertThat((String) alternative.getBodyPart(0).getContent()).contains("PIN: 123 4567 äöü 毛");

    var related = (MimeMultipart) alternative.getBodyPart(1).getContent();
    assertThat(related.getContentType()).startsWith("multipart/related");
    assertThat(related.getBodyPart(0).getContentType()).startsWith("text/html");
    assertThat((String) related.getBodyPart(0).getContent()).contains("<b>123 4567</b>");
    BodyPart picture = related.getBodyPart(1);
    assertThat(picture.getHeader("Content-ID")).containsExactly("<qr-code>");
    assertThat(picture.getDisposition()).isEqualTo("inline");
    assertThat(Scanner.read(picture.getInputStream().readAllBytes())).isEqualTo(Ana.QR);
  }

  @Test
  void comesFromThePropertyAndKeepsItsIdWhenRepeated() throws Exception {
    Email email = email("Łódź \"Quay\" <x@y.example>");
    gateway("right").send(email);
    gateway("right").send(email);

    MimeMessage[] received = server.getReceivedMessages();
    var from = (InternetAddress) received[0].getFrom()[0];
    assertThat(from.getAddress()).isEqualTo("doors@postern.example.com");
    assertThat(from.getPersonal()).isEqualTo("Łódź \"Quay\" <x@y.example>");
    assertThat(received[0].getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("ana@example.com");
    assertThat(received[0].getMessageID()).isEqualTo(received[1].getMessageID());
    assertThat(received[0].getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void refusesAnAddressThatIsNone() {
    for (String to : new String[] {"ana", "ana@example.com\r\nBcc: eve@example.com", "a@b, c@d"}) {
      Email email = email("River Street");
      var wrong = new Email(email.id(), to, "R", "S", email.text(), email.html(), email.picture());
      assertThat(gateway("right").send(wrong))
          .isEqualTo(new GatewayAnswer.Refused("notification.words.bad-address"));
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void triesLaterWhenThePasswordIsWrong() {
    assertThat(gateway("wrong").send(email("River Street")))
        .isEqualTo(new GatewayAnswer.Later("notification.words.sign-in"));
  }

  @Test
  void saysNothingToAServerThatDoesNotEncrypt() {
    var settings = settings(server.getSmtp().getPort(), Tls.STARTTLS, "right");
    assertThat(new SmtpGateway(settings).send(email("River Street")))
        .isInstanceOf(GatewayAnswer.Later.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void triesLaterWhenNobodyIsThere() throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(new SmtpGateway(settings(port, Tls.NONE, null)).send(email("River Street")))
        .isEqualTo(new GatewayAnswer.Later("notification.words.unreachable"));
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 No such person, Refused",
    "RCPT, 450 4.2.0 Greylisted, Later",
    "MAIL, 553 5.7.1 Not your address, Refused",
    ".,    554 5.7.1 Looks like spam, Refused",
    ".,    452 4.3.1 Disk full, Later",
    ".,    cut, Later",
    "DATA, stall, Later",
  })
  void tellsARefusalFromABadMoment(String at, String answer, String expected) throws Exception {
    try (var scripted = new ScriptedSmtp(at, answer)) {
      GatewayAnswer said =
          new SmtpGateway(settings(scripted.port(), Tls.NONE, null)).send(email("River Street"));
      assertThat(said.getClass().getSimpleName()).isEqualTo(expected);
      if (Character.isDigit(answer.charAt(0)))
        assertThat(said.toString()).contains(answer.substring(4));
    }
  }

  private SmtpGateway gateway(String password) {
    return new SmtpGateway(settings(server.getSmtp().getPort(), Tls.NONE, password));
  }

  private static NotificationSettings settings(int port, Tls tls, @Nullable String password) {
    var smtp =
        new Smtp(
            "127.0.0.1",
            port,
            tls,
            password == null ? null : "postern",
            password == null ? null : new Secret(password),
            "doors@postern.example.com",
            Duration.ofMillis(700));
    return new NotificationSettings(smtp, null);
  }

  private static Email email(String from) {
    return new Email(
        UUID.randomUUID(),
        "ana@example.com",
        from,
        "Ihre Einmal-PIN für Maple Room",
        new Secret("PIN: 123 4567 äöü 毛"),
        new Secret("<b>123 4567</b><img src=\"cid:qr-code\">"),
        QrPicture.of(new Secret(Ana.QR)));
  }
}
