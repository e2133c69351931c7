package dev.postern.notification;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/** Two providers that take everything, until a test tells them otherwise. */
@TestConfiguration(proxyBeanMethods = false)
class HandGateways {
  final List<LostNotification> lost = new CopyOnWriteArrayList<>();
  private final List<Email> emails = new CopyOnWriteArrayList<>();
  private final List<Sms> texts = new CopyOnWriteArrayList<>();
  volatile Function<Email, GatewayAnswer> emailAnswer = HandGateways::takes;
  volatile Function<Sms, GatewayAnswer> textAnswer = HandGateways::takes;

  void takeEverything() {
    emails.clear();
    texts.clear();
    emailAnswer = HandGateways::takes;
    textAnswer = HandGateways::takes;
  }

  List<Email> emails(UUID notification) {
    return emails.stream().filter(email -> email.id().equals(notification)).toList();
  }

  List<Sms> texts(UUID notification) {
    return texts.stream().filter(sms -> sms.id().equals(notification)).toList();
  }

  @EventListener
  void lost(LostNotification notification) {
    lost.add(notification);
  }

  @Bean
  EmailGateway emailByHand() {
    return email -> {
      emails.add(email);
      return emailAnswer.apply(email);
    };
  }

  @Bean
  SmsGateway textByHand() {
    return sms -> {
      texts.add(sms);
      return textAnswer.apply(sms);
    };
  }

  private static GatewayAnswer takes(Email email) {
    return new GatewayAnswer.Taken("<" + email.id() + ">", false);
  }

  private static GatewayAnswer takes(Sms sms) {
    return new GatewayAnswer.Taken("SM" + sms.id(), false);
  }
}
