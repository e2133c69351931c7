package dev.postern.portal;

import static dev.postern.support.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditLog;
import dev.postern.database.Times;
import dev.postern.people.PasswordResets;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@RehearsalTest
class PasswordResetPageTest {
  private static final String NEW = "seven quiet herons";

  @Autowired ApplicationContext program;
  @Autowired HandClock clock;
  @Autowired AuditLog audit;
  @Autowired JdbcClient jdbc;

  Site site;
  Property maple;
  StaffMember rosa;

  @BeforeEach
  void makeAProperty() {
    clock.advance(Duration.ofHours(2)); // so that what other tests asked does not count
    site = new Site(program);
    maple = site.property("Maple Court");
    rosa = site.member(Role.MANAGER, maple);
  }

  @Test
  void givesTheOwnerANewPasswordEndsEverySessionAndTellsThem() {
    Visitor elsewhere = site.visitor().signIn(rosa.email(), Site.PASSWORD);
    Visitor phone = site.visitor().signIn(rosa.email(), Site.PASSWORD);
    Visitor other = site.signedIn(Role.MANAGER, maple);
    ask(rosa.email());
    Visitor visitor = opened(token(1));
    assertThat(visitor.get("/portal/password-reset/new-password").body()).contains(rosa.email());

    clock.advance(Duration.ofMillis(5));
    var answer = choose(visitor, NEW);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location")).hasValue("/portal/sign-in?changed");
    assertThat(visitor.get("/portal/sign-in?changed").body()).contains("Your new password counts");
    assertThat(visitor.get("/portal").statusCode()).isEqualTo(302);
    assertThat(elsewhere.get("/portal").statusCode()).isEqualTo(302);
    assertThat(phone.get("/portal").statusCode()).isEqualTo(302);
    assertThat(other.get("/portal").statusCode()).isEqualTo(200);
    assertThat(site.visitor().signIn(rosa.email(), Site.PASSWORD).get("/portal").statusCode())
        .isEqualTo(302);
    assertThat(site.visitor().signIn(rosa.email(), NEW).get("/portal").statusCode()).isEqualTo(200);
    assertThat(mailbox(rosa.email()).await(2).text().reveal())
        .contains("Your password was changed")
        .doesNotContain(NEW, "#");
    assertThat(acts()).contains("password-reset.asked", "password-reset.used");
  }

