package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditLog;
import dev.postern.people.Role;
import dev.postern.place.Property;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@PosternTest
class SignInPageTest {
  @Autowired ApplicationContext program;
  @Autowired HandClock clock;
  Site site;
  Property maple;

  @BeforeEach
  void makeAProperty() {
    site = new Site(program);
    maple = site.property("Maple Court");
  }

  @Test
  void letsStaffInAndNamesThem() {
    var email = site.member(Role.STAFF, maple).email();
    var visitor = site.visitor();
    visitor.get("/portal/sign-in");
    var answer = visitor.post("/portal/sign-in", Map.of("email", email, "password", Site.PASSWORD));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location")).hasValue("/portal");
    var page = visitor.get("/portal");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Rosa Delgado", "Maple Court");
  }

  @Test
  void beginsASessionOfItsOwnInACookieThatScriptsCannotRead() {
    var email = site.member(Role.STAFF, maple).email();
    var visitor = site.visitor();
    visitor.get("/portal/sign-in");
    var before = visitor.cookies().get("__Host-postern");
    var answer = visitor.post("/portal/sign-in", Map.of("email", email, "password", Site.PASSWORD));
    assertThat(before).isNotNull();
    assertThat(visitor.cookies().get("__Host-postern")).isNotNull().isNotEqualTo(before);
    assertThat(answer.headers().allValues("set-cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie).contains("__Host-postern=", "HttpOnly", "Secure", "SameSite=Lax"));
  }

  @Test
  void answersAWrongPasswordAndAnUnknownPersonAlike() {
    var email = site.member(Role.STAFF, maple).email();
    var wrong = tryToSignIn(email, "not the flowerpot");
    var unknown = tryToSignIn(UUID.randomUUID() + "@example.com", "not the flowerpot");
    assertThat(wrong).contains("do not fit together");
    assertThat(anonymous(unknown)).isEqualTo(anonymous(wrong));
  }

  @Test
  void keepsAskingToWaitAfterTooManyTries() {
    var email = site.member(Role.STAFF, maple).email();
    var visitor = site.visitor();
    visitor.get("/portal/sign-in");
    for (int i = 0; i < 10; i++) {
      visitor.post("/portal/sign-in", Map.of("email", email, "password", "wrong"));
    }
    var answer = visitor.post("/portal/sign-in", Map.of("email", email, "password", Site.PASSWORD));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(answer.body()).contains("Too many tries");
  }

  @Test
  void comesBackToThePageThatWasAskedForButNeverToAnotherSite() {
    var email = site.member(Role.MANAGER, maple).email();
    var visitor = site.visitor();
    var asked = visitor.get("/portal/recipients?q=ana");
    assertThat(asked.headers().firstValue("location").orElseThrow())
        .endsWith("/portal/sign-in?back=%2Fportal%2Frecipients%3Fq%3Dana");
    assertThat(locationAfterSignIn(email, "/portal/recipients?q=ana"))
        .isEqualTo("/portal/recipients?q=ana");
    for (String elsewhere :
        List.of("//evil.example", "https://evil.example", "/\\evil.example", "/portal\r\nX: y")) {
      assertThat(locationAfterSignIn(email, elsewhere)).isEqualTo("/portal");
    }
  }

  @Test
  void asksAPageThatLostItsSessionOvernightToSignInAgain() {
    var answer =
        site.visitor().post("/portal/sign-in", Map.of("email", "a@example.com", "password", "b"));
    assertThat(answer.headers().firstValue("location").orElseThrow()).contains("sign-in?again");
  }

  @Test
  void refusesAFormWithoutItsToken() {
    var visitor = site.signedIn(Role.MANAGER, maple);
    var answer =
        visitor.postForm("/portal/property", List.of(Map.entry("property", maple.id().toString())));
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void endsTheSessionWhenSomebodySignsOut() {
    var visitor = site.signedIn(Role.STAFF, maple);
    var cookies = Map.copyOf(visitor.cookies());
    visitor.post("/portal/sign-out", Map.of());
    visitor.cookies().putAll(cookies);
    assertThat(visitor.get("/portal").statusCode()).isEqualTo(302);
  }

  @Test
  void endsEverySessionOfWhoIsDeactivatedAndNobodyElses() {
    var gone = site.member(Role.STAFF, maple);
    var phone = site.visitor().signIn(gone.email(), Site.PASSWORD);
    var desk = site.visitor().signIn(gone.email(), Site.PASSWORD);
    var other = site.signedIn(Role.STAFF, maple);
    site.deactivate(gone);
    assertThat(List.of(phone.get("/portal"), desk.get("/portal")))
        .allSatisfy(answer -> {
          assertThat(answer.statusCode()).isEqualTo(302);
          assertThat(answer.headers().firstValue("location")).hasValue("/portal/sign-in");
        });
    assertThat(other.get("/portal").statusCode()).isEqualTo(200);
  }

  @Test
  void asksForThePasswordAgainAfterAWorkingDayHoweverBusyItWas() {
    var visitor = site.signedIn(Role.STAFF, maple);
    clock.advance(Duration.ofHours(11));
    assertThat(visitor.get("/portal").statusCode()).isEqualTo(200);
    clock.advance(Duration.ofHours(1));
    assertThat(visitor.get("/portal").statusCode()).isEqualTo(302);
  }

  @Test
  void remembersWhoSignedInAndOut() {
    var visitor = site.signedIn(Role.MANAGER, maple);
    visitor.post("/portal/sign-out", Map.of());
    assertThat(program.getBean(AuditLog.class).page(maple.id(), null, 10))
        .extracting(event -> event.actor().name() + " " + event.act().code())
        .contains("Rosa Delgado staff.signed-in", "Rosa Delgado staff.signed-out");
  }

  private String locationAfterSignIn(String email, String back) {
    Visitor visitor = site.visitor();
    visitor.get("/portal/sign-in");
    return visitor
        .post("/portal/sign-in", Map.of("email", email, "password", Site.PASSWORD, "back", back))
        .headers()
        .firstValue("location")
        .orElseThrow();
  }

  private String tryToSignIn(String email, String password) {
    Visitor visitor = site.visitor();
    visitor.get("/portal/sign-in");
    var answer = visitor.post("/portal/sign-in", Map.of("email", email, "password", password));
    assertThat(answer.statusCode()).isEqualTo(422);
    return answer.body();
  }

  private static String anonymous(String page) {
    return page.replaceAll("value=\"[^\"]*\"", "");
  }
}
