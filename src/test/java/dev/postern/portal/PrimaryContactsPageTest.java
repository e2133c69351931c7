package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.people.NewPrimaryContact;
import dev.postern.people.PrimaryContact;
import dev.postern.people.PrimaryContactFault;
import dev.postern.people.PrimaryContacts;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@PosternTest
class PrimaryContactsPageTest {
  @Autowired ApplicationContext program;
  @Autowired Recipients recipients;
  @Autowired PrimaryContacts contacts;
  @Autowired AuditLog audit;
  @Autowired Places places;
  @Autowired HandClock clock;
  Site site;
  Property maple;
  Recipient ana;
  Recipient bo;
  Visitor staff;
  LocalDate today;

  @BeforeEach
  void openTheProperty() {
    site = new Site(program);
    maple = site.property("Maple Court");
    places.addRoom(Actor.SYSTEM, maple.id(), "Maple Room");
    Residents residents = new Residents(recipients, maple);
    ana = residents.ana();
    bo = residents.add("Bo", "Silvester", "Maple 4C", "bo@example.com", "", false);
    staff = site.signedIn(Role.STAFF, maple);
    today = LocalDate.ofInstant(clock.instant(), maple.zone());
  }

  @Test
  void findsTheContactAsOneTypesAndShowsThemOnBothPages() {
    assertThat(page(ana)).contains("Nobody else may pick up here.", path() + "/new");
    var matches = staff.get(path() + "/matches?q=silv", "HX-Request", "true").body();
    assertThat(matches)
        .contains("Bo Silvester", path() + "/new?contact=" + bo.id())
        .doesNotContain("Ana Silva", "<html");
    assertThat(staff.get(path() + "/new?q=silv").body()).contains("Bo Silvester", "<html");
    assertThat(staff.get(path() + "/new?contact=" + bo.id()).body())
        .contains("Bo Silvester", "value=\"Ana Silva\"", "value=\"" + today + "\"");

    assertThat(add(Map.of("last", today.plusDays(30).toString(), "note", "by phone")))
        .isEqualTo(303);
    assertThat(page(ana))
        .contains("Bo Silvester may pick up for Ana Silva.")
        .contains("May pick up: <a href=\"/portal/recipients/" + bo.id())
        .contains("by phone", "Ana Silva, ");
    assertThat(page(bo)).contains("Picks up for <a href=\"/portal/recipients/" + ana.id());
    var event = audit.page(maple.id(), null, 1).getFirst();
    assertThat(event.act().code()).isEqualTo("primary-contact.added");
    assertThat(event.details())
        .containsEntry("contact", "Bo Silvester")
        .containsEntry("from", today.toString())
        .containsEntry("until", today.plusDays(30).toString());
  }

  @Test
  void endsAfterAskingOnceAndMayBeginAnew() {
    add(Map.of());
    PrimaryContact contact = only();
    String end = "/portal/primary-contacts/" + contact.id() + "/end";
    assertThat(page(ana)).contains(end);
    assertThat(page(bo)).contains(end);
    assertThat(staff.get(end).body()).contains("Bo Silvester no longer picks up for Ana Silva?");
    assertThat(staff.get(end, "HX-Request", "true").body()).doesNotContain("<html");
    assertThat(only().endedAt()).isNull();
    for (int i = 0; i < 2; i++) {
      assertThat(staff.post(end, Map.of()).statusCode()).isEqualTo(303);
    }
    assertThat(only().state(today)).isEqualTo(PrimaryContact.State.OVER);
    assertThat(page(ana)).contains("over").doesNotContain(end);
    assertThat(
            audit.page(maple.id(), null, 20).stream()
                .filter(event -> event.act().code().equals("primary-contact.ended")))
        .hasSize(1);
    assertThat(add(Map.of())).isEqualTo(303);
  }

  @Test
  void saysAtTheFieldWhatIsWrongAndKeepsTheRest() {
    expect(Map.of("last", today.minusDays(1).toString()), "last", "This is before the first day.");
    expect(Map.of("first", "2020-01-01", "last", "2020-02-01"), "last", "This day is over.");
    expect(Map.of("first", ""), "first", "Choose a date.");
    expect(Map.of("first", "soon"), "first", "“soon” is not a date");
    expect(Map.of("first", "+99999-01-01"), "first", "is not a date");
    expect(Map.of("last", "2026-02-30"), "last", "is not a date");
    expect(Map.of("consentBy", " "), "consentBy", "Write who agreed to it.");
    expect(Map.of("consentBy", "x".repeat(201)), "consentBy", "At most 200 characters.");
    expect(Map.of("consentOn", today.plusDays(1).toString()), "consentOn", "still to come");
    expect(Map.of("note", "x".repeat(501)), "note", "At most 500 characters.");
    expect(Map.of("contact", ana.id().toString()), "contact", "Choose somebody else.");
    assertThat(contacts.ofPerson(ana.id())).isEmpty();
  }

