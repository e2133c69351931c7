package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditLog;
import dev.postern.people.Invitations;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Visitor;
import dev.postern.vault.Secrets;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@RehearsalTest
class InvitationsPageTest {
  private static final String PASSWORD = "seven quiet herons";
  private static final Pattern CANCEL =
      Pattern.compile("href=\"(/portal/invitations/[0-9a-f-]+/cancellation)\"");
  private static final Pattern AGAIN =
      Pattern.compile("action=\"(/portal/invitations/[0-9a-f-]+/resend)\"");

  @Autowired ApplicationContext program;
  @Autowired HandClock clock;
  @Autowired AuditLog audit;
  @Autowired JdbcClient jdbc;

  Site site;
  Property maple;
  Property oak;
  StaffMember rosa;
  Visitor manager;
  String mia;

  @BeforeEach
  void makeAProperty() {
    clock.advance(Duration.ofMillis(5));
    site = new Site(program);
    maple = site.property("Maple Court");
    oak = site.property("Oak House");
    rosa = site.member(Role.MANAGER, maple);
    manager = site.visitor().signIn(rosa.email(), Site.PASSWORD);
    mia = "mia-" + UUID.randomUUID() + "@example.com";
  }

  @Test
  void makesTheOneInvitedAStaffMemberWhoIsSignedInAndCanSignInAgain() {
    assertThat(invite(mia).statusCode()).isEqualTo(303);
    assertThat(list()).contains("An invitation is on its way to " + mia, "waits for an answer");
    Visitor visitor = opened(token(1));
    assertThat(visitor.get("/portal/invitation/acceptance").body())
        .contains("Rosa Delgado invites you", "Maple Court", mia);

    var joined = accept(visitor);

    assertThat(joined.statusCode()).isEqualTo(303);
    assertThat(joined.headers().firstValue("location")).hasValue("/portal");
    assertThat(visitor.get("/portal").body())
        .contains("Welcome. You are on the staff of Maple Court now.", "Mia Novák", "Maple Court")
        .doesNotContain("Oak House");
    assertThat(site.visitor().signIn(mia, PASSWORD).get("/portal").statusCode()).isEqualTo(200);
    assertThat(list()).contains("accepted</span>").doesNotContain("waits for an answer");
    assertThat(acts())
        .contains("invitation.sent " + mia, "invitation.accepted " + mia)
        .anyMatch(
            act -> act.startsWith("staff.signed-in") || act.startsWith("invitation.accepted"));
  }

  @Test
  void usesNothingUpWhenTheLinkIsOnlyFollowed() {
    invite(mia);
    String token = token(1);
    for (int times = 0; times < 3; times++) {
      Visitor scanner = site.visitor();
      assertThat(scanner.get("/portal/invitation").statusCode()).isEqualTo(200);
      assertThat(scanner.get("/portal/invitation").body()).doesNotContain(mia, token);
      scanner.post("/portal/invitation", Map.of("token", token));
      scanner.get("/portal/invitation/acceptance");
    }
    assertThat(accept(opened(token)).statusCode()).isEqualTo(303);
  }

  @Test
  void takesThePastedAddressFromWhoeverRunsNoScript() {
    invite(mia);
    Visitor visitor = site.visitor();
    visitor.get("/portal/invitation");
    var answer =
        visitor.post(
            "/portal/invitation",
            Map.of("token", "  https://postern.example.com/portal/invitation#" + token(1) + "\n"));
    assertThat(answer.statusCode()).isEqualTo(303);
  }

  @Test
  void worksOnceForOnePerson() {
    invite(mia);
    String token = token(1);
    Visitor one = opened(token);
    Visitor other = opened(token);
    accept(one);
    assertOver(other.get("/portal/invitation/acceptance"));
    assertOver(open(site.visitor(), token));
    assertThat(acts()).contains("invitation.refused " + mia);
  }

