package dev.postern.notification.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.postern.notification.Email;
import dev.postern.notification.EmailGateway;
import dev.postern.notification.GatewayAnswer;
import dev.postern.notification.GatewayAnswer.Later;
import dev.postern.notification.GatewayAnswer.Refused;
import dev.postern.notification.GatewayAnswer.Taken;
import dev.postern.notification.NotificationSettings;
import dev.postern.notification.NotificationSettings.Smtp;
import dev.postern.notification.NotificationSettings.Tls;
import dev.postern.vault.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Hands e-mails to the site's own server. A definite no (5xx) is a refusal; everything else, also a
 * line that is cut when all was said, is worth another try: the e-mail keeps its Message-ID, so a
 * repeat can be told.
 */
@Component
@ConditionalOnProperty(name = "postern.rehearsal", havingValue = "false")
@ConditionalOnProperty("postern.notification.smtp.host")
class SmtpGateway implements EmailGateway {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpGateway.class);

  private final Smtp settings;
  private final Session session;

  SmtpGateway(NotificationSettings settings) {
    this.settings = requireNonNull(settings.smtp());
    this.session = Session.getInstance(properties(this.settings));
  }

  @Override
  public GatewayAnswer send(Email email) {
    InternetAddress to;
    try {
      to = new InternetAddress(email.to(), true);
    } catch (AddressException notOne) {
      return new Refused("notification.words.bad-address");
    }
    try {
      MimeMessage mime = MimeEmail.of(email, to, sender(email), session);
      Transport transport = session.getTransport("smtp");
      try {
        Secret password = settings.password();
        transport.connect(settings.username(), password == null ? null : password.reveal());
        transport.sendMessage(mime, mime.getRecipients(Message.RecipientType.TO));
      } finally {
        sayGoodbye(transport);
      }
      return new Taken(mime.getMessageID(), false);
    } catch (MessagingException failed) {
      return answer(failed);
    }
  }

  /** A server that took the e-mail and then stumbles over QUIT has taken it all the same. */
  private static void sayGoodbye(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException stumbled) {
      LOG.debug("The e-mail server did not say goodbye: {}", stumbled.toString());
    }
  }

  private InternetAddress sender(Email email) throws MessagingException {
    var from = new InternetAddress(settings.from(), true);
    try {
      from.setPersonal(email.fromName(), UTF_8.name());
    } catch (java.io.UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
    return from;
  }

  private static GatewayAnswer answer(MessagingException failed) {
    if (failed instanceof AuthenticationFailedException) {
      return new Later("notification.words.sign-in"); // the operator can put that right
    }
    for (Exception e = failed; e instanceof MessagingException why; e = why.getNextException()) {
      int code = code(why);
      String words = why.getMessage() == null ? "" : why.getMessage();
      if (code >= 500) return new Refused(words);
      if (code >= 400) return new Later(words);
    }
    return new Later("notification.words.unreachable");
  }

  private static int code(MessagingException failed) {
    return switch (failed) {
      case SMTPAddressFailedException address -> address.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException send -> send.getReturnCode();
      default -> 0;
    };
  }

  private static Properties properties(Smtp settings) {
    String millis = Long.toString(settings.timeout().toMillis());
    var properties = new Properties();
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.auth", Boolean.toString(settings.username() != null));
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.ssl.enable", Boolean.toString(settings.tls() == Tls.IMPLICIT));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.tls() == Tls.STARTTLS));
    properties.put("mail.smtp.starttls.required", Boolean.toString(settings.tls() == Tls.STARTTLS));
    return properties;
  }
}
