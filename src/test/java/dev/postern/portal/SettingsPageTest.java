package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.OneTimePins;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditLog;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.PropertySettings;
import dev.postern.place.Room;
import dev.postern.place.Strictness;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@PosternTest
class SettingsPageTest {
  private static final String SETTINGS = "/portal/settings";

  @Autowired ApplicationContext program;
  @Autowired Places places;
  @Autowired AuditLog audit;
  @Autowired Recipients recipients;
  @Autowired OneTimePins oneTimePins;
  Site site;
  Property maple;
  Visitor manager;

  @BeforeEach
  void openTheProperty() {
    site = new Site(program);
    maple = site.property("Maple Court");
    manager = site.signedIn(Role.MANAGER, maple);
  }

  /** Administrators work at every property: one that required it would lead those of all tests. */
  @AfterEach
  void requireNoSecondFactor() {
    program
        .getBean(JdbcClient.class)
        .sql("update property set second_factor_required = false where id = :id")
        .param("id", maple.id())
        .update();
  }

  @Test
  void changesEverySettingAndWritesEachDownWithWhatItWas() {
    var form = form();
    form.put("name", "Maple Gardens");
    form.put("address", "2 River Street");
    form.put("zone", "Europe/Paris");
    form.put("country", "FR");
    form.put("language", "fr");
    form.put("life", "90");
    form.put("lifeUnit", "MINUTES");
    form.put("longest", "14");
    form.put("reasonRequired", "on");
    form.put("secondFactorRequired", "on");
    form.put("strictness", "STRICT");
    form.put("pinLength", "9");
    form.put("requestPinOn", "on");
    form.put("requestLife", "15");
    form.remove("emailOn");
    form.remove("smsOn");
    assertThat(save(form)).isEqualTo(303);
    assertThat(PropertySettings.of(now()))
        .isEqualTo(
            new PropertySettings(
                "Maple Gardens",
                "2 River Street",
                ZoneId.of("Europe/Paris"),
                "FR",
                "fr",
                Duration.ofMinutes(90),
                Duration.ofDays(14),
                true,
                false,
                false,
                Strictness.STRICT,
                9,
                true,
                Duration.ofMinutes(15),
                true));
    assertThat(changes()).hasSize(15);
    assertThat(changes().stream().map(AuditEvent::details))
        .contains(
            Map.of("setting", "name", "setting-from", "Maple Court", "setting-to", "Maple Gardens"),
            Map.of(
                "setting", "one-time-pin-life", "setting-from", "PT24H", "setting-to", "PT1H30M"),
            Map.of("setting", "sms-on", "setting-from", "true", "setting-to", "false"));
  }

  @Test
  void saysOnceWhatWasChangedAndReadsWellInTheAuditLog() {
    var form = form();
    form.put("life", "90");
    form.put("lifeUnit", "MINUTES");
    form.remove("smsOn");
    save(form);
    assertThat(manager.get(SETTINGS).body())
        .contains("Saved. Changed: Usual life, SMS (text).", "value=\"90\"");
    assertThat(manager.get(SETTINGS).body()).doesNotContain("Saved. Changed");
    assertThat(manager.get("/portal/audit-log").body())
        .contains("changed a setting of", "Usual life", "24 hours", "90 minutes")
        .containsPattern("SMS \\(text\\)</span>[^§]*on</span>[^§]*off</span>");
  }

  @Test
  void writesNothingDownWhenNothingIsChanged() {
    assertThat(save(form())).isEqualTo(303);
    assertThat(manager.get(SETTINGS).body()).contains("nothing was changed");
    assertThat(changes()).isEmpty();
  }

  @Test
  void saysAtEachFieldWhatIsWrongKeepsTheInputAndChangesNothing() {
    var form = form();
    form.put("name", " ");
    form.put("address", "x".repeat(201));
    form.put("zone", "Moon/Tycho");
    form.put("country", "XX");
    form.put("language", "tlh");
    form.put("life", "soon");
    form.put("longest", "1");
    form.put("longestUnit", "FORTNIGHTS");
    var answer = manager.post(SETTINGS, form);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("href=\"#name\"", "href=\"#address\"", "href=\"#zone\"", "href=\"#country\"")
        .contains("href=\"#language\"", "href=\"#life\"", "href=\"#longest\"")
        .contains("value=\"soon\"", "Moon/Tycho", "x".repeat(201));
    assertThat(now()).isEqualTo(maple);
  }

