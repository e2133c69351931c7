package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Actor;
import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditLog;
import dev.postern.people.Recipient;
import dev.postern.people.RecipientFilter;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@PosternTest
class RecipientFormTest {
  @Autowired ApplicationContext program;
  @Autowired Recipients recipients;
  @Autowired AuditLog audit;
  @Autowired Places places;
  Site site;
  Property maple;
  Residents residents;
  Visitor staff;

  @BeforeEach
  void openTheProperty() {
    site = new Site(program);
    maple = site.property("Maple Court");
    places.addRoom(Actor.SYSTEM, maple.id(), "Maple Room");
    residents = new Residents(recipients, maple);
    staff = site.signedIn(Role.STAFF, maple);
  }

  @Test
  void addsSomebodyWithEveryFieldAndFindsThemByIt() {
    assertThat(staff.get("/portal/recipients").body()).contains("/portal/recipients/new");
    UUID id =
        RecipientFields.fresh(staff)
            .with("firstName", " Siobhán ")
            .with("lastName", "O’Brien")
            .with("unit", "Maple 1A")
            .with("email", "Siobhan@MAIL.example")
            .with("phone", "(718) 555-0150")
            .with("preferredEmail", "work@office.example")
            .with("preferredPhone", "+49 30 901820")
            .with("alternateEmail", "old@mail.example")
            .with("language", "fr")
            .with("lowShelf", "on")
            .without("smsOn")
            .saved();
    Recipient added = recipient(id);
    assertThat(added.name()).isEqualTo("Siobhán O’Brien");
    assertThat(added.email()).isEqualTo("Siobhan@mail.example");
    assertThat(added.phone()).isEqualTo("+17185550150");
    assertThat(added.preferredPhone()).isEqualTo("+4930901820");
    assertThat(added.emailOnFile()).isEqualTo("work@office.example");
    assertThat(added.alternateEmail()).isEqualTo("old@mail.example");
    assertThat(added.alternateEmailConfirmedAt()).isNull();
    assertThat(added.language()).isEqualTo("fr");
    assertThat(List.of(added.lowShelf(), added.optedOut(), added.emailOn(), added.smsOn()))
        .containsExactly(true, false, true, false);
    for (String words : List.of("obrien", "siobhan maple", "old@mail", "5550150", "4930901820")) {
      assertThat(found(words)).as(words).extracting(Recipient::id).containsExactly(id);
    }
    assertThat(staff.get("/portal/recipients/" + id).body())
        .contains("Siobhán O’Brien is added.", "+1 718-555-0150", "work@office.example");
    assertThat(audit.page(maple.id(), null, 2))
        .extracting(event -> event.act().code())
        .containsExactly("alternate-email.asked", "recipient.added");
  }

  @Test
  void saysEverythingThatIsWrongAtItsFieldAndLosesNothing() {
    var answer =
        RecipientFields.fresh(staff)
            .with("firstName", "A".repeat(201))
            .with("unit", "U".repeat(61))
            .with("email", "ana at home")
            .with("phone", "12")
            .with("preferredEmail", "ana@")
            .with("preferredPhone", "call me")
            .with("alternateEmail", "x@y")
            .with("language", "tlh")
            .with("optedOut", "on")
            .send();
    assertThat(answer.statusCode()).isEqualTo(422);
    for (String field :
        List.of(
            "firstName",
            "lastName",
            "unit",
            "email",
            "phone",
            "preferredEmail",
            "preferredPhone",
            "alternateEmail",
            "language")) {
      assertThat(answer.body()).contains("id=\"" + field + "-error\"", "href=\"#" + field + "\"");
    }
    assertThat(answer.body())
        .contains("At most 200 characters.", "At most 60 characters.", "Write a last name.")
        .contains("value=\"ana at home\"", "value=\"call me\"", "A".repeat(201), "U".repeat(61))
        .containsPattern("name=\"optedOut\"[^>]+ checked");
    assertThat(found("")).isEmpty();
  }

