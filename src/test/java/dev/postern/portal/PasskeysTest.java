package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditLog;
import dev.postern.people.Passkeys;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@PosternTest
class PasskeysTest {
  private static final String OWN = "/portal/my-account/passkeys";
  private static final String SIGN_IN = "/portal/sign-in/passkey";
  private static final Pattern CHALLENGE = Pattern.compile("\"challenge\":\"([^\"]+)\"");

  @Autowired ApplicationContext program;
  @Autowired PasskeyChallenges challenges;
  @Autowired Passkeys passkeys;
  @Autowired AuditLog audit;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;

  Site site;
  Property maple;
  StaffMember rosa;
  Visitor desk;
  SoftPasskey phone;

  @BeforeEach
  void signIn() {
    site = new Site(program);
    maple = site.property("Maple Court");
    rosa = site.member(Role.MANAGER, maple);
    desk = site.visitor().signIn(rosa.email(), Site.PASSWORD);
    phone = passkey().of(Passkeys.handle(rosa.id()));
  }

  @Test
  void signsInWithAPasskeyAloneOnceItWasAdded() {
    var added = add(desk, phone, "Rosa’s phone");
    assertThat(added.statusCode()).isEqualTo(200);
    assertThat(added.body()).contains("Rosa’s phone", "Recovery codes");
    assertThat(added.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    Visitor other = atTheDoor();
    var in = other.post(SIGN_IN, Map.of("answer", phone.show(challenge(other)), "back", ""));
    assertThat(location(in)).isEqualTo("/portal");
    assertThat(other.get("/portal").body()).contains("Rosa Delgado");
    assertThat(audit.page(maple.id(), null, 10))
        .extracting(event -> event.act().code() + " " + event.details())
        .contains("passkey.added {passkey=Rosa’s phone}", "staff.signed-in {with=PASSKEY}");
    assertThat(desk.get("/portal/my-account/second-factor").body()).contains("last used");
  }

  @Test
  void asksForThePasskeyAfterThePasswordToo() {
    add(desk, phone, "phone");
    Visitor other = atTheDoor();
    var half =
        other.post("/portal/sign-in", Map.of("email", rosa.email(), "password", Site.PASSWORD));
    assertThat(location(half)).isEqualTo("/portal/sign-in/second-step");
    assertThat(other.get("/portal/sign-in/second-step").body())
        .contains("Sign in with a passkey", "Recovery code");
    assertThat(other.get("/portal").statusCode()).isEqualTo(302);
    other.get("/portal/sign-in/second-step");
    var asked = other.post(SIGN_IN + "/challenges", Map.of()).body();
    assertThat(asked).contains("\"type\":\"public-key\"", "\"userVerification\":\"required\"");
    var in = other.post(SIGN_IN, Map.of("answer", phone.show(found(asked))));
    assertThat(location(in)).isEqualTo("/portal");
  }

  @Test
  void tellsAStrangerNothingOfAnybodysPasskeys() {
    add(desk, phone, "phone");
    assertThat(atTheDoor().post(SIGN_IN + "/challenges", Map.of()).body())
        .contains("\"allowCredentials\":[]");
  }

  @Test
  void refusesAPasskeyThatWasMadeOrShownAtAnotherOrigin() {
    var made = add(desk, passkey().at("https://postern.evil.example"), "phone");
    assertThat(made.statusCode()).isEqualTo(422);
    assertThat(passkeys.of(rosa.id())).isEmpty();
    add(desk, phone, "phone");
    refused(challenge -> phone.at("https://postern.evil.example").show(challenge));
    assertThat(signIn(phone.at(challenges.site().origin()))).isEqualTo(302);
  }

  @Test
  void refusesAPasskeyOfAnotherSite() {
    assertThat(add(desk, new SoftPasskey("evil.example", challenges.site().origin()), "phone"))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(422));
  }

  @Test
  void refusesAPasskeyThatAskedForNoFingerAndNoPin() {
    assertThat(add(desk, passkey().careless(), "phone").statusCode()).isEqualTo(422);
    add(desk, phone, "phone");
    refused(challenge -> phone.careless().show(challenge));
  }

