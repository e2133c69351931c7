package dev.postern.notification;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.notification.NotificationSettings.Tls;
import dev.postern.vault.Secret;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NotificationSettingsTest {
  private static final String[] COMPLETE = {
    "postern.notification.smtp.host=mail.example.com",
    "postern.notification.smtp.from=doors@example.com",
    "postern.notification.smtp.username=postern",
    "postern.notification.smtp.password=hush",
    "postern.notification.twilio.account-sid=AC1",
    "postern.notification.twilio.auth-token=hush",
    "postern.notification.twilio.from=+15550100001",
  };

  private final ApplicationContextRunner site =
      new ApplicationContextRunner().withUserConfiguration(Bound.class);

  @Test
  void hasNoChannelUntilOneIsSetUp() {
    site.run(started ->
        assertThat(started.getBean(NotificationSettings.class))
            .isEqualTo(new NotificationSettings(null, null)));
  }

  @Test
  void needsOnlyWhatHasNoGoodDefault() {
    site.withPropertyValues(COMPLETE)
        .run(started -> {
          var settings = started.getBean(NotificationSettings.class);
          var smtp = requireNonNull(settings.smtp());
          assertThat(smtp.port()).isEqualTo(587);
          assertThat(smtp.tls()).isEqualTo(Tls.STARTTLS);
          assertThat(smtp.timeout()).isEqualTo(Duration.ofSeconds(10));
          assertThat(smtp.password()).isEqualTo(new Secret("hush"));
          assertThat(requireNonNull(settings.twilio()).base())
              .isEqualTo(URI.create("https://api.twilio.com"));
          assertThat(settings.toString()).doesNotContain("hush");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "smtp.from=, smtp.from is missing",
    "smtp.host=, smtp.host is missing",
    "smtp.timeout=2m, smtp.timeout must be more than 0 and at most 30 seconds",
    "twilio.messaging-service-sid=MG1, give one of twilio.from and twilio.messaging-service-sid",
    "twilio.timeout=0s, twilio.timeout must be more than 0 and at most 30 seconds",
  })
  void saysAtStartWhatIsMissingOrContradictsItself(String setting, String sentence) {
    site.withPropertyValues(COMPLETE)
        .withPropertyValues("postern.notification." + setting)
        .run(refused ->
            assertThat(refused.getStartupFailure())
                .rootCause()
                .hasMessage("postern.notification: " + sentence));
  }

  @EnableConfigurationProperties(NotificationSettings.class)
  static class Bound {}
}
