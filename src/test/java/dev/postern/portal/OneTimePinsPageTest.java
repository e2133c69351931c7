package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.OneTimePin;
import dev.postern.access.OneTimePins;
import dev.postern.audit.Actor;
import dev.postern.notification.Notification;
import dev.postern.notification.Notifications;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.place.Kiosks;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Room;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@PosternTest
class OneTimePinsPageTest {
  @Autowired ApplicationContext program;
  @Autowired Recipients recipients;
  @Autowired OneTimePins oneTimePins;
  @Autowired Notifications notifications;
  @Autowired Places places;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;
  Site site;
  Property maple;
  Room room;
  Residents residents;
  Recipient ana;
  Visitor staff;

  @BeforeEach
  void openTheProperty() {
    site = new Site(program);
    maple = site.property("Maple Court");
    room = places.addRoom(Actor.SYSTEM, maple.id(), "Maple Room");
    residents = new Residents(recipients, maple);
    ana = residents.ana();
    staff = site.signedIn(Role.STAFF, maple);
  }

  @Test
  void sendsFromQuickActionsWhereANameIsTyped() {
    var matches = staff.get("/portal/one-time-pins/matches?q=silv", "HX-Request", "true").body();
    assertThat(matches).contains("Ana Silva", "Maple 4B", "a•••@example.com", "••• 0150");
    assertThat(staff.get("/portal/one-time-pins/new?q=silv").body()).contains("Ana Silva", "<html");
    Matcher option =
        Pattern.compile("href=\"/portal/one-time-pins/new\\?recipient=([^\"]+)\"").matcher(matches);
    assertThat(option.find()).isTrue();
    String story = SendForm.story(SendForm.of(staff, UUID.fromString(option.group(1))).send());
    assertThat(staff.get(story).body())
        .contains("One-time PIN for Ana Silva", "Opens Maple Room once", "Made by Rosa Delgado")
        .contains("E-mail to a•••@example.com", "Text to ••• 0150");
  }

  @Test
  void saysOfOneThatItsPersonAskedForAtAKioskThatTheyDid() {
    String story = SendForm.story(SendForm.of(staff, ana.id()).send());
    var kiosk = program.getBean(Kiosks.class).add(Actor.SYSTEM, room, "Maple kiosk");
    sql.sql("update access_grant set issued_by = null, requested_at = ? where person_id = ?")
        .params(kiosk.id(), ana.id())
        .update();
    assertThat(staff.get(story).body())
        .contains("Asked for at Maple kiosk")
        .doesNotContain("Made by");
  }