  @Test
  void answersKnownAndUnknownAddressesAlike() {
    var known = ask(rosa.email());
    var unknown = ask(UUID.randomUUID() + "@example.com");
    var gone = site.member(Role.STAFF, maple);
    deactivate(gone);
    var deactivated = ask(gone.email());
    for (var answer : List.of(unknown, deactivated)) {
      assertThat(answer.statusCode()).isEqualTo(known.statusCode()).isEqualTo(303);
      assertThat(answer.body()).isEqualTo(known.body());
      assertThat(named(answer)).isEqualTo(named(known));
    }
    mailbox(rosa.email()).await(1);
    awaitNothingToLookUp();
    assertThat(mailbox(gone.email()).items()).isEmpty();
    assertThat(
            jdbc.sql("select count(*) from password_reset where person_id is null")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void isUsedOnceAndAStolenLinkIsWorthlessAfterwards() {
    ask(rosa.email());
    String token = token(1);
    Visitor owner = opened(token);
    Visitor thief = opened(token);
    owner.get("/portal/password-reset/new-password");
    thief.get("/portal/password-reset/new-password");
    choose(owner, NEW);
    assertOver(choose(thief, "the thief likes this one"));
    assertOver(open(site.visitor(), token));
    assertThat(site.visitor().signIn(rosa.email(), NEW).get("/portal").statusCode()).isEqualTo(200);
    assertThat(acts()).contains("password-reset.refused");
  }

  @Test
  void letsOneOfManyWinWhoUseItAtTheSameTime() throws Exception {
    ask(rosa.email());
    String token = token(1);
    List<Callable<Integer>> uses = new ArrayList<>();
    IntStream.range(0, 8)
        .forEach(number -> {
          Visitor visitor = opened(token);
          visitor.get("/portal/password-reset/new-password");
          uses.add(() -> choose(visitor, "seven quiet herons " + number).statusCode());
        });
    List<Integer> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var answer : threads.invokeAll(uses)) answers.add(answer.get());
    }
    assertThat(answers).containsOnlyOnce(303);
    int winner = answers.indexOf(303);
    assertThat(
            site.visitor()
                .signIn(rosa.email(), "seven quiet herons " + winner)
                .get("/portal")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void isOverAfterHalfAnHour() {
    ask(rosa.email());
    String token = token(1);
    clock.advance(PasswordResets.LIFE.minusSeconds(1));
    Visitor visitor = opened(token);
    visitor.get("/portal/password-reset/new-password");
    clock.advance(Duration.ofSeconds(1));
    assertOver(choose(visitor, NEW));
    assertOver(open(site.visitor(), token));
    assertThat(site.visitor().signIn(rosa.email(), Site.PASSWORD).get("/portal").statusCode())
        .isEqualTo(200);
  }

  @Test
  void endsTheFirstLinkWithTheSecond() {
    ask(rosa.email());
    String first = token(1);
    clock.advance(Duration.ofMillis(5));
    ask(rosa.email());
    String second = token(2);
    assertOver(open(site.visitor(), first));
    assertThat(choose(opened(second), NEW).statusCode()).isEqualTo(303);
  }

  @Test
  void endsWithAnyOtherChangeOfTheAccount() {
    ask(rosa.email());
    String token = token(1);
    Visitor visitor = opened(token);
    jdbc.sql("update staff_account set email = 'new-' || email where person_id = ?")
        .param(rosa.id())
        .update();
    assertOver(choose(visitor, NEW));
    jdbc.sql("update staff_account set email = ? where person_id = ?")
        .params(rosa.email(), rosa.id())
        .update();
    assertThat(open(site.visitor(), token).statusCode()).isEqualTo(303);
    deactivate(rosa);
    assertOver(open(site.visitor(), token));
  }

  @Test
  void isAskedForOnlySoOftenWhetherOrNotTheAddressIsKnown() {
    String unknown = UUID.randomUUID() + "@example.com";
    for (String email : List.of(rosa.email(), unknown)) {
      for (int times = 0; times < 3; times++) assertThat(ask(email).statusCode()).isEqualTo(303);
      var fourth = ask(email);
      assertThat(fourth.statusCode()).isEqualTo(429);
      assertThat(fourth.headers().firstValue("retry-after")).isPresent();
      assertThat(fourth.body()).contains("asked for too often", "value=\"" + email + "\"");
    }
    clock.advance(Duration.ofMinutes(21));
    assertThat(ask(rosa.email()).statusCode()).isEqualTo(303);
  }

  @Test
  void refusesAnAddressThatIsNone() {
    var answer = ask("rosa at home");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("href=\"#email\"");
    assertThat(ask("").statusCode()).isEqualTo(422);
  }

  @Test
  void asksForAPasswordThatIsNotTriedFirst() {
    ask(rosa.email());
    Visitor visitor = opened(token(1));
    visitor.get("/portal/password-reset/new-password");
    for (String password : List.of("", "short", "password1234", "Rosa-Delgado-Maple")) {
      var answer = choose(visitor, password);
      assertThat(answer.statusCode()).as(password).isEqualTo(422);
      assertThat(answer.body()).contains("href=\"#password\"");
    }
    assertThat(choose(visitor, NEW).statusCode()).isEqualTo(303);
  }

  @Test
  void leadsFromTheSignInPage() {
    assertThat(site.visitor().get("/portal/sign-in").body())
        .contains("href=\"/portal/forgotten-password\"");
    assertThat(site.visitor().get("/portal/forgotten-password/asked").body())
        .contains("If somebody signs in here with that address");
    assertThat(
            site.visitor()
                .get("/portal/password-reset/new-password")
                .headers()
                .firstValue("location"))
        .hasValue("/portal/password-reset");
  }

  private HttpResponse<String> ask(String email) {
    Visitor visitor = site.visitor();
    visitor.get("/portal/forgotten-password");
    var answer = visitor.post("/portal/forgotten-password", Map.of("email", email));
    clock.advance(Duration.ofSeconds(2)); // by then it is looked up
    return answer;
  }

  private Visitor opened(String token) {
    Visitor visitor = site.visitor();
    assertThat(open(visitor, token).statusCode()).isEqualTo(303);
    return visitor;
  }

  private static HttpResponse<String> open(Visitor visitor, String token) {
    visitor.get("/portal/password-reset");
    return visitor.post("/portal/password-reset", Map.of("token", token));
  }

  private static HttpResponse<String> choose(Visitor visitor, String password) {
    return visitor.post("/portal/password-reset/new-password", Map.of("password", password));
  }

  private static void assertOver(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.body()).contains("This link is over");
  }

  private Mailbox mailbox(String email) {
    return new Mailbox(program, email);
  }

  private String token(int count) {
    return mailbox(rosa.email()).token(count);
  }

  private void deactivate(StaffMember member) {
    jdbc.sql("update person set deactivated_at = ? where id = ?")
        .params(Times.sql(clock.instant()), member.id())
        .update();
  }

  private void awaitNothingToLookUp() {
    await("that all is looked up")
        .until(() ->
            jdbc.sql(
                    "select not exists (select from password_reset where sealed_email is not null)")
                .query(Boolean.class)
                .single());
  }

  private List<String> acts() {
    return audit.page(maple.id(), null, 50).stream().map(event -> event.act().code()).toList();
  }

  /** The headers but for those that differ from one answer to the next anyway. */
  private static Map<String, List<String>> named(HttpResponse<String> answer) {
    var headers = new java.util.TreeMap<>(answer.headers().map());
    headers.remove("date");
    headers.remove("set-cookie");
    return headers;
  }
}
