package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.AccessKey;
import dev.postern.access.AccessKeys;
import dev.postern.access.KeyState;
import dev.postern.audit.AuditLog;
import dev.postern.people.DeactivationAnswer;
import dev.postern.people.People;
import dev.postern.people.Person;
import dev.postern.people.Role;
import dev.postern.people.Staff;
import dev.postern.people.StaffAnswer;
import dev.postern.people.StaffChange;
import dev.postern.people.StaffFault;
import dev.postern.people.StaffFiles;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@PosternTest
class StaffPageTest {
  @Autowired ApplicationContext program;
  @Autowired Staff staff;
  @Autowired StaffFiles files;
  @Autowired People people;
  @Autowired AccessKeys keys;
  @Autowired AuditLog audit;
  @Autowired JdbcClient sql;
  Site site;
  Property maple;
  Property oak;
  Visitor manager;
  StaffMember sam;

  @BeforeEach
  void openTheProperty() {
    site = new Site(program);
    maple = site.property("Maple Court");
    oak = site.property("Oak House");
    manager = site.signedIn(Role.MANAGER, maple);
    sam = site.member(Role.STAFF, maple);
  }

  @Test
  void isFoundByTheBeginningOfANameOrAddress() {
    rename(sam, "Sámuel", "O'Brien");
    assertThat(manager.get("/portal/staff?q=obri").body()).contains("Sámuel O&#39;Brien");
    assertThat(manager.get("/portal/staff?q=samuel").body()).contains("O&#39;Brien");
    assertThat(manager.get("/portal/staff?q=" + sam.email()).body()).contains("O&#39;Brien");
    assertThat(manager.get("/portal/staff?q=delg").body()).contains("Rosa Delgado");
    assertThat(manager.get("/portal/staff?q=nobody").body()).contains("Nobody matches “nobody”");
    assertThat(manager.get("/portal/staff?q=obri&show=managers").body())
        .doesNotContain("O&#39;Brien</a>");
    assertThat(manager.get("/portal/staff?q=obri", "HX-Request", "true").body())
        .contains("O&#39;Brien")
        .doesNotContain("<html");
  }

  @Test
  void listsThoseWhoWorkHereAndEveryAdministrator() {
    StaffMember elsewhere = site.member(Role.STAFF, oak);
    StaffMember administrator = site.member(Role.ADMINISTRATOR);
    assertThat(manager.get("/portal/staff?q=" + elsewhere.email()).body())
        .doesNotContain(elsewhere.id().toString());
    assertThat(manager.get("/portal/staff?q=" + administrator.email()).body())
        .contains(administrator.id().toString());
    assertThat(status("GET", "/portal/staff/" + elsewhere.id())).isEqualTo(404);
  }

  @Test
  void changesNamePhoneAndLanguageAndWritesDownWhichFieldsButNotWhatStandsInThem() {
    var answer = edit(manager, sam, "Samuel", "Rivera", "718 555 0199", "es", null, maple);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(manager.get("/portal/staff/" + sam.id()).body())
        .contains("Samuel Rivera is saved.", "<h1 class=\"long\" dir=\"auto\">Samuel Rivera</h1>")
        .contains("+1 718-555-0199", "Español");
    assertThat(manager.get("/portal/staff?q=rivera").body()).contains("Samuel Rivera");
    assertThat(manager.get("/portal/audit-log").body())
        .contains("First name, Last name, Phone, Language")
        .doesNotContain("555-0199", "5550199");
  }

  @Test
  void saysWhatIsWrongAtTheFieldAndKeepsTheInput() {
    var answer = edit(manager, sam, "x".repeat(201), " ", "phone", "tlh", null);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("href=\"#firstName\"", "href=\"#lastName\"", "href=\"#phone\"")
        .contains("href=\"#language\"", "href=\"#properties\"", "x".repeat(201))
        .contains("value=\"phone\"", "Tick at least one property");
    assertThat(person(sam).name()).isEqualTo("Rosa Delgado");
  }

