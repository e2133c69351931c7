package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.AccessKey;
import dev.postern.access.AccessKeys;
import dev.postern.access.Entries;
import dev.postern.access.EntryAnswer;
import dev.postern.access.Form;
import dev.postern.access.KeyState;
import dev.postern.access.ShownKey;
import dev.postern.access.StandingKeys;
import dev.postern.access.StandingKeys.IssueAnswer;
import dev.postern.audit.Actor;
import dev.postern.limit.Limit;
import dev.postern.notification.Notification;
import dev.postern.notification.Notifications;
import dev.postern.people.Recipient;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Kiosk;
import dev.postern.place.Property;
import dev.postern.support.Cast;
import dev.postern.support.Guesses;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The articles' steps, click by click, and who may take them. */
@RehearsalTest
class AccessKeysPageTest {
  private static final String MINE = "/portal/my-account/access-keys";
  private static final Pattern NUMBER = Pattern.compile("\\b\\d{3} \\d{4}\\b");

  @Autowired ApplicationContext program;
  @Autowired AccessKeys keys;
  @Autowired StandingKeys standing;
  @Autowired Entries entries;
  @Autowired Notifications notifications;
  @Autowired HandClock clock;

  private Site site;
  private Cast cast;
  private Visitor manager;
  private Visitor desk;

  @BeforeEach
  void signIn() {
    clock.set(HandClock.START);
    site = new Site(program);
    cast = new Cast(program);
    manager = site.visitor().signIn(cast.manager.email(), Cast.PASSWORD.reveal());
    desk = site.visitor().signIn(cast.desk.email(), Cast.PASSWORD.reveal());
  }

