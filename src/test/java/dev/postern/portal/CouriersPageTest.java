package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.AccessKey;
import dev.postern.access.AccessKeys;
import dev.postern.access.Entries;
import dev.postern.access.EntryAnswer;
import dev.postern.access.ShownKey;
import dev.postern.people.Courier;
import dev.postern.people.CourierWindow;
import dev.postern.people.Couriers;
import dev.postern.people.Role;
import dev.postern.place.Property;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@RehearsalTest
class CouriersPageTest {
  private static final Pattern NUMBER = Pattern.compile("\\b\\d{3} \\d{4}\\b");

  @Autowired ApplicationContext program;
  @Autowired Couriers couriers;
  @Autowired AccessKeys keys;
  @Autowired Entries entries;
  @Autowired HandClock clock;

  private Site site;
  private Cast cast;
  private Visitor manager;

  @BeforeEach
  void signIn() {
    clock.set(HandClock.START);
    site = new Site(program);
    cast = new Cast(program);
    manager = site.visitor().signIn(cast.manager.email(), Cast.PASSWORD.reveal());
  }

  @Test
  void addsACourierWhoseKeyOpensInTheAgreedHours() {
    Map<String, String> fields = bo();
    fields.put("hours", "days");
    fields.put("monday", "on");
    fields.put("monday-from", "09:00");
    fields.put("monday-to", "17:00");
    fields.put("sunday", "on");
    fields.put("sunday-from", "20:00");
    fields.put("sunday-to", "00:00");
    Courier bo = added(fields);
    assertThat(bo.windows())
        .containsExactly(
            new CourierWindow(DayOfWeek.MONDAY, 540, 1020),
            new CourierWindow(DayOfWeek.SUNDAY, 1200, 1440));
    assertThat(manager.get("/portal/couriers?q=lars").body()).contains("Bo Larsen", "Parcel Post");
    assertThat(manager.get("/portal/couriers?q=parcel+po").body()).contains("Bo Larsen");

    String pin = generated(bo.id());
    clock.set(Instant.parse("2026-11-23T15:00:00Z")); // Monday, ten o'clock in New York
    assertThat(opens(pin)).isTrue();
    clock.set(Instant.parse("2026-11-24T15:00:00Z"));
    assertThat(opens(pin)).isFalse();
    clock.set(Instant.parse("2026-11-23T04:59:00Z")); // Sunday, a minute to midnight
    assertThat(opens(pin)).isTrue();
  }

  @Test
  void addsOneCourierForOneFormHoweverOftenItIsSent() {
    UUID form = UUID.randomUUID();
    manager.post("/portal/couriers", with(bo(), "form", form.toString()));
    HttpResponse<String> again =
        manager.post("/portal/couriers", with(bo(), "form", form.toString()));
    assertThat(again.statusCode()).isEqualTo(303);
    assertThat(couriers.search(cast.property.id(), "", true, 10)).hasSize(1);
  }

  @Test
  void takesNoIdOfSomebodyElseForANewCourier() {
    Cast other = new Cast(program);
    HttpResponse<String> answer =
        manager.post("/portal/couriers", with(bo(), "form", other.desk.id().toString()));
    assertThat(answer.headers().firstValue("location").orElseThrow()).endsWith("/portal/couriers");
    assertThat(couriers.search(cast.property.id(), "", true, 10)).isEmpty();
  }

  @Test
  void saysAtEachFieldWhatIsWrongAndKeepsWhatWasTyped() {
    Map<String, String> fields = bo();
    fields.put("lastName", " ");
    fields.put("email", "bo at mail");
    fields.put("phone", "12");
    fields.put("properties", UUID.randomUUID().toString());
    HttpResponse<String> answer = manager.post("/portal/couriers", fields);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("Enter a name.", "No mail can go", "be dialled", "Choose at least one")
        .contains("bo at mail");
    fields = bo();
    fields.put("hours", "days");
    fields.put("monday", "on");
    fields.put("monday-from", "18:00");
    fields.put("monday-to", "06:00");
    fields.put("tuesday", "on");
    fields.put("tuesday-from", "nine");
    fields.put("lastDay", "tomorrow");
    assertThat(manager.post("/portal/couriers", fields).body())
        .contains("It ends before it begins", "Enter both times", "isn’t a date", "Larsen");
    fields = bo();
    fields.put("hours", "days");
    assertThat(manager.post("/portal/couriers", fields).body()).contains("Tick at least one day");
  }

  @Test
  void changesACourierUnlessSomebodyElseDidMeanwhile() {
    Courier bo = added(bo());
    String edit = "/portal/couriers/" + bo.id() + "/edit";
    assertThat(manager.get(edit).body()).contains("value=\"Larsen\"");
    Map<String, String> one = with(with(bo(), "version", "0"), "carrier", "Blue Post");
    assertThat(manager.post(edit, one).statusCode()).isEqualTo(303);
    HttpResponse<String> late = manager.post(edit, with(one, "carrier", "Red Post"));
    assertThat(late.statusCode()).isEqualTo(422);
    assertThat(late.body())
        .contains("Somebody else changed", "Red Post", "name=\"version\" value=\"1\"");
    assertThat(found(bo).carrier()).isEqualTo("Blue Post");
    manager.post(edit, with(with(one, "carrier", "Red Post"), "version", "1"));
    assertThat(found(bo).carrier()).isEqualTo("Red Post");
  }