  @Test
  void tellsTheSecondOfTwoWhoChangeTheSamePerson() {
    String late = version(manager, sam);
    edit(manager, sam, "Sam", "First", "", "en", null, maple);
    var answer = post(manager, sam, late, "Sam", "Second", "", "en", null, maple);
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Somebody else has changed this person", "value=\"Second\"");
    assertThat(person(sam).name()).isEqualTo("Sam First");
    assertThat(edit(manager, sam, "Sam", "Second", "", "en", null, maple).statusCode())
        .isEqualTo(303);
  }

  @Test
  void letsAManagerGiveAndTakeOnlyPropertiesWhereTheyWork() {
    StaffMember both = site.member(Role.STAFF, maple, oak);
    assertThat(manager.get("/portal/staff/" + both.id()).body())
        .contains("Maple Court", "and elsewhere")
        .doesNotContain("Oak House");
    assertThat(manager.get("/portal/staff/" + both.id() + "/edit").body())
        .contains("Other properties stay as they are")
        .doesNotContain("Oak House");
    assertThat(edit(manager, sam, "Sam", "Desk", "", "en", null, maple, oak).statusCode())
        .isEqualTo(404);
    assertThat(edit(manager, both, "Bo", "Both", "", "en", null).statusCode()).isEqualTo(303);
    assertThat(person(both).properties()).containsExactly(oak.id());
    assertThat(status("GET", "/portal/staff/" + both.id())).isEqualTo(404);
  }

  @Test
  void writesAnAssignmentDownAtThePropertyThatItConcerns() {
    Visitor administrator = administratorAt(maple);
    edit(administrator, sam, "Rosa", "Delgado", "", "en", Role.STAFF, oak);
    assertThat(person(sam).properties()).containsExactly(oak.id());
    assertThat(acts(maple)).contains("staff.unassigned").doesNotContain("staff.assigned");
    assertThat(acts(oak)).contains("staff.assigned").doesNotContain("staff.unassigned");
  }

  @Test
  void leavesManagersAndAdministratorsToAdministrators() {
    StaffMember other = site.member(Role.MANAGER, maple);
    StaffMember administrator = site.member(Role.ADMINISTRATOR);
    for (StaffMember member : List.of(other, administrator)) {
      assertThat(manager.get("/portal/staff/" + member.id()).body())
          .contains("Only an administrator changes managers")
          .doesNotContain("/deactivation\"", "popovertarget=\"shield\"");
      for (String path : List.of("/edit", "/deactivation")) {
        assertThat(status("GET", "/portal/staff/" + member.id() + path)).isEqualTo(403);
        assertThat(status("POST", "/portal/staff/" + member.id() + path)).isEqualTo(403);
      }
      assertThat(status("POST", "/portal/staff/" + member.id() + "/activation")).isEqualTo(403);
      assertThat(status("POST", "/portal/people/" + member.id() + "/access-keys")).isEqualTo(403);
    }
    for (Role role : List.of(Role.MANAGER, Role.ADMINISTRATOR)) {
      var answer = edit(manager, sam, "Sam", "Desk", "", "en", role, maple);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("Only an administrator gives or takes this role");
    }
    assertThat(person(sam).role()).isEqualTo(Role.STAFF);
  }

  @Test
  void letsAnAdministratorGiveARoleThatCountsAtTheNextClick() {
    Visitor administrator = administratorAt(maple);
    Visitor theirs = site.visitor().signIn(sam.email(), Site.PASSWORD);
    assertThat(theirs.get("/portal/staff").statusCode()).isEqualTo(403);
    edit(administrator, sam, "Rosa", "Delgado", "", "en", Role.MANAGER, maple);
    assertThat(theirs.get("/portal/staff").statusCode()).isEqualTo(200);
    edit(administrator, sam, "Rosa", "Delgado", "", "en", Role.STAFF, maple);
    assertThat(theirs.get("/portal/staff").statusCode()).isEqualTo(403);
    assertThat(administrator.get("/portal/audit-log").body())
        .containsPattern("from</span> Manager</span>[^§]*to</span> Staff");
  }

  @Test
  void letsNobodyChangeTheirOwnRoleOrDeactivateThemselves() {
    StaffMember ada = site.member(Role.ADMINISTRATOR);
    site.member(Role.ADMINISTRATOR);
    Visitor herself = site.visitor().signIn(ada.email(), Site.PASSWORD);
    herself.post("/portal/property", Map.of("property", maple.id().toString()));
    assertThat(herself.get("/portal/staff/" + ada.id()).body())
        .doesNotContain("/deactivation\" data-dialog");
    var answer = edit(herself, ada, "Ada", "Min", "", "en", Role.STAFF, maple);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Nobody changes their own role");
    var gone = herself.post("/portal/staff/" + ada.id() + "/deactivation", Map.of());
    assertThat(gone.statusCode()).isEqualTo(422);
    assertThat(gone.body()).contains("Nobody deactivates themselves");
    assertThat(person(ada).active()).isTrue();
  }

  @Test
  void endsSessionsAndKeysAtOnceAndRevivesNone() {
    Visitor theirs = site.visitor().signIn(sam.email(), Site.PASSWORD);
    assertThat(theirs.get("/portal").statusCode()).isEqualTo(200);
    issue("PIN");
    issue("QR");
    String page = "/portal/staff/" + sam.id();
    assertThat(manager.get(page + "/deactivation").body()).contains("Deactivate Rosa Delgado?");
    assertThat(person(sam).active()).isTrue();
    assertThat(manager.post(page + "/deactivation", Map.of()).statusCode()).isEqualTo(303);
    assertThat(manager.get(page).body()).contains("is deactivated. Every key and session");
    assertThat(theirs.get("/portal").statusCode()).isIn(302, 403);
    assertThat(keys.ofPerson(sam.id()))
        .hasSize(2)
        .allMatch(key -> key.state() == KeyState.OWNER_DEACTIVATED);
    assertThat(manager.post(page + "/deactivation", Map.of()).statusCode()).isEqualTo(303);
    assertThat(manager.get("/portal/staff?show=deactivated").body()).contains(sam.id().toString());
    assertThat(manager.get("/portal/staff").body()).doesNotContain(sam.id().toString());

    assertThat(manager.post(page + "/activation", Map.of()).statusCode()).isEqualTo(303);
    assertThat(keys.ofPerson(sam.id())).allMatch(key -> key.state().ended());
    assertThat(site.visitor().signIn(sam.email(), Site.PASSWORD).get("/portal").statusCode())
        .isEqualTo(200);
    assertThat(acts(maple)).contains("staff.deactivated", "staff.activated");
    assertThat(acts(maple).stream().filter("staff.deactivated"::equals)).hasSize(1);
  }

  @Test
  void givesSwitchesOffAndEndsKeysFromTheShieldWithoutShowingThem() {
    String page = manager.get("/portal/staff/" + sam.id()).body();
    assertThat(page).contains("popovertarget=\"shield\"", "Generate PIN", "Generate QR");
    issue("PIN");
    String after = manager.get("/portal/staff/" + sam.id()).body();
    assertThat(after).doesNotContainPattern("\\b\\d{3} \\d{4}\\b");
    AccessKey key = keys.ofPerson(sam.id()).getFirst();
    String address = "/portal/access-keys/" + key.id();
    manager.post(address + "/deactivation", Map.of());
    assertThat(state(key)).isEqualTo(KeyState.DEACTIVATED);
    manager.post(address + "/reactivation", Map.of());
    assertThat(state(key)).isEqualTo(KeyState.LIVE);
    manager.post(address + "/deletion", Map.of());
    assertThat(state(key)).isEqualTo(KeyState.DELETED);
  }

  /** All other administrators of the shared site step back, so that two are the last ones. */
  @Test
  void keepsTheLastAdministratorAlsoWhenTwoTakeEachOtherAwayAtOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      StaffMember ada = site.member(Role.ADMINISTRATOR);
      StaffMember bea = site.member(Role.ADMINISTRATOR);
      List<UUID> others = setAside(ada, bea);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<Boolean> first = () -> demote(ada, bea, round(ada));
        Callable<Boolean> second =
            () -> files.deactivate(bea, maple, ada.id()) == DeactivationAnswer.DONE;
        int gone = 0;
        for (var answer : threads.invokeAll(List.of(first, second))) if (answer.get()) gone++;
        assertThat(gone).isEqualTo(1);
        assertThat(administrators()).hasSize(1);
      } finally {
        bringBack(others);
      }
    }
  }

  @Test
  void refusesToDeactivateOrDemoteTheLastAdministrator() {
    StaffMember ada = site.member(Role.ADMINISTRATOR);
    StaffMember bea = site.member(Role.ADMINISTRATOR);
    List<UUID> others = setAside(ada, bea);
    try {
      assertThat(files.deactivate(ada, maple, bea.id())).isEqualTo(DeactivationAnswer.DONE);
      // Bea's page was still open when she was deactivated.
      assertThat(files.deactivate(bea, maple, ada.id()))
          .isEqualTo(DeactivationAnswer.LAST_ADMINISTRATOR);
      var change = new StaffChange("Ada", "Min", "", "en", Role.STAFF, Set.of(maple.id()));
      assertThat(files.edit(bea, maple, ada.id(), 0, change))
          .isEqualTo(new StaffAnswer.Refused(Set.of(StaffFault.LAST_ADMINISTRATOR)));
    } finally {
      bringBack(others);
    }
  }

  @Test
  void findsWhoIsAssignedNowhereForAdministratorsOnly() {
    StaffMember nowhere = site.member(Role.STAFF);
    Visitor administrator = administratorAt(maple);
    assertThat(status("GET", "/portal/staff/" + nowhere.id())).isEqualTo(404);
    assertThat(administrator.get("/portal/staff/" + nowhere.id()).body())
        .contains("Nowhere at present");
    edit(administrator, nowhere, "New", "Here", "", "en", Role.STAFF, maple);
    assertThat(manager.get("/portal/staff/" + nowhere.id()).body()).contains("New Here");
  }

  @Test
  void showsNamesAsTextWhateverTheyHold() {
    rename(sam, "<b>Sam</b>", "\"><script>alert(1)</script>");
    for (String path : List.of("", "/" + sam.id(), "/" + sam.id() + "/edit")) {
      assertThat(manager.get("/portal/staff" + path).body())
          .doesNotContain("<script>alert", "<b>Sam");
    }
  }

  private int round(StaffMember member) {
    return files.find(member, maple.id(), member.id()).orElseThrow().version();
  }

  private boolean demote(StaffMember by, StaffMember whom, int version) {
    var change = new StaffChange("Bea", "Min", "", "en", Role.STAFF, Set.of(maple.id()));
    return files.edit(by, maple, whom.id(), version, change) instanceof StaffAnswer.Saved;
  }

  private List<UUID> administrators() {
    return sql.sql(
            """
            select person.id from person join staff_account on person_id = person.id
            where role = 'ADMINISTRATOR' and deactivated_at is null
            """)
        .query((row, n) -> row.getObject("id", UUID.class))
        .list();
  }

  private List<UUID> setAside(StaffMember... kept) {
    Set<UUID> stay = Set.copyOf(Arrays.stream(kept).map(StaffMember::id).toList());
    List<UUID> others = administrators().stream().filter(id -> !stay.contains(id)).toList();
    role(others, "STAFF");
    return others;
  }

  private void bringBack(List<UUID> others) {
    role(others, "ADMINISTRATOR");
  }

  private void role(List<UUID> ids, String role) {
    sql.sql("update staff_account set role = :role where person_id = any(:ids)")
        .param("role", role)
        .param("ids", ids.toArray(UUID[]::new))
        .update();
  }

  private Visitor administratorAt(Property property) {
    Visitor visitor = site.signedIn(Role.ADMINISTRATOR);
    visitor.post("/portal/property", Map.of("property", property.id().toString()));
    return visitor;
  }

  private void issue(String form) {
    var answer =
        manager.post(
            "/portal/people/" + sam.id() + "/access-keys",
            Map.of("form", form, "back", "/portal/staff/" + sam.id()));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location")).hasValue("/portal/staff/" + sam.id());
    assertThat(manager.get("/portal/staff/" + sam.id()).statusCode()).isEqualTo(200);
  }

  private KeyState state(AccessKey key) {
    return keys.find(maple.id(), key.id()).orElseThrow().state();
  }

  private void rename(StaffMember member, String first, String last) {
    assertThat(edit(manager, member, first, last, "", "en", null, maple).statusCode())
        .isEqualTo(303);
  }

  private HttpResponse<String> edit(
      Visitor visitor,
      StaffMember member,
      String first,
      String last,
      String phone,
      String language,
      @Nullable Role role,
      Property... properties) {
    return post(
        visitor, member, version(visitor, member), first, last, phone, language, role, properties);
  }

  private static HttpResponse<String> post(
      Visitor visitor,
      StaffMember member,
      String version,
      String first,
      String last,
      String phone,
      String language,
      @Nullable Role role,
      Property... properties) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    fields.add(Map.entry("_csrf", visitor.token()));
    fields.add(Map.entry("version", version));
    fields.add(Map.entry("firstName", first));
    fields.add(Map.entry("lastName", last));
    fields.add(Map.entry("phone", phone));
    fields.add(Map.entry("language", language));
    if (role != null) fields.add(Map.entry("role", role.name()));
    for (Property property : properties) {
      fields.add(Map.entry("properties", property.id().toString()));
    }
    return visitor.postForm("/portal/staff/" + member.id() + "/edit", fields);
  }

  private static String version(Visitor visitor, StaffMember member) {
    String page = visitor.get("/portal/staff/" + member.id() + "/edit").body();
    Matcher version = Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(page);
    if (!version.find()) throw new AssertionError(page);
    return version.group(1);
  }

  private int status(String method, String path) {
    return (method.equals("GET") ? manager.get(path) : manager.post(path, Map.of())).statusCode();
  }

  private Person person(StaffMember member) {
    return people.find(member.id()).orElseThrow();
  }

  private List<String> acts(Property property) {
    return audit.page(property.id(), null, 200).stream().map(event -> event.act().code()).toList();
  }
}
