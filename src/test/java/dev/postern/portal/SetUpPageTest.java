package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.place.Places;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/** A site can be founded once only, so these follow each other in a program of their own. */
@PosternTest
@TestPropertySource(properties = "test.site=founded-here")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetUpPageTest {
  @Autowired Environment environment;
  @Autowired Places places;
  @Autowired SetUpCode code;
  @Autowired HandClock clock;

  @Test
  @Order(1)
  void sendsWhoeverComesFirstToTheSetUp() {
    assertThat(visitor().get("/").headers().firstValue("location")).hasValue("/setup");
    assertThat(visitor().get("/setup").body()).contains("Set-up code");
  }

  @Test
  @Order(2)
  void makesNothingWithoutTheCode() {
    var answer = submit(form("WRON-GCOD-E234"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("not the set-up code", "River Street");
    assertThat(places.organization()).isEmpty();
  }

  @Test
  @Order(3)
  void namesEveryFieldThatIsWrongAndMakesNothing() {
    Map<String, String> form = form(rightCode());
    form.put("email", "rosa at home");
    form.put("property", " ");
    form.put("zone", "Moon/Tycho");
    form.put("room", "x".repeat(400));
    form.put("password", "Rosa-Delgado-1999");
    var answer = submit(form);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("href=\"#email\"", "href=\"#property\"", "href=\"#zone\"", "href=\"#room\"")
        .contains("href=\"#password\"", "would be tried first");
    assertThat(places.organization()).isEmpty();
  }

  @Test
  @Order(4)
  void takesEverythingBackWhenTheDoorCannotBeAdded() {
    Map<String, String> form = form(rightCode());
    form.put("door", "SHELLY");
    form.put("doorHost", "not a host");
    form.put("doorPassword", "relay password");
    assertThat(submit(form).body()).contains("href=\"#doorHost\"");
    assertThat(places.organization()).isEmpty();
  }

  @Test
  @Order(5)
  void staysCalmWhenAFormArrivesInPieces() {
    var answer = submit(new HashMap<>(Map.of("code", rightCode())));
    assertThat(answer.statusCode()).isEqualTo(422);
    var broken = submit(new HashMap<>(Map.of("code", rightCode(), "door", "TRAPDOOR")));
    assertThat(broken.statusCode()).isEqualTo(400);
    assertThat(broken.body()).doesNotContain("Exception");
  }

  @Test
  @Order(6)
  void stopsWhoTriesCodesOneAfterTheOther() {
    for (int i = 0; i < 10; i++) submit(form("AAAA-AAAA-AAA" + i));
    assertThat(submit(form(rightCode())).body()).contains("Too many wrong set-up codes");
    clock.advance(Duration.ofMinutes(11));
  }

  @Test
  @Order(7)
  void foundsTheSiteSignsInAndSaysWhatIsNext() {
    Visitor visitor = visitor();
    visitor.get("/setup");
    var answer = visitor.post("/setup", form(rightCode()));
    assertThat(answer.headers().firstValue("location")).hasValue("/portal/kiosks");
    var page = visitor.get("/portal/kiosks");
    assertThat(page.body())
        .contains("Rosa Delgado", "Maple Room", "Not paired yet", "Your site stands");
    assertThat(places.organization())
        .hasValueSatisfying(found -> assertThat(found.rehearsal()).isFalse());
  }

  @Test
  @Order(8)
  void isGoneOnceTheSiteStands() {
    assertThat(visitor().get("/setup").statusCode()).isEqualTo(404);
    assertThat(visitor().get("/").headers().firstValue("location")).hasValue("/portal");
  }

  private Visitor visitor() {
    return new Visitor(environment.getRequiredProperty("local.server.port", Integer.class));
  }

  private HttpResponse<String> submit(Map<String, String> form) {
    Visitor visitor = visitor();
    visitor.get("/setup");
    return visitor.post("/setup", form);
  }

  private String rightCode() {
    return code.grouped();
  }

  private static Map<String, String> form(String code) {
    Map<String, String> form = new HashMap<>();
    form.put("code", code);
    form.put("organization", "River Street Residences");
    form.put("property", "River Street");
    form.put("address", "1 River Street");
    form.put("zone", "America/New_York");
    form.put("country", "US");
    form.put("language", "en");
    form.put("room", "Maple Room");
    form.put("kiosk", "Maple Room kiosk");
    form.put("door", "NONE");
    form.put("firstName", "Rosa");
    form.put("lastName", "Delgado");
    form.put("email", "rosa@river-street.example");
    form.put("password", "under the third flowerpot");
    return form;
  }
}