  @Test
  void takesAnAlternateAddressOnlyIfItIsAnother() {
    var answer =
        RecipientFields.fresh(staff)
            .with("lastName", "Silva")
            .with("preferredEmail", "ana@mail.example")
            .with("alternateEmail", "ANA@mail.example")
            .send();
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("id=\"alternateEmail-error\"", "on file above already");
  }

  @Test
  void addsOneOfAFormThatIsSentTwiceAlsoAtOnce() throws Exception {
    var form = RecipientFields.fresh(staff).with("lastName", "Twice").with("unit", "Oak 1");
    try (var threads = Executors.newFixedThreadPool(6)) {
      var ids =
          threads.invokeAll(
              IntStream.range(0, 6)
                  .<java.util.concurrent.Callable<UUID>>mapToObj(i -> form::saved)
                  .toList());
      UUID first = ids.getFirst().get();
      for (var id : ids) assertThat(id.get()).isEqualTo(first);
    }
    assertThat(found("twice")).hasSize(1);
  }

  @Test
  void pointsAtWhoMayBeTheSamePersonAndLetsOneGoOn() {
    Recipient ana = residents.ana();
    deactivate(residents.called("Ana", "Gone"));
    var namesake =
        RecipientFields.fresh(staff)
            .with("firstName", "ANA")
            .with("lastName", "Sílva")
            .with("unit", "maple 4b")
            .send();
    assertThat(namesake.statusCode()).isEqualTo(422);
    assertThat(namesake.body())
        .contains("This may be somebody you have already", "/portal/recipients/" + ana.id())
        .contains("value=\"ANA\"");
    var samePhone =
        RecipientFields.fresh(staff).with("lastName", "Silva").with("preferredPhone", "7185550150");
    var warned = samePhone.send();
    assertThat(warned.body()).contains("/portal/recipients/" + ana.id());
    var sameEmail = samePhone.with("preferredPhone", "").with("email", "ANA.silva@example.com");
    assertThat(sameEmail.send().body()).contains("/portal/recipients/" + ana.id());
    assertThat(found("silva")).hasSize(1);

    RecipientFields.of(staff, "/portal/recipients", warned.body()).saved();
    assertThat(found("silva")).hasSize(2);
    // Who is known to be somebody else does not stand for another one.
    var other =
        RecipientFields.of(staff, "/portal/recipients", namesake.body())
            .with("firstName", "Ana")
            .with("lastName", "Gone")
            .with("unit", "Oak 9Z")
            .send();
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("Ana Gone", "Deactivated");
  }

  @Test
  void changesAllThatIsOnFileAndRemembersWhichFields() {
    Recipient ana = residents.ana();
    RecipientFields.of(staff, ana.id())
        .with("lastName", "Souza")
        .with("phone", "")
        .with("optedOut", "on")
        .without("emailOn")
        .saved();
    Recipient changed = recipient(ana.id());
    assertThat(changed.lastName()).isEqualTo("Souza");
    assertThat(changed.phone()).isNull();
    assertThat(changed.email()).isEqualTo(ana.email());
    assertThat(changed.optedOut()).isTrue();
    assertThat(found("souza")).hasSize(1);
    assertThat(found("silva")).as("the e-mail address still has it").hasSize(1);
    assertThat(found("5550150")).isEmpty();
    AuditEvent event = lastEvent();
    assertThat(event.act().code()).isEqualTo("recipient.changed");
    assertThat(event.details())
        .isEqualTo(Map.of("fields", "lastName, phone", "optedOut", "on", "emailOn", "off"));
    Visitor manager = site.signedIn(Role.MANAGER, maple);
    assertThat(manager.get("/portal/audit-log").body())
        .contains("Last name, Phone", "changed the recipient")
        .doesNotContain("7185550150");
  }

  @Test
  void writesNothingWhenNothingWasChanged() {
    Recipient ana = residents.ana();
    var before = lastEvent();
    assertThat(RecipientFields.of(staff, ana.id()).saved()).isEqualTo(ana.id());
    assertThat(recipient(ana.id())).isEqualTo(ana);
    assertThat(lastEvent()).isEqualTo(before);
  }