  @Test
  void endsEveryKeyOfADeactivatedCourierAndRevivesNone() {
    Courier bo = added(bo());
    String pin = generated(bo.id());
    String page = "/portal/couriers/" + bo.id();
    assertThat(manager.get(page + "/deactivation").body()).contains("Every key of theirs ends now");
    assertThat(manager.post(page + "/deactivation", Map.of()).statusCode()).isEqualTo(303);
    assertThat(opens(pin)).isFalse();
    assertThat(manager.get("/portal/couriers").body()).doesNotContain("Bo Larsen");
    assertThat(manager.get("/portal/couriers?show=deactivated").body()).contains("Bo Larsen");
    manager.post(page + "/activation", Map.of());
    assertThat(opens(pin)).isFalse();
    assertThat(manager.get(page).body()).contains("Owner deactivated");
  }

  @Test
  void putsTheKeyOnTheSheetOnlyAfterAReason() {
    Courier bo = added(bo());
    String sheet = "/portal/couriers/" + bo.id() + "/hand-over-sheet";
    assertThat(manager.get(sheet).body()).contains("Your key comes by message");
    assertThat(manager.post(sheet, Map.of("reason", "no phone")).body())
        .contains("There is no PIN or QR code to print");
    manager.post(
        "/portal/people/" + bo.id() + "/access-keys", Map.of("form", "PIN", "back", "/portal"));
    HttpResponse<String> without = manager.post(sheet, Map.of("reason", ""));
    assertThat(without.statusCode()).isEqualTo(422);
    assertThat(NUMBER.matcher(without.body()).find()).isFalse();
    HttpResponse<String> shown = manager.post(sheet, Map.of("reason", "He has no phone"));
    assertThat(shown.headers().firstValue("cache-control")).contains("no-store");
    Matcher number = NUMBER.matcher(shown.body());
    assertThat(number.find()).isTrue();
    assertThat(opens(number.group())).isTrue();
  }

  @Test
  void keepsAssignmentsWhereTheManagerDoesNotWork() {
    Property oak = site.property("Oak House");
    Visitor both = site.signedIn(Role.MANAGER, cast.property, oak);
    both.post("/portal/property", Map.of("property", cast.property.id().toString()));
    both.get("/portal/couriers/new");
    UUID id = UUID.randomUUID();
    List<Map.Entry<String, String>> fields = new ArrayList<>(bo().entrySet());
    fields.removeIf(field -> field.getKey().equals("form"));
    fields.add(Map.entry("form", id.toString()));
    fields.add(Map.entry("properties", oak.id().toString()));
    fields.add(Map.entry("_csrf", both.token()));
    both.postForm("/portal/couriers", fields);
    Courier bo = couriers.find(cast.property.id(), id).orElseThrow();
    assertThat(bo.properties()).containsExactlyInAnyOrder(cast.property.id(), oak.id());
    assertThat(manager.get("/portal/couriers/" + id).body()).doesNotContain("Oak House");
    manager.post("/portal/couriers/" + id + "/edit", with(bo(), "version", "0"));
    assertThat(found(bo).properties()).containsExactlyInAnyOrder(cast.property.id(), oak.id());
  }

  private Map<String, String> bo() {
    return new HashMap<>(
        Map.of(
            "form", UUID.randomUUID().toString(),
            "firstName", "Bo",
            "lastName", "Larsen",
            "carrier", "Parcel Post",
            "email", "bo@post.example",
            "phone", "718 555 0177",
            "language", "en",
            "hours", "any",
            "properties", cast.property.id().toString()));
  }

  private static Map<String, String> with(Map<String, String> fields, String name, String value) {
    Map<String, String> changed = new HashMap<>(fields);
    changed.put(name, value);
    return changed;
  }

  private Courier added(Map<String, String> fields) {
    HttpResponse<String> answer = manager.post("/portal/couriers", fields);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return couriers.find(cast.property.id(), UUID.fromString(fields.get("form"))).orElseThrow();
  }

  private Courier found(Courier courier) {
    return couriers.find(cast.property.id(), courier.id()).orElseThrow();
  }

  private String generated(UUID person) {
    manager.post(
        "/portal/people/" + person + "/access-keys", Map.of("form", "PIN", "back", "/portal"));
    AccessKey key = keys.ofPerson(person).getFirst();
    HttpResponse<String> shown =
        manager.post("/portal/access-keys/" + key.id() + "/reveal", Map.of("reason", "test"));
    Matcher number = NUMBER.matcher(shown.body());
    assertThat(number.find()).as(shown.body()).isTrue();
    return number.group();
  }

  private boolean opens(String shown) {
    return entries.enter(cast.kiosk, UUID.randomUUID(), ShownKey.read(shown), Duration.ZERO)
        instanceof EntryAnswer.Opened;
  }
}