  @Test
  void keepsTheLivesOfPinsBetweenFiveMinutesAndAYearAndInOrder() {
    expectRefusal("4", "MINUTES", "7", "DAYS", "At least 5 minutes");
    expectRefusal("8", "DAYS", "7", "DAYS", "can’t be longer than the longest, 7 days");
    expectRefusal("1", "DAYS", "366", "DAYS", "At most 365 days");
    expectRefusal("1", "DAYS", "999999", "DAYS", "At most 365 days");
    expectRefusal("1", "DAYS", "9999999", "DAYS", "Write a whole number");
    expectRefusal("-5", "DAYS", "7", "DAYS", "Write a whole number");
    expectRefusal("1.5", "DAYS", "7", "DAYS", "Write a whole number");
    expectRefusal("", "DAYS", "7", "DAYS", "Write a whole number");
    var form = form();
    form.putAll(
        Map.of("life", "5", "lifeUnit", "MINUTES", "longest", "365", "longestUnit", "DAYS"));
    assertThat(save(form)).isEqualTo(303);
  }

  private void expectRefusal(
      String life, String lifeUnit, String longest, String longestUnit, String sentence) {
    var form = form();
    form.putAll(
        Map.of("life", life, "lifeUnit", lifeUnit, "longest", longest, "longestUnit", longestUnit));
    var answer = manager.post(SETTINGS, form);
    assertThat(answer.statusCode()).as("%s %s", life, lifeUnit).isEqualTo(422);
    assertThat(answer.body()).contains(sentence);
    assertThat(now()).isEqualTo(maple);
  }

