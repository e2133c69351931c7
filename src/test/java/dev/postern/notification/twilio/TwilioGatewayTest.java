package dev.postern.notification.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.notification.GatewayAnswer;
import dev.postern.notification.GatewayAnswer.Later;
import dev.postern.notification.GatewayAnswer.Refused;
import dev.postern.notification.GatewayAnswer.Taken;
import dev.postern.notification.NotificationSettings;
import dev.postern.notification.NotificationSettings.Twilio;
import dev.postern.notification.PublicUrl;
import dev.postern.notification.Sms;
import dev.postern.notification.twilio.FakeTwilio.Mood;
import dev.postern.vault.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwilioGatewayTest {
  private final Sms sms =
      new Sms(UUID.randomUUID(), "+15550100150", new Secret("River & Street = PIN 123 4567 öé+%"));
  private FakeTwilio twilio;

  @BeforeEach
  void start() throws Exception {
    twilio = new FakeTwilio();
  }

  @AfterEach
  void stop() {
    twilio.close();
  }

  @Test
  void signsInAndSendsExactlyTheFieldsTwilioAsksFor() {
    assertThat(send("+15550100001", null, FakeTwilio.TOKEN)).isEqualTo(new Taken("SM1", false));
    assertThat(twilio.taken)
        .containsExactly(
            Map.of(
                "To", "+15550100150",
                "From", "+15550100001",
                "Body", "River & Street = PIN 123 4567 öé+%",
                "StatusCallback", "https://postern.example.com/callbacks/twilio/" + sms.id()));
  }

  @Test
  void canSendThroughAMessagingService() {
    send(null, "MG1", FakeTwilio.TOKEN);
    assertThat(twilio.taken.getFirst())
        .containsEntry("MessagingServiceSid", "MG1")
        .doesNotContainKey("From");
  }

  @Test
  void triesLaterWhenTheTokenIsWrong() {
    assertThat(send("+15550100001", null, "wrong"))
        .isEqualTo(new Later("notification.words.sign-in"));
    assertThat(twilio.taken).isEmpty();
  }

  @Test
  void saysThatTheRecipientHasSwitchedTextsOff() {
    twilio.mood = Mood.STOPPED;
    assertThat(send()).isEqualTo(new Refused("notification.words.switched-off"));
  }

  @Test
  void givesUpWithTwiliosWordsOnADefiniteNo() {
    twilio.mood = Mood.WRONG_NUMBER;
    assertThat(send()).isEqualTo(new Refused("Twilio 400: Invalid 'To' Phone Number"));
    twilio.mood = Mood.MOVED; // and goes nowhere else with the PIN
    assertThat(send()).isEqualTo(new Refused("Twilio 302"));
    assertThat(twilio.taken).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"TOO_MANY", "BROKEN", "SOMEBODY_ELSE", "STALLS", "STALLS_IN_THE_MIDDLE"})
  void triesLaterWhenItMayWorkThen(Mood mood) {
    twilio.mood = mood;
    long began = System.nanoTime();
    assertThat(send()).isInstanceOf(Later.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void triesLaterWhenNobodyIsThere() {
    var gateway = gateway("+15550100001", null, FakeTwilio.TOKEN);
    twilio.close();
    assertThat(gateway.send(sms)).isEqualTo(new Later("notification.words.unreachable"));
  }

  private GatewayAnswer send() {
    return send("+15550100001", null, FakeTwilio.TOKEN);
  }

  private GatewayAnswer send(@Nullable String from, @Nullable String service, String token) {
    return gateway(from, service, token).send(sms);
  }

  private TwilioGateway gateway(@Nullable String from, @Nullable String service, String token) {
    var account =
        new Twilio(
            FakeTwilio.ACCOUNT,
            new Secret(token),
            from,
            service,
            twilio.base(),
            Duration.ofMillis(700));
    return new TwilioGateway(
        new NotificationSettings(null, account),
        new PublicUrl(URI.create("https://postern.example.com")));
  }
}