  @Test
  void takesAnAnswerOnce() {
    add(desk, phone, "phone");
    Visitor other = atTheDoor();
    String answer = phone.show(challenge(other));
    assertThat(other.post(SIGN_IN, Map.of("answer", answer)).statusCode()).isEqualTo(302);
    other.get("/portal");
    other.post("/portal/sign-out", Map.of());
    other.get("/portal/sign-in");
    assertThat(other.post(SIGN_IN, Map.of("answer", answer)).statusCode()).isEqualTo(422);
    challenge(other);
    assertThat(other.post(SIGN_IN, Map.of("answer", answer)).statusCode()).isEqualTo(422);
  }

  @Test
  void takesAnAnswerOnceAlsoFromManyAtOnce() throws Exception {
    add(desk, phone, "phone");
    String challenge = found(atTheDoor().post(SIGN_IN + "/challenges", Map.of()).body());
    String answer = phone.show(challenge);
    Callable<Boolean> check =
        () -> passkeys.check(challenges.site(), challenge, answer).isPresent();
    try (var threads = Executors.newFixedThreadPool(4)) {
      assertThat(
              threads.invokeAll(List.of(check, check, check, check)).stream()
                  .map(Future::resultNow))
          .containsExactlyInAnyOrder(true, false, false, false);
    }
  }

  @Test
  void refusesACopyOfAPasskeyThatCountsFromBefore() {
    add(desk, phone, "phone");
    assertThat(signIn(phone)).isEqualTo(302);
    assertThat(signIn(phone)).isEqualTo(302);
    refused(challenge -> phone.setBack(2).show(challenge));
  }

  @Test
  void refusesThePasskeyOfWhoWasDeactivated() {
    add(desk, phone, "phone");
    sql.sql("update person set deactivated_at = now() where id = :id")
        .param("id", rosa.id())
        .update();
    refused(phone::show);
  }

  @Test
  void refusesAPasskeyThatSaysItIsSomebodyElses() {
    add(desk, phone, "phone");
    StaffMember sam = site.member(Role.STAFF, maple);
    refused(challenge -> phone.of(Passkeys.handle(sam.id())).show(challenge));
  }

  @Test
  void refusesAnAnswerThatComesTooLate() {
    add(desk, phone, "phone");
    Visitor other = atTheDoor();
    String answer = phone.show(challenge(other));
    clock.advance(Passkeys.CHALLENGE_LIFE);
    assertThat(other.post(SIGN_IN, Map.of("answer", answer)).statusCode()).isEqualTo(422);
  }

  @Test
  void refusesAChallengeThatWasGivenForSomethingElse() {
    add(desk, phone, "phone");
    desk.get("/portal/my-account");
    String toConfirm = found(desk.post("/portal/confirmation/challenges", Map.of()).body());
    assertThat(desk.post(SIGN_IN, Map.of("answer", phone.show(toConfirm))).statusCode())
        .isEqualTo(422);
  }

  @Test
  void refusesWhatIsNoAnswerAtAll() {
    add(desk, phone, "phone");
    for (String nonsense :
        List.of(
            "",
            "{}",
            "null",
            "[]",
            "\"\"",
            "{\"id\":1}",
            "{\"id\":\"!\",\"rawId\":\"!\",\"type\":\"public-key\",\"response\":{}}",
            "{\"response\":{\"clientDataJSON\":\"AA\",\"authenticatorData\":\"AA\"}}",
            phone.make("AAAA"),
            phone.show("AAAA").replace("signature", "sign"),
            phone.show("AAAA").replace("\"authenticatorData\":\"", "\"authenticatorData\":\"AAA"),
            "{".repeat(5_000),
            "\u0000")) {
      refused(_ -> nonsense);
      challengeToAdd(desk);
      assertThat(desk.post(OWN, Map.of("name", "x", "answer", nonsense)).statusCode())
          .as(nonsense)
          .isEqualTo(422);
    }
  }

