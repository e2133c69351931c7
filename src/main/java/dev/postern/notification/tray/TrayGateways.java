package dev.postern.notification.tray;

import dev.postern.notification.Destination;
import dev.postern.notification.Email;
import dev.postern.notification.EmailGateway;
import dev.postern.notification.GatewayAnswer;
import dev.postern.notification.QrPicture;
import dev.postern.notification.Sms;
import dev.postern.notification.SmsGateway;
import dev.postern.notification.Via;
import dev.postern.notification.tray.SealedTray.Content;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * In a rehearsal both channels end in the tray, whatever else is set up: nobody gets a real text.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "postern.rehearsal", havingValue = "true")
class TrayGateways {
  @Bean
  EmailGateway trayForEmails(SealedTray tray) {
    return email -> keep(tray, email);
  }

  @Bean
  SmsGateway trayForTexts(SealedTray tray) {
    return sms -> keep(tray, sms);
  }

  private static GatewayAnswer keep(SealedTray tray, Email email) {
    QrPicture picture = email.picture();
    String html = email.html().reveal();
    if (picture != null) html = html.replace("cid:" + Email.PICTURE_ID, picture.dataUri());
    tray.keep(
        email.id(),
        new Destination(Via.EMAIL, email.to()),
        new Content(email.fromName(), email.subject(), email.text().reveal(), html));
    return new GatewayAnswer.Taken(null, true);
  }

  private static GatewayAnswer keep(SealedTray tray, Sms sms) {
    tray.keep(
        sms.id(),
        new Destination(Via.SMS, sms.to()),
        new Content("", "", sms.text().reveal(), null));
    return new GatewayAnswer.Taken(null, true);
  }
}