  private void expect(Map<String, String> fields, String field, String sentence) {
    var answer = staff.post(path(), fields("note", "at the desk", fields));
    assertThat(answer.statusCode()).as(sentence).isEqualTo(422);
    assertThat(answer.body())
        .contains("id=\"" + field + "-error\"", "href=\"#" + field + "\"", sentence);
    if (!fields.containsKey("note")) assertThat(answer.body()).contains("value=\"at the desk\"");
  }

  @Test
  void allowsNobodyTwiceForTheSameDayAlsoNotAtOnce() throws Exception {
    var given = new NewPrimaryContact(bo.id(), today, today.plusDays(9), "Ana", today, "");
    try (var threads = Executors.newFixedThreadPool(6)) {
      var added =
          threads.invokeAll(
              IntStream.range(0, 6)
                  .<Callable<Set<PrimaryContactFault>>>mapToObj(
                      i -> () -> contacts.add(Actor.SYSTEM, maple, ana.id(), given))
                  .toList());
      int won = 0;
      for (var one : added) if (one.get().isEmpty()) won++;
      assertThat(won).isEqualTo(1);
    }
    assertThat(add(Map.of())).isEqualTo(422);
    assertThat(add(Map.of("first", today.plusDays(9).toString()))).isEqualTo(422);
    assertThat(add(Map.of("first", today.plusDays(10).toString()))).isEqualTo(303);
    assertThat(page(ana)).contains("to come");
    // The other way round is another consent.
    assertThat(contacts.add(Actor.SYSTEM, maple, bo.id(), to(ana))).isEmpty();
  }

  @Test
  void letsTwoWhoNameEachOtherAtOnceNotWaitForOneAnother() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 10; i++) {
        var both =
            threads.invokeAll(
                Stream.<Callable<Set<PrimaryContactFault>>>of(
                        () -> contacts.add(Actor.SYSTEM, maple, ana.id(), to(bo)),
                        () -> contacts.add(Actor.SYSTEM, maple, bo.id(), to(ana)))
                    .toList());
        for (var one : both)
          assertThat(one.get()).isIn(Set.of(), Set.of(PrimaryContactFault.ALREADY));
      }
    }
  }

  @Test
  void endsWithEitherOfTheTwoAndComingBackRevivesNothing() {
    add(Map.of());
    recipients.deactivate(Actor.SYSTEM, maple.id(), bo.id());
    assertThat(only().state(today)).isEqualTo(PrimaryContact.State.OVER);
    assertThat(add(Map.of())).isEqualTo(422);
    recipients.activate(Actor.SYSTEM, maple.id(), bo.id());
    assertThat(only().state(today)).isEqualTo(PrimaryContact.State.OVER);
    assertThat(add(Map.of())).isEqualTo(303);
    recipients.deactivate(Actor.SYSTEM, maple.id(), ana.id());
    assertThat(contacts.ofPerson(ana.id()))
        .allMatch(contact -> contact.state(today) == PrimaryContact.State.OVER);
    assertThat(page(ana)).doesNotContain(path() + "/new");
  }

  @Test
  void knowsNobodyOfAnotherProperty() {
    var elm = site.property("Elm Court");
    var stranger = new Residents(recipients, elm).ana();
    assertThat(add(Map.of("contact", stranger.id().toString()))).isEqualTo(404);
    assertThat(add(Map.of("contact", "nobody"))).isEqualTo(404);
    assertThat(contacts.add(Actor.SYSTEM, maple, ana.id(), to(stranger)))
        .containsExactly(PrimaryContactFault.UNKNOWN);
  }

  private NewPrimaryContact to(Recipient contact) {
    return new NewPrimaryContact(contact.id(), today, null, "Ana", today, "");
  }

  private PrimaryContact only() {
    List<PrimaryContact> all = contacts.ofPerson(ana.id());
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private int add(Map<String, String> fields) {
    return staff.post(path(), fields("note", "", fields)).statusCode();
  }

  private Map<String, String> fields(String field, String value, Map<String, String> more) {
    Map<String, String> all = new HashMap<>();
    all.put("contact", bo.id().toString());
    all.put("first", today.toString());
    all.put("last", "");
    all.put("consentBy", "Ana Silva");
    all.put("consentOn", today.toString());
    all.put(field, value);
    all.putAll(more);
    return all;
  }

  private String path() {
    return "/portal/recipients/" + ana.id() + "/primary-contacts";
  }

  private String page(Recipient recipient) {
    return staff.get("/portal/recipients/" + recipient.id()).body();
  }
}