  @Test
  void addsAPasskeyOnlyForWhoHasJustConfirmed() {
    clock.advance(Confirmation.FRESH);
    assertThat(location(desk.get(OWN + "/new"))).startsWith("/portal/confirmation");
    desk.get("/portal/my-account");
    assertThat(desk.post(OWN + "/challenges", Map.of()).statusCode()).isEqualTo(409);
    assertThat(desk.post(OWN, Map.of("name", "x", "answer", phone.make("AAAA"))).statusCode())
        .isEqualTo(422);
    assertThat(passkeys.of(rosa.id())).isEmpty();
  }

  @Test
  void confirmsWithTheOwnPasskeyAndWithNobodyElses() {
    add(desk, phone, "phone");
    Visitor sam = site.signedIn(Role.STAFF, maple);
    SoftPasskey samsPhone = passkey();
    add(sam, samsPhone, "phone");
    clock.advance(Confirmation.FRESH);
    assertThat(desk.get("/portal/confirmation").body()).contains("Use a passkey instead");
    assertThat(confirm(samsPhone)).isEqualTo(422);
    assertThat(location(desk.get(OWN + "/new"))).startsWith("/portal/confirmation");
    desk.get("/portal/confirmation");
    assertThat(confirm(phone)).isEqualTo(204);
    assertThat(desk.get(OWN + "/new").statusCode()).isEqualTo(200);
  }

  @Test
  void renamesAndRemovesAPasskey() {
    add(desk, phone, "phone");
    String address = OWN + "/" + passkeys.of(rosa.id()).getFirst().id();
    desk.get(address + "/name");
    assertThat(desk.post(address + "/name", Map.of("name", " ")).statusCode()).isEqualTo(422);
    desk.post(address + "/name", Map.of("name", "<b>key</b> ring"));
    assertThat(desk.get("/portal/my-account/second-factor").body())
        .contains("&lt;b&gt;key&lt;/b&gt; ring")
        .doesNotContain("<b>key");
    clock.advance(Confirmation.FRESH);
    assertThat(location(desk.post(address + "/removal", Map.of())))
        .startsWith("/portal/confirmation");
    desk.get("/portal/confirmation");
    desk.post("/portal/confirmation", Map.of("password", Site.PASSWORD));
    desk.get(address + "/removal");
    desk.post(address + "/removal", Map.of());
    refused(phone::show);
    assertThat(desk.get(address + "/removal").statusCode()).isEqualTo(404);
    assertThat(desk.get("/portal/my-account/second-factor").body()).doesNotContain("Recovery");
  }

  private interface Answering {
    String answer(String challenge);
  }

  private void refused(Answering passkey) {
    Visitor other = atTheDoor();
    var answer = other.post(SIGN_IN, Map.of("answer", passkey.answer(challenge(other))));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("This passkey does not open the portal.");
    assertThat(other.get("/portal").statusCode()).isEqualTo(302);
  }

  private int signIn(SoftPasskey passkey) {
    Visitor other = atTheDoor();
    return other.post(SIGN_IN, Map.of("answer", passkey.show(challenge(other)))).statusCode();
  }

  private int confirm(SoftPasskey passkey) {
    String challenge = found(desk.post("/portal/confirmation/challenges", Map.of()).body());
    return desk.post("/portal/confirmation/passkey", Map.of("answer", passkey.show(challenge)))
        .statusCode();
  }

  private static HttpResponse<String> add(Visitor visitor, SoftPasskey passkey, String name) {
    String challenge = challengeToAdd(visitor);
    return visitor.post(OWN, Map.of("name", name, "answer", passkey.make(challenge)));
  }

  private static String challengeToAdd(Visitor visitor) {
    visitor.get(OWN + "/new");
    return found(visitor.post(OWN + "/challenges", Map.of()).body());
  }

  private Visitor atTheDoor() {
    Visitor visitor = site.visitor();
    visitor.get("/portal/sign-in");
    return visitor;
  }

  private static String challenge(Visitor visitor) {
    return found(visitor.post(SIGN_IN + "/challenges", Map.of()).body());
  }

  private static String found(String options) {
    Matcher challenge = CHALLENGE.matcher(options);
    assertThat(challenge.find()).as(options).isTrue();
    return challenge.group(1);
  }

  private SoftPasskey passkey() {
    return new SoftPasskey(challenges.site().id(), challenges.site().origin());
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElseThrow();
  }
}