  @Test
  void tellsTheSecondOfTwoWhoChangeSettingsWhatTheFirstDid() {
    var slow = form();
    slow.put("name", "Maple Heights");
    var quick = form();
    quick.put("zone", "Europe/Paris");
    save(quick);
    var late = manager.post(SETTINGS, slow);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body())
        .contains("Somebody else has changed these settings", "Europe/Paris</dd>")
        .contains("value=\"Maple Heights\"");
    assertThat(now().name()).isEqualTo("Maple Court");
    slow.put("version", version(late));
    assertThat(save(slow)).isEqualTo(303);
    assertThat(now().name()).isEqualTo("Maple Heights");
  }

  @Test
  void letsOneOfManyWinWhoChangeTheSameSettingsAtOnce() throws Exception {
    Property before = now();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Places.Change>> changes =
          java.util.stream.IntStream.range(0, 12)
              .mapToObj(i ->
                  (Callable<Places.Change>)
                      () -> {
                        PropertySettings was = PropertySettings.of(before);
                        return places.change(Actor.SYSTEM, before, named(was, "Maple " + i));
                      })
              .toList();
      var answers = threads.invokeAll(changes);
      int done = 0;
      for (var answer : answers) if (answer.get() == Places.Change.DONE) done++;
      assertThat(done).isEqualTo(1);
    }
    assertThat(changes()).hasSize(1);
  }

  private static PropertySettings named(PropertySettings was, String name) {
    return new PropertySettings(
        name,
        was.address(),
        was.zone(),
        was.country(),
        was.language(),
        was.oneTimePinLife(),
        was.oneTimePinLongest(),
        was.reasonRequired(),
        was.emailOn(),
        was.smsOn(),
        was.strictness(),
        was.pinLength(),
        was.requestPinOn(),
        was.requestPinLife(),
        was.secondFactorRequired());
  }

  @Test
  void leavesThePinsThatAreOutAsTheyAre() {
    places.addRoom(Actor.SYSTEM, maple.id(), "Maple Room");
    var ana = new Residents(recipients, maple).ana();
    SendForm.story(SendForm.of(manager, ana.id()).send());
    var before = oneTimePins.ofRecipient(ana.id()).getFirst();
    var form = form();
    form.putAll(
        Map.of("life", "5", "lifeUnit", "MINUTES", "longest", "10", "longestUnit", "MINUTES"));
    form.put("zone", "Asia/Tokyo");
    form.put("reasonRequired", "on");
    save(form);
    assertThat(oneTimePins.ofRecipient(ana.id()).getFirst()).isEqualTo(before);
  }

  @Test
  void staysCalmWhenTheFormArrivesInPiecesOrTwice() {
    assertThat(manager.post(SETTINGS, Map.of()).statusCode()).isEqualTo(409);
    assertThat(manager.post(SETTINGS, Map.of("version", form().get("version"))).statusCode())
        .isEqualTo(422);
    var twice =
        manager.postForm(
            SETTINGS,
            List.of(
                Map.entry("_csrf", manager.token()),
                Map.entry("version", "x"),
                Map.entry("version", "y"),
                Map.entry("name", "A"),
                Map.entry("name", "B")));
    assertThat(twice.statusCode()).isBetween(400, 499);
    assertThat(now()).isEqualTo(maple);
  }

  @Test
  void addsARoomAndGivesItAnotherName() {
    assertThat(manager.post("/portal/rooms", Map.of("name", " Garden Room ")).statusCode())
        .isEqualTo(303);
    assertThat(manager.get(SETTINGS).body()).contains("Garden Room is added");
    Room room = places.rooms(maple.id()).getFirst();
    assertThat(rename(room, "Orangery").statusCode()).isEqualTo(303);
    assertThat(manager.get(SETTINGS).body()).contains("Garden Room is now called Orangery");
    assertThat(manager.get("/portal/kiosks").body()).contains("Orangery");
    assertThat(manager.get("/portal/audit-log").body())
        .contains("renamed the room, now", "Garden Room", "Orangery");
  }

  @Test
  void givesNoTwoRoomsOfAPropertyTheSameName() throws Exception {
    Room room = places.addRoom(Actor.SYSTEM, maple.id(), "Maple Room");
    Room annex = places.addRoom(Actor.SYSTEM, maple.id(), "Annex");
    places.addRoom(Actor.SYSTEM, site.property("Oak House").id(), "Oak Room");
    var taken = rename(annex, "maple room");
    assertThat(taken.statusCode()).isEqualTo(422);
    assertThat(taken.body()).contains("has a room called maple room", "value=\"maple room\"");
    assertThat(rename(annex, "").statusCode()).isEqualTo(422);
    assertThat(rename(annex, "x".repeat(201)).statusCode()).isEqualTo(422);
    assertThat(rename(room, "MAPLE ROOM").statusCode()).isEqualTo(303);
    assertThat(manager.post("/portal/rooms", Map.of("name", "Maple Room")).statusCode())
        .isEqualTo(422);
    assertThat(manager.post("/portal/rooms", Map.of("name", "Oak Room")).statusCode())
        .isEqualTo(303);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Integer> add =
          () -> manager.post("/portal/rooms", Map.of("name", "Loft")).statusCode();
      threads.invokeAll(List.of(add, add, add, add, add, add));
    }
    assertThat(places.rooms(maple.id()))
        .extracting(Room::name)
        .containsExactly("Annex", "Loft", "MAPLE ROOM", "Oak Room");
  }

  @Test
  void leadsBackToTheSettingsFromTheAddressOfAPost() {
    assertThat(manager.get("/portal/rooms").headers().firstValue("location")).hasValue(SETTINGS);
  }

  @Test
  void letsAnAdministratorAddAPropertyAndStandsThere() {
    String name = "Quay Side " + UUID.randomUUID();
    Visitor administrator = site.signedIn(Role.ADMINISTRATOR);
    assertThat(administrator.get(SETTINGS).body()).contains("/portal/properties/new");
    assertThat(administrator.get("/portal/properties/new").body())
        .contains("<option value=\"America/New_York\" selected>");
    var form = new HashMap<String, String>();
    form.putAll(Map.of("name", name, "zone", "Europe/Berlin", "country", "DE"));
    form.putAll(Map.of("language", "de", "room", " "));
    var incomplete = administrator.post("/portal/properties", form);
    assertThat(incomplete.statusCode()).isEqualTo(422);
    assertThat(incomplete.body()).contains("href=\"#room\"", name);
    form.put("room", "Hafenraum");
    assertThat(administrator.post("/portal/properties", form).statusCode()).isEqualTo(303);
    assertThat(administrator.get("/portal/kiosks").body()).contains(name, "Hafenraum", "is added");
    assertThat(administrator.post("/portal/properties", form).statusCode()).isEqualTo(422);
    assertThat(places.properties().stream().filter(one -> one.name().equals(name))).hasSize(1);
  }

  @Test
  void showsNobodyElseTheWayToANewProperty() {
    assertThat(manager.get(SETTINGS).body()).doesNotContain("/portal/properties/new");
  }

  private HttpResponse<String> rename(Room room, String name) {
    return manager.post("/portal/rooms/" + room.id() + "/name", Map.of("name", name));
  }

  private List<AuditEvent> changes() {
    return audit.page(maple.id(), null, 100).stream()
        .filter(event -> event.act() == Act.PROPERTY_CHANGED)
        .toList();
  }

  private int save(Map<String, String> form) {
    return manager.post(SETTINGS, form).statusCode();
  }

  /** The form as a browser would send it back untouched. */
  private Map<String, String> form() {
    SettingsForm now = SettingsForm.of(now());
    Map<String, String> form = new HashMap<>();
    form.put("version", version(manager.get(SETTINGS)));
    form.put("name", now.name());
    form.put("address", now.address());
    form.put("zone", now.zone());
    form.put("country", now.country());
    form.put("language", now.language());
    form.put("life", now.life());
    form.put("lifeUnit", now.lifeUnit());
    form.put("longest", now.longest());
    form.put("longestUnit", now.longestUnit());
    form.put("emailOn", now.emailOn());
    form.put("smsOn", now.smsOn());
    form.put("strictness", now.strictness());
    form.put("pinLength", now.pinLength());
    form.put("requestLife", now.requestLife());
    return form;
  }

  private static String version(HttpResponse<String> page) {
    Matcher version =
        Pattern.compile("name=\"version\" value=\"([0-9a-f]{24})\"").matcher(page.body());
    if (!version.find()) throw new AssertionError(page.body());
    return version.group(1);
  }

  private Property now() {
    return places.property(maple.id());
  }
}
