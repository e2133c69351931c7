package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.HOTPGenerator;
import dev.postern.audit.Act;
import dev.postern.audit.AuditLog;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@PosternTest
class SecondFactorTest {
  private static final String APP = "/portal/my-account/second-factor/app";
  private static final String STEP = "/portal/sign-in/second-step";
  private static final Pattern SECRET = Pattern.compile("<strong class=\"secret\">([A-Z2-7 ]+)<");
  private static final Pattern CODE = Pattern.compile("<li>([0-9a-z-]{19})</li>");

  @Autowired ApplicationContext program;
  @Autowired HandClock clock;
  @Autowired AuditLog audit;
  @Autowired JdbcClient sql;

  Site site;
  Property maple;
  StaffMember rosa;
  Visitor desk;

  @BeforeEach
  void signIn() {
    site = new Site(program);
    maple = site.property("Maple Court");
    rosa = site.member(Role.MANAGER, maple);
    desk = site.visitor().signIn(rosa.email(), Site.PASSWORD);
  }

  @Test
  void asksForTheAppsCodeOnceItIsSetUp() {
    String secret = setUp().secret();
    later();
    Visitor phone = halfway();
    assertThat(phone.get("/portal").statusCode()).isEqualTo(302);
    assertThat(phone.post(STEP, Map.of("code", "000000")).statusCode()).isEqualTo(422);
    assertThat(location(phone.post(STEP, Map.of("code", code(secret, 0))))).isEqualTo("/portal");
    assertThat(phone.get("/portal").body()).contains("Rosa Delgado");
    assertThat(audit.page(maple.id(), null, 10))
        .extracting(event -> event.act().code() + " " + event.details())
        .contains(
            "authenticator-app.added {}",
            "staff.refused {with=SECOND_FACTOR}",
            "staff.signed-in {with=SECOND_FACTOR}");
  }

  @Test
  void comesBackToThePageThatWasAskedFor() {
    String secret = setUp().secret();
    later();
    Visitor phone = site.visitor();
    phone.get("/portal/sign-in");
    var half =
        phone.post(
            "/portal/sign-in",
            Map.of("email", rosa.email(), "password", Site.PASSWORD, "back", "/portal/entries"));
    assertThat(location(half)).isEqualTo(STEP + "?back=%2Fportal%2Fentries");
    assertThat(phone.get(location(half)).body()).contains("value=\"/portal/entries\"");
    var in = phone.post(STEP, Map.of("code", code(secret, 0), "back", "/portal/entries"));
    assertThat(location(in)).isEqualTo("/portal/entries");
  }

  @Test
  void takesACodeOnceAlsoThatOfTheSetUp() {
    String secret = setUp().secret();
    assertThat(halfway().post(STEP, Map.of("code", code(secret, 0))).statusCode()).isEqualTo(422);
    later();
    String code = code(secret, 0);
    assertThat(halfway().post(STEP, Map.of("code", code)).statusCode()).isEqualTo(302);
    var again = halfway().post(STEP, Map.of("code", code));
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("was used before");
  }

