package dev.postern.notification;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The gateways of this site, at most one for each channel. */
@Component
class Gateways {
  private final Optional<EmailGateway> email;
  private final Optional<SmsGateway> sms;
  private final EmailText emailText;
  private final SmsText smsText;

  Gateways(
      Optional<EmailGateway> email,
      Optional<SmsGateway> sms,
      EmailText emailText,
      SmsText smsText) {
    this.email = email;
    this.sms = sms;
    this.emailText = emailText;
    this.smsText = smsText;
  }

  boolean available(Via via) {
    return switch (via) {
      case EMAIL -> email.isPresent();
      case SMS -> sms.isPresent();
    };
  }

  GatewayAnswer send(UUID id, Destination to, String language, NotificationText text) {
    return switch (to.via()) {
      case EMAIL ->
          email
              .map(gateway -> gateway.send(emailText.write(id, to.address(), language, text)))
              .orElseGet(() -> new GatewayAnswer.Refused("notification.words.no-email-server"));
      case SMS ->
          sms.map(gateway -> gateway.send(smsText.write(id, to.address(), language, text)))
              .orElseGet(() -> new GatewayAnswer.Refused("notification.words.no-sms-provider"));
    };
  }
}