  @Test
  void tellsTheSecondOfTwoEditorsAndLosesNeitherWork() {
    Recipient ana = residents.ana();
    var mine = RecipientFields.of(staff, ana.id());
    Visitor other = site.signedIn(Role.MANAGER, maple);
    RecipientFields.of(other, ana.id())
        .with("unit", "Maple 5C")
        .with("phone", "718 555 0199")
        .with("lowShelf", "on")
        .saved();
    var told = mine.with("firstName", "Anna").with("phone", "718 555 0111").send();
    assertThat(told.statusCode()).isEqualTo(422);
    assertThat(told.body())
        .contains("Rosa Delgado changed this person just now")
        .contains("Changed meanwhile. Before: Maple 4B")
        .contains("Changed meanwhile to: +1 718-555-0199. What you typed stands here.")
        .contains("value=\"Anna\"", "value=\"Maple 5C\"", "value=\"718 555 0111\"")
        .containsPattern("name=\"lowShelf\"[^>]+ checked");
    assertThat(recipient(ana.id()).firstName()).isEqualTo("Ana");

    String path = "/portal/recipients/" + ana.id() + "/edit";
    RecipientFields.of(staff, path, told.body()).saved();
    Recipient saved = recipient(ana.id());
    assertThat(saved.firstName()).isEqualTo("Anna");
    assertThat(saved.unit()).isEqualTo("Maple 5C");
    assertThat(saved.phone()).isEqualTo("+17185550111");
    assertThat(saved.lowShelf()).isTrue();
  }

  @Test
  void letsOneOfManyEditorsAtTheSameMomentWin() throws Exception {
    Recipient ana = residents.ana();
    List<RecipientFields> forms =
        IntStream.range(0, 6)
            .mapToObj(i -> RecipientFields.of(staff, ana.id()).with("unit", "Unit " + i))
            .toList();
    try (var threads = Executors.newFixedThreadPool(6)) {
      var answers =
          threads.invokeAll(
              forms.stream()
                  .<java.util.concurrent.Callable<Integer>>map(
                      form -> () -> form.send().statusCode())
                  .toList());
      int saved = 0;
      for (var answer : answers) {
        assertThat(answer.get()).isIn(303, 422);
        if (answer.get() == 303) saved++;
      }
      assertThat(saved).isEqualTo(1);
    }
    assertThat(recipient(ana.id()).version()).isEqualTo(1);
  }

  @Test
  void takesAFormThatWasSavedAndIsSentAgainAsSaved() {
    var form = RecipientFields.of(staff, residents.ana().id()).with("unit", "Maple 9Z");
    assertThat(form.saved()).isEqualTo(form.saved());
  }

  @Test
  void keepsNamesOfAnyKindAndLetsNoneTurnThePageRound() {
    UUID id =
        RecipientFields.fresh(staff)
            .with("firstName", "<b>عبد‎ الله</b>")
            .with("lastName", "\u202Eevil\0 \"O'x\" {0}")
            .saved();
    assertThat(recipient(id).lastName()).isEqualTo("evil  \"O'x\" {0}");
    for (String page : List.of("", "/edit", "/deactivation")) {
      assertThat(staff.get("/portal/recipients/" + id + page).body())
          .contains("&lt;b&gt;عبد‎ الله&lt;/b&gt;")
          .doesNotContain("<b>عبد", "\u202E");
    }
  }