  @Test
  void letsOneInOfManyWhoHaveTheSameCodeAtOnce() throws Exception {
    String secret = setUp().secret();
    later();
    String code = code(secret, 0);
    List<Visitor> halves = List.of(halfway(), halfway(), halfway(), halfway());
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> all =
          halves.stream()
              .<Callable<Integer>>map(
                  each -> () -> each.post(STEP, Map.of("code", code)).statusCode())
              .toList();
      assertThat(threads.invokeAll(all).stream().map(Future::resultNow))
          .containsExactlyInAnyOrder(302, 422, 422, 422);
    }
  }

  @Test
  void forgivesAPhoneThatIsHalfAMinuteOffAndNoMore() {
    String secret = setUp().secret();
    later();
    assertThat(halfway().post(STEP, Map.of("code", code(secret, -2))).statusCode()).isEqualTo(422);
    assertThat(halfway().post(STEP, Map.of("code", code(secret, 2))).statusCode()).isEqualTo(422);
    assertThat(halfway().post(STEP, Map.of("code", code(secret, -1))).statusCode()).isEqualTo(302);
    assertThat(halfway().post(STEP, Map.of("code", code(secret, 1))).statusCode()).isEqualTo(302);
  }

  @Test
  void takesEachRecoveryCodeOnceHoweverItIsTyped() {
    List<String> codes = setUp().codes();
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    String typed = codes.getFirst().toUpperCase(Locale.ROOT).replace("-", " ");
    assertThat(halfway().post(STEP, Map.of("code", typed)).statusCode()).isEqualTo(302);
    assertThat(halfway().post(STEP, Map.of("code", codes.getFirst())).statusCode()).isEqualTo(422);
    assertThat(desk.get("/portal/my-account/second-factor").body()).contains("9 left");
    assertThat(audit.page(maple.id(), null, 10))
        .anySatisfy(event -> assertThat(event.act()).isEqualTo(Act.RECOVERY_CODE_USED));
  }

  @Test
  void givesNewRecoveryCodesAndForgetsTheOldOnes() {
    List<String> old = setUp().codes();
    desk.get("/portal/my-account/second-factor/recovery-codes");
    var page = desk.post("/portal/my-account/second-factor/recovery-codes", Map.of());
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    List<String> fresh = codes(page);
    assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(old);
    assertThat(halfway().post(STEP, Map.of("code", old.getLast())).statusCode()).isEqualTo(422);
    assertThat(halfway().post(STEP, Map.of("code", fresh.getLast())).statusCode()).isEqualTo(302);
  }

  @Test
  void stopsWhoTriesManyCodesEvenWithTheRightOne() {
    String secret = setUp().secret();
    later();
    Visitor phone = halfway();
    for (int i = 0; i < 5; i++) phone.post(STEP, Map.of("code", "00000" + i));
    var late = phone.post(STEP, Map.of("code", code(secret, 0)));
    assertThat(late.statusCode()).isEqualTo(429);
    assertThat(late.headers().firstValue("Retry-After")).isPresent();
    assertThat(phone.get("/portal").statusCode()).isEqualTo(302);
  }

  @Test
  void forgetsAfterFiveMinutesWhoWasHalfway() {
    String secret = setUp().secret();
    later();
    Visitor phone = halfway();
    clock.advance(Halfway.LIFE);
    var late = phone.post(STEP, Map.of("code", code(secret, 0)));
    assertThat(location(late)).isEqualTo("/portal/sign-in?again");
    assertThat(location(phone.get(STEP))).isEqualTo("/portal/sign-in?again");
  }

  @Test
  void turnsAwayWhoIsDeactivatedHalfway() {
    String secret = setUp().secret();
    later();
    Visitor phone = halfway();
    site.deactivate(rosa);
    assertThat(phone.post(STEP, Map.of("code", code(secret, 0))).statusCode()).isNotEqualTo(200);
    assertThat(phone.get("/portal").statusCode()).isEqualTo(302);
    Visitor other = halfway();
    sql.sql("update person set deactivated_at = now() where id = :id")
        .param("id", rosa.id())
        .update();
    assertThat(location(other.post(STEP, Map.of("code", code(secret, 0)))))
        .isEqualTo("/portal/sign-in?again");
  }

  @Test
  void removesTheAppOnlyAfterAskingWhoItIs() {
    setUp();
    clock.advance(Confirmation.FRESH);
    assertThat(location(desk.get(APP + "/removal")))
        .isEqualTo(
            "/portal/confirmation?back=%2Fportal%2Fmy-account%2Fsecond-factor%2Fapp%2Fremoval");
    assertThat(location(desk.post(APP + "/removal", Map.of()))).startsWith("/portal/confirmation");
    desk.get("/portal/confirmation?back=" + APP + "/removal");
    assertThat(location(desk.post("/portal/confirmation", confirmed())))
        .isEqualTo(APP + "/removal");
    desk.get(APP + "/removal");
    desk.post(APP + "/removal", Map.of());
    assertThat(desk.get("/portal/my-account/second-factor").body())
        .contains("The app is removed.")
        .doesNotContain("Recovery codes");
    Visitor phone = site.visitor().signIn(rosa.email(), Site.PASSWORD);
    assertThat(phone.get("/portal").statusCode()).isEqualTo(200);
  }

  @Test
  void showsTheSecretOnlyToWhoJustConfirmedAndOnlyUntilItIsUsed() {
    clock.advance(Confirmation.FRESH);
    assertThat(location(desk.get(APP))).startsWith("/portal/confirmation");
    desk.get("/portal/confirmation");
    desk.post("/portal/confirmation", confirmed());
    String secret = secret(desk.get(APP));
    assertThat(secret(desk.get(APP))).isEqualTo(secret);
    assertThat(desk.post(APP, Map.of("code", "123456")).statusCode()).isEqualTo(422);
    desk.post(APP, Map.of("code", code(secret, 0)));
    assertThat(location(desk.get(APP))).isEqualTo("/portal/my-account/second-factor");
    byte[] stored =
        sql.sql("select sealed_secret from totp where person_id = :id")
            .param("id", rosa.id())
            .query(byte[].class)
            .single();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(secret);
  }

  @Test
  void leadsManagersToASecondFactorWhereTheirPropertyRequiresOne() {
    Visitor sam = site.signedIn(Role.STAFF, maple);
    requireSecondFactor(true);
    for (String page : List.of("/portal", "/portal/recipients")) {
      assertThat(location(desk.get(page))).isEqualTo("/portal/my-account/second-factor");
    }
    assertThat(
            desk.get("/portal/entries", "HX-Request", "true").headers().firstValue("HX-Redirect"))
        .hasValue("/portal/my-account/second-factor");
    assertThat(location(desk.post("/portal/property", Map.of("property", maple.id().toString()))))
        .isEqualTo("/portal/my-account/second-factor");
    assertThat(desk.get("/portal/my-account").statusCode()).isEqualTo(200);
    assertThat(desk.get("/portal/my-account/second-factor").body())
        .contains("Your property asks its managers for a second factor.");
    assertThat(sam.get("/portal").statusCode()).isEqualTo(200);
    setUp();
    assertThat(desk.get("/portal").statusCode()).isEqualTo(200);
    requireSecondFactor(false); // administrators of other tests work at every property
  }

  private void requireSecondFactor(boolean required) {
    sql.sql("update property set second_factor_required = :required where id = :id")
        .param("required", required)
        .param("id", maple.id())
        .update();
  }

  private record SetUp(String secret, List<String> codes) {}

  private SetUp setUp() {
    String secret = secret(desk.get(APP));
    var done = desk.post(APP, Map.of("code", code(secret, 0)));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    return new SetUp(secret, codes(done));
  }

  private Visitor halfway() {
    Visitor visitor = site.visitor();
    visitor.get("/portal/sign-in");
    var answer =
        visitor.post("/portal/sign-in", Map.of("email", rosa.email(), "password", Site.PASSWORD));
    assertThat(location(answer)).isEqualTo(STEP);
    visitor.get(STEP);
    return visitor;
  }

  /** A code that was not shown yet. */
  private void later() {
    clock.advance(Duration.ofSeconds(90));
  }

  private String code(String secret, int steps) {
    long step = Math.floorDiv(clock.instant().getEpochSecond(), 30) + steps;
    return new HOTPGenerator.Builder(secret.getBytes(StandardCharsets.US_ASCII))
        .build()
        .generate(step);
  }

  private static Map<String, String> confirmed() {
    return Map.of("password", Site.PASSWORD, "back", APP + "/removal");
  }

  private static String secret(HttpResponse<String> page) {
    return SECRET
        .matcher(page.body())
        .results()
        .map(found -> found.group(1).replace(" ", ""))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> codes(HttpResponse<String> page) {
    return CODE.matcher(page.body()).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElseThrow();
  }
}
