package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@PosternTest
class OneTimePinRevealPageTest {
  private static final Pattern PIN = Pattern.compile(">(\\d{3}) (\\d{4})<");

  @Autowired ApplicationContext program;
  @Autowired Recipients recipients;
  @Autowired Places places;
  @Autowired AuditLog audit;
  @Autowired HandClock clock;
  Property maple;
  Recipient ana;
  Visitor staff;
  String story;

  @BeforeEach
  void sendAPin() {
    Site site = new Site(program);
    maple = site.property("Maple Court");
    places.addRoom(Actor.SYSTEM, maple.id(), "Maple Room");
    ana = new Residents(recipients, maple).ana();
    staff = site.signedIn(Role.STAFF, maple);
    story = SendForm.story(SendForm.of(staff, ana.id()).send());
  }

  @Test
  void showsThePinForTenSecondsAfterAReasonAndTheOwnPassword() {
    clock.advance(Confirmation.FRESH);
    var shown = ask("/reveal", "on the phone with her", Site.PASSWORD);
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(PIN.matcher(shown.body()).find()).isTrue();
    assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(shown.headers().firstValue("Refresh")).hasValue("10;url=" + story);
    assertThat(audit.page(maple.id(), null, 1).getFirst())
        .satisfies(event -> {
          assertThat(event.act()).isEqualTo(Act.ONE_TIME_PIN_REVEALED);
          assertThat(event.details()).containsEntry("reason", "on the phone with her");
        });
  }

  @Test
  void asksForNoPasswordUntilFiveMinutesAfterItWasGiven() {
    clock.advance(Confirmation.FRESH);
    assertThat(staff.get(story + "/reveal").body()).contains("name=\"password\"");
    assertThat(PIN.matcher(ask("/reveal", "she called", "").body()).find()).isFalse();
    assertThat(PIN.matcher(ask("/reveal", "she called", Site.PASSWORD).body()).find()).isTrue();
    clock.advance(Confirmation.FRESH.minusSeconds(1));
    assertThat(staff.get(story + "/reveal").body()).doesNotContain("name=\"password\"");
    assertThat(PIN.matcher(ask("/reveal", "she called", "").body()).find()).isTrue();
    clock.advance(Duration.ofSeconds(1));
    var late = ask("/reveal", "she called", "");
    assertThat(late.statusCode()).isEqualTo(422);
    assertThat(late.body()).contains("Type your password to go on.", "name=\"password\"");
    assertThat(PIN.matcher(late.body()).find()).isFalse();
  }

  @Test
  void asksForNoPasswordRightAfterSigningIn() {
    assertThat(PIN.matcher(ask("/reveal", "she called", "").body()).find()).isTrue();
  }

  @Test
  void keepsThePinFromWhoGivesNoReasonOrAnotherPassword() {
    clock.advance(Confirmation.FRESH);
    var refused = ask("/reveal", "", "not my password at all");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Write why you need to see it.", "That is not your password.")
        .doesNotContain("not my password at all");
    assertThat(PIN.matcher(refused.body()).find()).isFalse();
    assertThat(PIN.matcher(ask("/slip", "", Site.PASSWORD).body()).find()).isFalse();
    assertThat(audit.page(maple.id(), null, 1).getFirst().act())
        .isNotEqualTo(Act.ONE_TIME_PIN_REVEALED);
  }

  @Test
  void keepsWhatWasWrittenWhenThePasswordIsWrong() {
    clock.advance(Confirmation.FRESH);
    assertThat(ask("/reveal", "she called", "wrong wrong wrong").body())
        .contains("value=\"she called\"");
  }

  @Test
  void printsASlipWithTheQrCodeOfTheSameKey() {
    var slip = ask("/slip", "no phone and no e-mail", Site.PASSWORD);
    assertThat(slip.statusCode()).isEqualTo(200);
    assertThat(slip.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(slip.body())
        .contains("Ana Silva", "Maple Room", "Maple Court", "<svg class=\"slip-qr\"");
    assertThat(pin(slip)).isEqualTo(pin(ask("/reveal", "to compare", Site.PASSWORD)));
  }

  @Test
  void showsThePinNowhereElse() {
    String pin = pin(ask("/reveal", "to look for it", Site.PASSWORD));
    List<HttpResponse<String>> others = new ArrayList<>();
    for (String path :
        List.of(
            story,
            story + "/story",
            story + "/reveal",
            story + "/slip",
            story + "/resend",
            story + "/cancellation",
            "/portal",
            "/portal/recipients/" + ana.id(),
            "/portal/recipients?q=silva",
            "/portal/one-time-pins/new?recipient=" + ana.id())) {
      others.add(staff.get(path));
    }
    others.add(staff.post(story + "/resend", Map.of("via", "SMS")));
    others.add(staff.post(story + "/cancellation", Map.of()));
    others.add(staff.get(story));
    assertThat(others)
        .allSatisfy(answer -> {
          assertThat(answer.body()).doesNotContain(pin, pin.replace(" ", ""));
          assertThat(answer.headers().map().toString()).doesNotContain(pin.replace(" ", ""));
        });
  }

  @Test
  void hasNothingToShowOnceItEnded() {
    staff.post(story + "/cancellation", Map.of());
    assertThat(ask("/reveal", "too late", Site.PASSWORD).body())
        .contains("Its number is gone for good")
        .doesNotContain("big-number");
  }

  @Test
  void stopsWhoLooksAtManyPins() {
    HttpResponse<String> answer = ask("/reveal", "one", Site.PASSWORD);
    for (int i = 0; i < 12; i++) answer = ask("/reveal", "another", Site.PASSWORD);
    assertThat(answer.body()).contains("You have looked at many PINs lately.");
    assertThat(PIN.matcher(answer.body()).find()).isFalse();
  }

  private HttpResponse<String> ask(String page, String reason, String password) {
    staff.get(story);
    staff.get(story + "/cancellation"); // any page with the form's token on it
    return staff.post(story + page, Map.of("reason", reason, "password", password));
  }

  private static String pin(HttpResponse<String> answer) {
    Matcher pin = PIN.matcher(answer.body());
    assertThat(pin.find()).isTrue();
    return pin.group(1) + " " + pin.group(2);
  }
}