  @Test
  void answersABrokenFormClearlyAndChangesNothing() {
    Recipient ana = residents.ana();
    String path = "/portal/recipients/" + ana.id() + "/edit";
    staff.get(path);
    for (var form :
        List.of(
            RecipientFields.of(staff, ana.id()).without("unit"),
            RecipientFields.of(staff, ana.id()).without("before-phone"),
            RecipientFields.of(staff, ana.id()).without("version"),
            RecipientFields.of(staff, ana.id()).with("version", "one"),
            RecipientFields.fresh(staff).without("email"))) {
      assertThat(form.send().statusCode()).isEqualTo(400);
    }
    assertThat(staff.post(path, Map.of()).statusCode()).isEqualTo(400);
    assertThat(staff.post("/portal/recipients", Map.of()).statusCode()).isEqualTo(400);
    assertThat(RecipientFields.of(staff, ana.id()).without("_csrf").send().statusCode())
        .isEqualTo(403);
    assertThat(recipient(ana.id())).isEqualTo(ana);
    // A lost token only makes it a new form; one field twice counts once.
    RecipientFields.fresh(staff).with("lastName", "Token").with("token", "none").saved();
    assertThat(found("token")).hasSize(1);
  }

  @Test
  void knowsNobodyOfAnotherProperty() {
    var elm = site.property("Elm Court");
    Recipient stranger = new Residents(recipients, elm).ana();
    Visitor neighbour = site.signedIn(Role.MANAGER, elm);
    var edit = RecipientFields.of(neighbour, stranger.id()).with("unit", "Elm 1");
    String path = "/portal/recipients/" + stranger.id();
    staff.get("/portal/recipients");
    for (String page : List.of("/edit", "/deactivation")) {
      assertThat(staff.get(path + page).statusCode()).isEqualTo(404);
    }
    for (String act : List.of("/edit", "/deactivation", "/activation")) {
      assertThat(staff.post(path + act, Map.of()).statusCode()).isEqualTo(404);
    }
    assertThat(recipients.find(elm.id(), stranger.id())).contains(stranger);
    edit.saved();
    // Nor is a neighbour's address a hint here.
    RecipientFields.fresh(staff)
        .with("lastName", "Silva")
        .with("email", "ana.silva@example.com")
        .saved();
  }

  @Test
  void deactivatesAfterAskingOnceAndTakesThemInAgain() {
    Recipient ana = residents.ana();
    String path = "/portal/recipients/" + ana.id();
    assertThat(staff.get(path).body()).contains(path + "/edit", path + "/deactivation");
    assertThat(staff.get(path + "/deactivation").body()).contains("Deactivate Ana Silva?");
    assertThat(staff.get(path + "/deactivation", "HX-Request", "true").body())
        .contains("Deactivate Ana Silva?")
        .doesNotContain("<html");
    assertThat(recipient(ana.id()).active()).isTrue();
    for (int i = 0; i < 2; i++) {
      assertThat(staff.post(path + "/deactivation", Map.of()).statusCode()).isEqualTo(303);
    }
    assertThat(staff.get(path).body())
        .contains("Ana Silva is deactivated.", "Activate again")
        .doesNotContain(
            path + "/deactivation\"", "Send One-Time PIN</span></a>\n    </div>\n    </div");
    assertThat(found("silva")).isEmpty();
    assertThat(staff.get("/portal/recipients?show=deactivated").body()).contains("Ana Silva");
    assertThat(lastEvent().act().code()).isEqualTo("recipient.deactivated");
    for (int i = 0; i < 2; i++) {
      assertThat(staff.post(path + "/activation", Map.of()).statusCode()).isEqualTo(303);
    }
    assertThat(found("silva")).hasSize(1);
    assertThat(lastEvent().act().code()).isEqualTo("recipient.activated");
    assertThat(
            audit.page(maple.id(), null, 50).stream()
                .filter(event -> event.act().code().matches("recipient.(de)?activated")))
        .hasSize(2);
  }

  private void deactivate(Recipient recipient) {
    recipients.deactivate(Actor.SYSTEM, maple.id(), recipient.id());
  }

  private Recipient recipient(UUID id) {
    return recipients.find(maple.id(), id).orElseThrow();
  }

  private List<Recipient> found(String words) {
    return recipients.search(maple.id(), words, RecipientFilter.ACTIVE, null, 50).recipients();
  }

  private AuditEvent lastEvent() {
    return audit.page(maple.id(), null, 1).getFirst();
  }
}