  @Test
  void sendsFromTheRecipientsOwnPageThroughEveryOpenChannelForADay() {
    assertThat(staff.get("/portal/recipients/" + ana.id()).body())
        .contains("/portal/one-time-pins/new?recipient=" + ana.id());
    SendForm.story(SendForm.of(staff, ana.id()).send());
    OneTimePin pin = onlyPin(ana);
    assertThat(pin.state()).isEqualTo(OneTimePin.State.OPEN);
    assertThat(pin.room()).isEqualTo(room);
    assertThat(pin.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(24)));
    assertThat(via(pin)).containsExactlyInAnyOrder(Via.EMAIL, Via.SMS);
  }

  @Test
  void sendsThroughTheChosenChannelUntilTheChosenTimeForTheGivenReason() {
    LocalDateTime chosen = here(clock.instant()).plusDays(2).withHour(14).withMinute(5);
    SendForm.of(staff, ana.id())
        .without("via")
        .with("via", "SMS")
        .expiring(chosen.toLocalDate().toString(), "14:05")
        .with("reason", "lost her key")
        .send();
    OneTimePin pin = onlyPin(ana);
    assertThat(via(pin)).containsExactly(Via.SMS);
    assertThat(here(pin.expiresAt())).isEqualTo(chosen.withSecond(0).withNano(0));
    assertThat(pin.reason()).isEqualTo("lost her key");
  }

  @Test
  void takesADateWithoutATimeForTheEndOfThatDay() {
    var day = here(clock.instant()).plusDays(1).toLocalDate();
    SendForm.of(staff, ana.id()).expiring(day.toString(), "").send();
    assertThat(here(onlyPin(ana).expiresAt())).isEqualTo(day.atTime(23, 59, 59));
  }

  @Test
  void refusesAnExpiryInThePastInFourMinutesAndAYearAwayAndLosesNothing() {
    LocalDateTime now = here(clock.instant());
    expectRefusal(now.minusDays(1), "is in the past");
    expectRefusal(now.plusMinutes(4), "is less than 5 minutes away");
    expectRefusal(now.plusYears(1), "is too far away");
    assertThat(oneTimePins.ofRecipient(ana.id())).isEmpty();
  }

  private void expectRefusal(LocalDateTime at, String sentence) {
    String date = at.toLocalDate().toString();
    String time = at.toLocalTime().toString().substring(0, 5);
    var answer =
        SendForm.of(staff, ana.id())
            .without("via")
            .with("via", "SMS")
            .expiring(date, time)
            .with("reason", "she asked for it")
            .send();
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains(sentence, "href=\"#date\"", "id=\"date-error\"")
        .contains("value=\"" + date + "\"", "value=\"" + time + "\"")
        .contains("value=\"she asked for it\"", "value=\"choose\" id=\"choose\" checked")
        .contains("value=\"SMS\" checked")
        .doesNotContain("value=\"EMAIL\" checked");
  }

  @Test
  void saysEverythingThatStandsInTheWayAtOnce() {
    var answer =
        SendForm.of(staff, ana.id())
            .without("via")
            .expiring("tomorrow", "")
            .with("reason", "x".repeat(501))
            .send();
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("3 things need another look")
        .contains("Tick Email, SMS (text) or both.")
        .contains("“tomorrow” is not a date.")
        .contains("Write at most 500 characters. This is 501.");
  }

  @Test
  void spellsOutWhatATimeThatTheClocksSkipMeans() {
    Instant before = clock.instant();
    try {
      clock.set(Instant.parse("2027-03-13T15:00:00Z"));
      staff = site.signedIn(Role.STAFF, maple); // the session from last year has ended
      assertThat(expiry("choose", "2027-03-14", "02:30"))
          .contains("Sun 14 Mar, 3:30 AM EDT", "02:30 does not exist");
      SendForm.story(SendForm.of(staff, ana.id()).expiring("2027-03-14", "02:30").send());
      assertThat(onlyPin(ana).expiresAt()).isEqualTo(Instant.parse("2027-03-14T07:30:00Z"));
    } finally {
      clock.set(before);
    }
  }

  @Test
  void spellsOutTheExpiryWhileItIsBeingChosen() {
    LocalDateTime now = here(clock.instant());
    assertThat(expiry("60", "", "")).contains("Expires ").contains(" EST");
    assertThat(expiry("choose", "", "")).contains("Choose a date").doesNotContain("wrong");
    assertThat(expiry("choose", now.minusDays(1).toLocalDate().toString(), "10:00"))
        .contains("is in the past", "wrong");
    assertThat(expiry("choose", "2026-02-31", "")).contains("is not a date");
    assertThat(expiry("choose", "2026-12-01", "25:00")).contains("is not a time of day");
    assertThat(expiry("-5", "", "")).contains("Choose one of these times.");
    assertThat(expiry("99999999999999999999", "", "")).contains("Choose one of these times.");
    assertThat(expiry("choose", "+999999999-01-01", "")).contains("is not a date");
  }

  @Test
  void greysOutAChannelThatLeadsNowhereAndSaysWhy() {
    var zoe = residents.emailOnly();
    assertThat(staff.get("/portal/one-time-pins/new?recipient=" + zoe.id()).body())
        .contains("value=\"EMAIL\" checked", "no phone on file")
        .doesNotContain("value=\"SMS\"");
    var answer = SendForm.of(staff, zoe.id()).with("via", "SMS").send();
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("One of these channels cannot be used");
  }

  @Test
  void saysBeforehandThatNobodyCanBeToldAndAsksForAReason() {
    var jo = residents.unreachable();
    assertThat(staff.get("/portal/one-time-pins/new?recipient=" + jo.id()).body())
        .contains("No message can reach Jo Null", "read it out or print it")
        .contains("no e-mail address on file", "no phone on file");
    var refused = SendForm.of(staff, jo.id()).send();
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("Write a reason. It is needed because no message");
    String story =
        SendForm.story(SendForm.of(staff, jo.id()).with("reason", "came to the desk").send());
    assertThat(staff.get(story).body())
        .contains("No message was sent.", "came to the desk", story + "/reveal");
  }

  @Test
  void answersInsteadOfTheFormForWhoOptedOutOrIsDeactivated() {
    var otto = residents.optedOut();
    assertThat(staff.get("/portal/one-time-pins/new?recipient=" + otto.id()).body())
        .contains("Otto Out has opted out", "no PIN is sent")
        .doesNotContain("Generate");
    var form = SendForm.of(staff, ana.id());
    deactivate(ana);
    assertThat(form.send().body()).contains("Ana Silva is deactivated").doesNotContain("Generate");
    assertThat(oneTimePins.ofRecipient(ana.id())).isEmpty();
  }

  @Test
  void asksForAReasonWhereThePropertyDoes() {
    sql.sql("update property set reason_required = true where id = ?").param(maple.id()).update();
    var refused = SendForm.of(staff, ana.id()).send();
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("This property asks for one with every one-time PIN");
    SendForm.story(SendForm.of(staff, ana.id()).with("reason", "no phone with her").send());
  }

  @Test
  void makesOnePinOfAFormThatIsSentTwice() {
    var form = SendForm.of(staff, ana.id());
    assertThat(SendForm.story(form.send())).isEqualTo(SendForm.story(form.send()));
    onlyPin(ana);
  }

  @Test
  void offersEveryRoomWhereThereAreSeveral() {
    Room oak = places.addRoom(Actor.SYSTEM, maple.id(), "Oak Room");
    assertThat(staff.get("/portal/one-time-pins/new?recipient=" + ana.id()).body())
        .contains("Maple Room</option>", "Oak Room</option>");
    SendForm.story(SendForm.of(staff, ana.id()).with("room", oak.id().toString()).send());
    assertThat(onlyPin(ana).room()).isEqualTo(oak);
    assertThat(SendForm.of(staff, ana.id()).with("room", "the attic").send().body())
        .contains("Choose a room of this property.");
  }

  @Test
  void cancelsAfterAskingOnce() {
    String story = SendForm.story(SendForm.of(staff, ana.id()).send());
    assertThat(staff.get(story + "/cancellation").body()).contains("Cancel this one-time PIN?");
    assertThat(onlyPin(ana).open()).isTrue();
    assertThat(staff.post(story + "/cancellation", Map.of()).statusCode()).isEqualTo(303);
    assertThat(onlyPin(ana).state()).isEqualTo(OneTimePin.State.CANCELLED);
    assertThat(staff.get(story).body())
        .contains("Cancelled", "Send another")
        .doesNotContain(story + "/reveal");
  }

  @Test
  void resendsTheSamePinThroughTheOtherChannel() {
    String story =
        SendForm.story(SendForm.of(staff, ana.id()).without("via").with("via", "EMAIL").send());
    assertThat(staff.get(story + "/resend").body()).contains("value=\"SMS\" checked");
    assertThat(staff.post(story + "/resend", Map.of("via", "SMS")).statusCode()).isEqualTo(303);
    assertThat(via(onlyPin(ana))).contains(Via.EMAIL, Via.SMS);
    assertThat(staff.post(story + "/resend", Map.of()).body())
        .contains("Tick Email, SMS (text) or both.");
    staff.post(story + "/cancellation", Map.of());
    var late = staff.post(story + "/resend", Map.of("via", "SMS"));
    assertThat(late.statusCode()).isEqualTo(422);
    assertThat(late.body()).contains("has ended, so it can’t be sent again");
  }

  @Test
  void tellsTheStoryOnlyWhenItHasChanged() throws InterruptedException {
    String story = SendForm.story(SendForm.of(staff, ana.id()).send());
    waitUntilTheNotificationsFailForWantOfAMailServer();
    Matcher next =
        Pattern.compile("hx-get=\"([^\"]+/story[^\"]+)\"").matcher(staff.get(story).body());
    assertThat(next.find()).isTrue();
    String address = next.group(1).replace("&amp;", "&");
    assertThat(staff.get(address, "HX-Request", "true").statusCode()).isEqualTo(204);
    oneTimePins.cancel(Actor.SYSTEM, maple, onlyPin(ana).id());
    var last = staff.get(address, "HX-Request", "true");
    assertThat(last.statusCode()).isEqualTo(286);
    assertThat(last.body()).contains("Cancelled").doesNotContain("hx-get", "<html");
  }

  private void waitUntilTheNotificationsFailForWantOfAMailServer() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      var told = notifications.about(onlyPin(ana).id());
      if (told.stream().allMatch(notification -> notification.state().isFinal())) return;
      Thread.sleep(50);
    }
    throw new AssertionError("they still wait");
  }

  @Test
  void knowsNothingOfAnotherProperty() {
    var elm = site.property("Elm Court");
    places.addRoom(Actor.SYSTEM, elm.id(), "Elm Room");
    var stranger = new Residents(recipients, elm).ana();
    Visitor neighbour = site.signedIn(Role.MANAGER, elm);
    String story = SendForm.story(SendForm.of(neighbour, stranger.id()).send());
    for (String path :
        List.of(
            "/portal/one-time-pins/new?recipient=" + stranger.id(),
            story,
            story + "/story",
            story + "/cancellation",
            story + "/resend",
            story + "/reveal",
            story + "/slip")) {
      assertThat(staff.get(path).statusCode()).as(path).isEqualTo(404);
    }
    var form = SendForm.of(staff, ana.id());
    assertThat(
            form.without("recipient")
                .with("recipient", stranger.id().toString())
                .send()
                .statusCode())
        .isEqualTo(404);
    staff.get("/portal/recipients");
    for (String act : List.of("/cancellation", "/resend", "/reveal", "/slip")) {
      assertThat(staff.post(story + act, Map.of("via", "SMS")).statusCode()).isEqualTo(404);
    }
    assertThat(onlyPin(stranger).open()).isTrue();
  }

  @Test
  void refusesAFormWithoutItsToken() {
    var form = SendForm.of(staff, ana.id()).without("_csrf");
    assertThat(form.send().statusCode()).isEqualTo(403);
    assertThat(oneTimePins.ofRecipient(ana.id())).isEmpty();
  }

  @Test
  void answersABrokenFormClearly() {
    var form =
        SendForm.of(staff, ana.id())
            .without("room")
            .without("expires")
            .without("via")
            .without("token")
            .with("reason", "a\0b");
    var answer = form.send();
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Choose a room", "Choose one of these times.", "Tick Email");
    assertThat(form.without("recipient").send().statusCode()).isEqualTo(404);
  }

  private String expiry(String expires, String date, String time) {
    var answer =
        staff.get(
            "/portal/one-time-pins/expiry?expires=%s&date=%s&time=%s"
                .formatted(expires.replace("+", "%2B"), date.replace("+", "%2B"), time),
            "HX-Request",
            "true");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private OneTimePin onlyPin(Recipient recipient) {
    var pins = oneTimePins.ofRecipient(recipient.id());
    assertThat(pins).hasSize(1);
    return pins.getFirst();
  }

  private List<Via> via(OneTimePin pin) {
    return notifications.about(pin.id()).stream()
        .filter(notification -> notification.fallbackOf() == null)
        .map(Notification::to)
        .map(to -> to.via())
        .toList();
  }

  private LocalDateTime here(Instant at) {
    return LocalDateTime.ofInstant(at, maple.zone());
  }

  private void deactivate(Recipient recipient) {
    sql.sql("update person set deactivated_at = now() where id = ?").param(recipient.id()).update();
  }
}