  @Test
  void showsANewPinOfOnesOwnOnceAndThenMasksIt() {
    assertThat(desk.get(MINE).body()).contains("You have no PIN yet");
    HttpResponse<String> shown = generate(desk, cast.desk.id(), Form.PIN);
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.headers().firstValue("cache-control")).contains("no-store");
    String pin = number(shown);
    assertThat(opens(cast.kiosk, pin)).isTrue();
    assertThat(desk.get(MINE).body()).doesNotContain(pin).contains("••• ••••");
    assertThat(desk.get("/portal/my-account/pin").body()).doesNotContain(pin);
    assertThat(notifications.ofPerson(cast.desk.id(), 10)).isEmpty();
  }

  @Test
  void takesTheStepsOfMyAccount() {
    String pin = number(generate(desk, cast.desk.id(), Form.PIN));
    UUID id = only(cast.desk.id(), KeyState.LIVE).id();

    assertThat(location(act(desk, id, "deactivation", MINE))).isEqualTo(MINE);
    assertThat(desk.get(MINE).body()).contains("Its number stays reserved").contains("Reactivate");
    assertThat(opens(cast.kiosk, pin)).isFalse();

    act(desk, id, "reactivation", MINE);
    assertThat(desk.get(MINE).body()).contains("opens again");
    assertThat(opens(cast.kiosk, pin)).isTrue();

    assertThat(desk.get("/portal/access-keys/" + id + "/deletion?back=" + MINE).body())
        .contains("Delete for good");
    act(desk, id, "deletion", MINE);
    assertThat(opens(cast.kiosk, pin)).isFalse();
    assertThat(desk.get(MINE).body()).contains("deleted for good").contains("You have no PIN yet");
  }

  @Test
  void sendsTheKeyToItsOwnerAndNotToTheManager() {
    HttpResponse<String> answer = generate(manager, cast.desk.id(), Form.PIN);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(NUMBER.matcher(answer.body()).find()).isFalse();
    AccessKey key = only(cast.desk.id(), KeyState.LIVE);
    assertThat(manager.get("/portal/access-keys/" + key.id()).body()).contains("••• ••••");
    assertThat(notifications.about(key.id()))
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.to().address()).isEqualTo(cast.desk.email());
          assertThat(sent.state()).isNotEqualTo(Notification.State.FAILED);
        });
  }

  @Test
  void revealsAKeyOnlyWithAReasonAndWritesItDown() {
    AccessKey key = issued(cast.desk.id(), Form.PIN);
    String reveal = "/portal/access-keys/" + key.id() + "/reveal";
    assertThat(manager.get(reveal).body()).contains("written to the audit log first");
    HttpResponse<String> without = manager.post(reveal, Map.of("reason", " "));
    assertThat(without.statusCode()).isEqualTo(422);
    assertThat(NUMBER.matcher(without.body()).find()).isFalse();

    HttpResponse<String> shown = manager.post(reveal, Map.of("reason", "Sam lost his phone"));
    assertThat(opens(cast.kiosk, number(shown))).isTrue();
    assertThat(shown.headers().firstValue("cache-control")).contains("no-store");
    assertThat(manager.get("/portal/access-keys/" + key.id()).body())
        .contains("saw its value")
        .contains("Sam lost his phone");
  }

  @Test
  void asksForThePasswordFiveMinutesAfterSigningIn() {
    AccessKey key = issued(cast.desk.id(), Form.PIN);
    String reveal = "/portal/access-keys/" + key.id() + "/reveal";
    clock.advance(Duration.ofMinutes(6));
    assertThat(manager.post(reveal, Map.of("reason", "lost")).statusCode()).isEqualTo(422);
    assertThat(
            manager
                .post(reveal, Map.of("reason", "lost", "password", Cast.PASSWORD.reveal()))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void asksForAsManyDigitsAsTheOwnersNewPinsHave() {
    AccessKey key = issued(cast.desk.id(), Form.PIN);
    String value = "/portal/access-keys/" + key.id() + "/value";
    assertThat(manager.get(value).body()).contains("6 digits. Postern adds one more");
    new Guesses(program, cast).set("pin_length = 9");
    assertThat(manager.get(value).body())
        .contains("8 digits. Postern adds one more", "maxlength=\"13\"");
    assertThat(manager.post(value, Map.of("number", "572841")).body())
        .contains("Type 8 digits, or 9 with the check digit.");
    assertThat(manager.post(value, Map.of("number", "57284136")).statusCode()).isEqualTo(303);
  }

  @Test
  void givesAPinTheChosenValueAndTellsItsOwner() {
    AccessKey key = issued(cast.desk.id(), Form.PIN);
    String value = "/portal/access-keys/" + key.id() + "/value";
    assertThat(manager.get(value).statusCode()).isEqualTo(200);
    assertThat(manager.post(value, Map.of("number", "111111")).body())
        .contains("Anybody would try it first");
    assertThat(manager.post(value, Map.of("number", "12")).statusCode()).isEqualTo(422);

    HttpResponse<String> done = manager.post(value, Map.of("number", "572 841"));
    assertThat(done.statusCode()).isEqualTo(303);
    AccessKey changed = only(cast.desk.id(), KeyState.LIVE);
    assertThat(location(done)).endsWith(changed.id().toString());
    assertThat(entries.enter(cast.kiosk, UUID.randomUUID(), chosen(), Duration.ZERO))
        .isInstanceOf(EntryAnswer.Opened.class);
    assertThat(notifications.about(changed.id())).hasSize(2); // who chose it, and the PIN
    assertThat(manager.get(value).statusCode()).isEqualTo(404);
  }

  @Test
  void saysNotAvailableInOneWayAndLimitsTheTenthTry() {
    AccessKey mine = issued(cast.desk.id(), Form.PIN);
    IssueAnswer.Issued live = issue(cast.ana().id(), Form.PIN);
    IssueAnswer.Issued rests = issue(cast.ana().id(), Form.PIN);
    standing.delete(cast.rosa(), cast.property, rests.id());
    String value = "/portal/access-keys/" + mine.id() + "/value";
    List<String> numbers =
        List.of(live.shown().reveal(), rests.shown().reveal(), "147258", "112233");
    String first = "";
    for (int i = 0; i < Limit.CHOSEN_PINS.capacity(); i++) {
      HttpResponse<String> answer =
          manager.post(value, Map.of("number", numbers.get(i % numbers.size())));
      assertThat(answer.statusCode()).isEqualTo(422);
      String body = answer.body().replaceAll("name=\"_csrf\" value=\"[^\"]*\"|X-CSRF[^}]*", "");
      if (i == 0) first = body;
      assertThat(body).isEqualTo(first);
    }
    HttpResponse<String> tenth = manager.post(value, Map.of("number", "572841"));
    assertThat(tenth.statusCode()).isEqualTo(429);
    assertThat(tenth.headers().firstValue("retry-after")).isPresent();
  }

  @Test
  void stopsAllAccessOfARecipientFromTheShield() {
    Recipient ana = cast.ana();
    String detail = "/portal/recipients/" + ana.id();
    assertThat(desk.get(detail).body()).contains("Generate PIN").doesNotContain("Stop all access");
    IssueAnswer.Issued pin = issue(ana.id(), Form.PIN);
    assertThat(desk.get(detail).body()).contains("Stop all access").contains("Deactivate PIN");
    HttpResponse<String> stopped =
        desk.post("/portal/people/" + ana.id() + "/access-stop", Map.of("back", detail));
    assertThat(location(stopped)).isEqualTo(detail);
    assertThat(opens(cast.kiosk, pin.shown().reveal())).isFalse();
  }

  @Test
  void findsKeysByTheirOwnersNameFormAndState() {
    Recipient ana = cast.ana();
    issue(ana.id(), Form.PIN);
    IssueAnswer.Issued off = issue(cast.desk.id(), Form.QR);
    standing.deactivate(cast.rosa(), cast.property, off.id());
    assertThat(list("?q=ibanez")).contains("Ana Ibáñez").doesNotContain("Sam Rivera");
    assertThat(list("?q=sam&show=deactivated")).contains("Sam Rivera");
    assertThat(list("?q=sam")).doesNotContain("Sam Rivera");
    assertThat(list("?form=qr&show=all")).contains("Sam Rivera").doesNotContain("Ana Ibáñez");
    assertThat(list("?who=recipient&show=all")).contains("Ana Ibáñez").doesNotContain("Sam Rivera");
    assertThat(list("?q=nobody")).contains("No key of an owner that matches");
    assertThat(manager.get("/portal/access-keys?before=x&form=y&show=z&who=0").statusCode())
        .isEqualTo(200);
  }

  @Test
  void keepsStaffAwayFromOtherPeoplesKeys() {
    AccessKey managers = issued(cast.manager.id(), Form.PIN);
    String key = "/portal/access-keys/" + managers.id();
    assertThat(desk.get("/portal/access-keys").statusCode()).isEqualTo(403);
    assertThat(desk.get(key).statusCode()).isEqualTo(403);
    assertThat(desk.get(key + "/value").statusCode()).isEqualTo(403);
    assertThat(desk.get(key + "/reveal").statusCode()).isEqualTo(403);
    assertThat(desk.post(key + "/reveal", Map.of("reason", "x")).statusCode()).isEqualTo(403);
    for (String act : List.of("deactivation", "reactivation", "deletion")) {
      assertThat(act(desk, managers.id(), act, MINE).statusCode()).as(act).isEqualTo(403);
    }
    assertThat(generate(desk, cast.manager.id(), Form.PIN).statusCode()).isEqualTo(403);
    assertThat(
            desk.post("/portal/people/" + cast.manager.id() + "/access-stop", Map.of())
                .statusCode())
        .isEqualTo(403);
    assertThat(only(cast.manager.id(), KeyState.LIVE).id()).isEqualTo(managers.id());
  }

  @Test
  void keepsManagersAwayFromAdministratorsKeysAndAdministratorsNot() {
    StaffMember head = site.member(Role.ADMINISTRATOR);
    AccessKey key = issued(head.id(), Form.PIN);
    String address = "/portal/access-keys/" + key.id();
    assertThat(manager.get(address).body()).contains("Only an administrator may change");
    assertThat(manager.get(address + "/reveal").statusCode()).isEqualTo(403);
    assertThat(act(manager, key.id(), "deletion", "").statusCode()).isEqualTo(403);
    assertThat(generate(manager, head.id(), Form.PIN).statusCode()).isEqualTo(403);
  }

  @Test
  void showsNoValueThatOpensDoorsWhereTheManagerDoesNotWork() {
    Property oak = site.property("Oak House");
    StaffMember both = site.member(Role.STAFF, cast.property, oak);
    AccessKey key = issued(both.id(), Form.PIN);
    String address = "/portal/access-keys/" + key.id();
    assertThat(manager.get(address).body())
        .contains("a property where you don’t work")
        .doesNotContain("Oak House");
    assertThat(manager.get(address + "/reveal").statusCode()).isEqualTo(403);
    assertThat(manager.get(address + "/value").statusCode()).isEqualTo(403);
    assertThat(act(manager, key.id(), "deactivation", "").statusCode()).isEqualTo(303);
  }

  @Test
  void knowsNothingOfAnotherPropertysKeys() {
    Cast other = new Cast(program);
    UUID key =
        ((IssueAnswer.Issued)
                standing.issue(other.rosa(), other.property, other.desk.id(), Form.PIN))
            .id();
    for (String address : List.of("", "/reveal", "/value", "/deletion")) {
      assertThat(manager.get("/portal/access-keys/" + key + address).statusCode())
          .as(address)
          .isEqualTo(404);
    }
    assertThat(act(manager, key, "deactivation", "").statusCode()).isEqualTo(404);
    assertThat(generate(manager, other.desk.id(), Form.PIN).statusCode()).isEqualTo(404);
    assertThat(keys.find(other.property.id(), key).orElseThrow().state()).isEqualTo(KeyState.LIVE);
  }

  private String list(String query) {
    return manager.get("/portal/access-keys" + query, "HX-Request", "true").body();
  }

  private static ShownKey chosen() {
    for (int check = 0; check < 10; check++) {
      ShownKey key = ShownKey.read("572841" + check);
      if (key instanceof ShownKey.TypedPin) return key;
    }
    throw new AssertionError("one digit of ten is right");
  }

  private static HttpResponse<String> generate(Visitor visitor, UUID person, Form form) {
    return visitor.post(
        "/portal/people/" + person + "/access-keys", Map.of("form", form.name(), "back", MINE));
  }

  private static HttpResponse<String> act(Visitor visitor, UUID key, String act, String back) {
    return visitor.post("/portal/access-keys/" + key + "/" + act, Map.of("back", back));
  }

  private IssueAnswer.Issued issue(UUID person, Form form) {
    return (IssueAnswer.Issued) standing.issue(Actor.SYSTEM, cast.property, person, form);
  }

  private AccessKey issued(UUID person, Form form) {
    return keys.find(cast.property.id(), issue(person, form).id()).orElseThrow();
  }

  private AccessKey only(UUID person, KeyState state) {
    List<AccessKey> found =
        keys.ofPerson(person).stream().filter(key -> key.state() == state).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private boolean opens(Kiosk kiosk, String shown) {
    return entries.enter(kiosk, UUID.randomUUID(), ShownKey.read(shown), Duration.ZERO)
        instanceof EntryAnswer.Opened;
  }

  private static String number(HttpResponse<String> answer) {
    Matcher found = NUMBER.matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("").replaceFirst("^https?://[^/]+", "");
  }
}