  @Test
  void letsOneOfManyWinWhoAcceptAtTheSameTime() throws Exception {
    invite(mia);
    String token = token(1);
    List<Visitor> visitors =
        IntStream.range(0, 8)
            .mapToObj(_ -> {
              Visitor visitor = opened(token);
              visitor.get("/portal/invitation/acceptance");
              return visitor;
            })
            .toList();
    List<Callable<Integer>> acceptances = new ArrayList<>();
    visitors.forEach(visitor -> acceptances.add(() -> accept(visitor).statusCode()));
    List<Integer> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var answer : threads.invokeAll(acceptances)) answers.add(answer.get());
    }
    assertThat(answers).containsOnlyOnce(303).hasSize(8);
    assertThat(answers.stream().filter(status -> status == 410)).hasSize(7);
    assertThat(accounts(mia)).isOne();
  }

  @Test
  void isOverAfterSevenDays() {
    invite(mia);
    Visitor visitor = opened(token(1));
    clock.advance(Invitations.LIFE.minusSeconds(1));
    assertThat(opened(token(1)).get("/portal/invitation/acceptance").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofSeconds(1));
    assertOver(open(site.visitor(), token(1)));
    assertThat(visitor.get("/portal/invitation/acceptance").statusCode()).isIn(303, 410);
    manager = site.visitor().signIn(rosa.email(), Site.PASSWORD);
    assertThat(list()).contains("expired</span>");
    assertThat(accounts(mia)).isZero();
  }

  @Test
  void isOverOnceCancelledAndSaysSoTwice() {
    invite(mia);
    String token = token(1);
    Visitor visitor = opened(token);
    String cancellation = inList(CANCEL);
    assertThat(manager.get(cancellation).body()).contains("Cancel the invitation of " + mia);
    assertThat(manager.post(cancellation, Map.of()).statusCode()).isEqualTo(303);
    assertThat(list()).contains("cancelled</span>");
    manager.post(cancellation, Map.of());
    assertThat(list()).contains("was over already");
    assertOver(accept(visitor));
    assertOver(open(site.visitor(), token));
    assertThat(acts()).contains("invitation.cancelled " + mia);
  }

  @Test
  void leavesOnlyTheNewestLinkOfAnAddressAlive() {
    invite(mia);
    String first = token(1);
    clock.advance(Duration.ofMillis(5));
    assertThat(manager.post(inList(AGAIN), Map.of()).statusCode()).isEqualTo(303);
    String second = token(2);
    clock.advance(Duration.ofMillis(5));
    invite(mia);
    String third = token(3);
    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertOver(open(site.visitor(), first));
    assertOver(open(site.visitor(), second));
    assertThat(accept(opened(third)).statusCode()).isEqualTo(303);
    assertThat(list())
        .contains("sent anew</span>", "accepted</span>")
        .doesNotContain("waits for an answer");
  }

  @Test
  void endsWithTheRightsOfWhoInvited() {
    invite(mia);
    String token = token(1);
    Visitor visitor = opened(token);
    jdbc.sql("update staff_account set role = 'STAFF' where person_id = ?")
        .param(rosa.id())
        .update();
    assertOver(accept(visitor));
    jdbc.sql("update staff_account set role = 'MANAGER' where person_id = ?")
        .param(rosa.id())
        .update();
    assertThat(open(site.visitor(), token).statusCode()).isEqualTo(303);
    jdbc.sql("update person set deactivated_at = ? where id = ?")
        .params(dev.postern.database.Times.sql(clock.instant()), rosa.id())
        .update();
    assertOver(open(site.visitor(), token));
    assertThat(accounts(mia)).isZero();
  }

  @Test
  void refusesAnAddressThatIsOnTheStaffAlsoIfItJoinedMeanwhile() {
    assertThat(invite(rosa.email().toUpperCase(java.util.Locale.ROOT)).body())
        .contains("already on the staff");
    invite(mia);
    Visitor visitor = opened(token(1));
    jdbc.sql("update staff_account set email = ? where person_id = ?")
        .params(mia, site.member(Role.STAFF, maple).id())
        .update();
    assertOver(accept(visitor));
    assertThat(accounts(mia)).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mia at home", "mia@", "<script>@example.com", "a@b\r\nBcc: c@d.e"})
  void namesAnAddressThatIsNoneAndKeepsWhatWasTyped(String email) {
    var answer = invite(email);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("href=\"#email\"", "No mail can go to this address")
        .doesNotContain("<script>@");
  }

  @Test
  void letsManagersInviteStaffToTheirPropertiesAndNothingElse() {
    for (Role role : List.of(Role.MANAGER, Role.ADMINISTRATOR)) {
      var answer = manager.post("/portal/invitations", fields(mia, role, maple));
      assertThat(answer.statusCode()).as("%s", role).isEqualTo(422);
      assertThat(answer.body()).contains("Choose a role that you may give.");
    }
    var elsewhere = manager.post("/portal/invitations", fields(mia, Role.STAFF, oak));
    assertThat(elsewhere.statusCode()).isEqualTo(404);
    assertThat(elsewhere.body()).doesNotContain("Oak House");
    assertThat(manager.get("/portal/invitations/new").body())
        .doesNotContain("name=\"role\"", "name=\"property\"");
    assertThat(new Mailbox(program, mia).items()).isEmpty();
    assertThat(manager.post("/portal/invitations", fields(mia, Role.STAFF, maple)).statusCode())
        .isEqualTo(303);
  }

  @Test
  void letsAdministratorsInviteEverybodyEverywhere() {
    Visitor administrator = site.signedIn(Role.ADMINISTRATOR, maple);
    administrator.post("/portal/property", Map.of("property", maple.id().toString()));
    assertThat(administrator.get("/portal/invitations/new").body())
        .contains("value=\"MANAGER\"", "value=\"ADMINISTRATOR\"", "Maple Court", "Oak House");
    administrator.post("/portal/invitations", fields(mia, Role.MANAGER, oak));
    Visitor visitor = opened(token(1));
    visitor.get("/portal/invitation/acceptance");
    accept(visitor);
    assertThat(visitor.get("/portal").body()).contains("Oak House").doesNotContain("Maple Court");
    assertThat(visitor.get("/portal/invitations").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsManagersFromInvitationsThatTheyCouldNotHaveSent() {
    Visitor administrator = site.signedIn(Role.ADMINISTRATOR, maple);
    administrator.post("/portal/property", Map.of("property", maple.id().toString()));
    administrator.post("/portal/invitations", fields(mia, Role.MANAGER, maple));
    new Mailbox(program, mia).await(1);
    UUID id = invitation(mia);
    assertThat(list()).contains(mia).doesNotContain(id.toString());
    assertThat(manager.post("/portal/invitations/" + id + "/cancellation", Map.of()).statusCode())
        .isEqualTo(403);
    assertThat(manager.post("/portal/invitations/" + id + "/resend", Map.of()).statusCode())
        .isEqualTo(403);
    Visitor other = site.signedIn(Role.MANAGER, oak);
    assertThat(other.get("/portal/invitations").body()).doesNotContain(mia);
    assertThat(other.post("/portal/invitations/" + id + "/cancellation", Map.of()).statusCode())
        .isEqualTo(404);
    assertThat(accept(opened(token(1))).statusCode()).isEqualTo(303);
  }

  @Test
  void isNothingForStaffNorForFormsOfOtherSites() {
    Visitor staff = site.signedIn(Role.STAFF, maple);
    assertThat(staff.get("/portal/invitations").statusCode()).isEqualTo(403);
    assertThat(staff.get("/portal/invitations/new").statusCode()).isEqualTo(403);
    assertThat(staff.post("/portal/invitations", fields(mia, Role.STAFF, maple)).statusCode())
        .isEqualTo(403);
    assertThat(staff.get("/portal").body()).doesNotContain("/portal/invitations");
    var forged =
        manager.postForm(
            "/portal/invitations", List.copyOf(fields(mia, Role.STAFF, maple).entrySet()));
    assertThat(forged.statusCode()).isEqualTo(403);
    invite(mia);
    var arrival = site.visitor().post("/portal/invitation", Map.of("token", token(1)));
    assertThat(arrival.statusCode()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "nothing", "0123456789abcdef", "\u0000", "🦊"})
  void saysTheSameOfALinkThatNeverWas(String token) {
    invite(mia);
    String sent = token(1); // a link that is cancelled before it left is never sent
    manager.post(inList(CANCEL), Map.of());
    var never = open(site.visitor(), token);
    var over = open(site.visitor(), sent);
    assertOver(never);
    assertThat(never.body()).isEqualTo(over.body());
  }

  @Test
  void remembersLinksThatNeverWereOnlySoOften() {
    long before = refusalsOfNobody();
    for (int times = 0; times < 40; times++) open(site.visitor(), Secrets.random().reveal());
    assertThat(refusalsOfNobody() - before).isBetween(1L, 40L).isLessThan(40);
  }

  @Test
  void asksForAPasswordThatIsNotTriedFirstAndKeepsTheNames() {
    invite(mia);
    Visitor visitor = opened(token(1));
    visitor.get("/portal/invitation/acceptance");
    for (String password : List.of("short", "password1234", "Mia-Novák-Maple-Court", "")) {
      var answer =
          visitor.post(
              "/portal/invitation/acceptance",
              Map.of("firstName", "Mia", "lastName", "Novák", "password", password));
      assertThat(answer.statusCode()).as(password).isEqualTo(422);
      assertThat(answer.body()).contains("href=\"#password\"", "value=\"Novák\"");
      if (!password.isEmpty()) assertThat(answer.body()).doesNotContain("value=\"" + password);
    }
    var nameless = visitor.post("/portal/invitation/acceptance", Map.of("password", PASSWORD));
    assertThat(nameless.statusCode()).isEqualTo(422);
    assertThat(nameless.body()).contains("href=\"#lastName\"");
    assertThat(accounts(mia)).isZero();
  }

  @Test
  void showsNamesAsTextWhateverTheyAre() {
    invite(mia);
    Visitor visitor = opened(token(1));
    visitor.get("/portal/invitation/acceptance");
    visitor.post(
        "/portal/invitation/acceptance",
        Map.of(
            "firstName",
            "<img src=x onerror=alert(1)>",
            "lastName",
            "\"><script>alert(2)</script>",
            "password",
            PASSWORD));
    assertThat(visitor.get("/portal").body())
        .contains("&lt;img src=x onerror=alert(1)>")
        .doesNotContain("<img src=x", "<script>alert(2)");
  }

  @Test
  void leadsOnFromALinkThatWasUsedHere() {
    invite(mia);
    Visitor visitor = opened(token(1));
    visitor.get("/portal/invitation/acceptance");
    accept(visitor);
    visitor.get("/portal");
    assertThat(accept(visitor).headers().firstValue("location")).hasValue("/portal");
    assertThat(site.visitor().get("/portal/invitation/acceptance").headers().firstValue("location"))
        .hasValue("/portal/invitation");
  }

  @Test
  void keepsTheTokenOutOfTheDatabase() {
    invite(mia);
    String token = token(1);
    opened(token);
    for (String table : List.of("invitation", "notification", "audit_event", "tray_item")) {
      assertThat(dump(table)).as(table).doesNotContain(token);
    }
    assertThat(
            jdbc.sql("select attribute_bytes from spring_session_attributes")
                .query((row, _) ->
                    new String(row.getBytes(1), java.nio.charset.StandardCharsets.ISO_8859_1))
                .list())
        .noneMatch(bytes -> bytes.contains(token));
  }

  private HttpResponse<String> invite(String email) {
    manager.get("/portal/invitations/new");
    return manager.post("/portal/invitations", fields(email, Role.STAFF, maple));
  }

  private static Map<String, String> fields(String email, Role role, Property property) {
    return new HashMap<>(
        Map.of("email", email, "role", role.name(), "property", property.id().toString()));
  }

  private String list() {
    return manager.get("/portal/invitations").body();
  }

  private String inList(Pattern pattern) {
    Matcher found = pattern.matcher(list());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private String token(int count) {
    return new Mailbox(program, mia).token(count);
  }

  private Visitor opened(String token) {
    Visitor visitor = site.visitor();
    assertThat(open(visitor, token).statusCode()).isEqualTo(303);
    return visitor;
  }

  private static HttpResponse<String> open(Visitor visitor, String token) {
    visitor.get("/portal/invitation");
    return visitor.post("/portal/invitation", Map.of("token", token));
  }

  private static HttpResponse<String> accept(Visitor visitor) {
    return visitor.post(
        "/portal/invitation/acceptance",
        Map.of("firstName", "Mia", "lastName", "Novák", "password", PASSWORD));
  }

  private static void assertOver(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.body()).contains("This invitation is over");
  }

  private UUID invitation(String email) {
    return jdbc.sql("select id from invitation where email = ?")
        .param(email)
        .query(UUID.class)
        .single();
  }

  private long accounts(String email) {
    return jdbc.sql("select count(*) from staff_account where email = ?")
        .param(email)
        .query(Long.class)
        .single();
  }

  private long refusalsOfNobody() {
    return jdbc.sql(
            "select count(*) from audit_event where act = 'invitation.refused' and subject_id is null")
        .query(Long.class)
        .single();
  }

  private String dump(String table) {
    return jdbc.sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
        .query(String.class)
        .single();
  }

  private List<String> acts() {
    return audit.page(maple.id(), null, 50).stream().map(InvitationsPageTest::line).toList();
  }

  private static String line(AuditEvent event) {
    return event.act().code() + " " + event.subject().name();
  }
}
