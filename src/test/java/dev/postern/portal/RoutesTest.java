package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.people.Role;
import dev.postern.place.Property;
import dev.postern.portal.Routes.Route;
import dev.postern.support.PosternTest;
import dev.postern.support.Screen;
import dev.postern.support.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The authorization table: every route of the program × every role × things of one's own property
 * and of another, asked over HTTP. The routes come from the program itself; whoever adds one is
 * told here what is still to be said about it.
 */
@PosternTest
class RoutesTest {
  /** Nobody but those of Oak House may ever read it. */
  private static final String STRANGER = "Zanzibarian";

  private static final String NEIGHBOUR = "Mapleson";

  /**
   * The fields that name things, by route: which noun of {@link Things} each is, and what else the
   * form needs so that it would be accepted. A route with an empty form names nothing.
   */
  private static final Map<String, Form> FORMS =
      Map.ofEntries(
          Map.entry("GET /portal/one-time-pins/new", Form.naming("recipient", "recipients")),
          Map.entry(
              "POST /portal/one-time-pins",
              Form.naming("recipient", "recipients", "room", "rooms")
                  .with("via", "EMAIL")
                  .with("expires", "60")),
          Map.entry("GET /portal/one-time-pins/expiry", Form.EMPTY),
          Map.entry("POST /portal/one-time-pins/{id}/resend", Form.EMPTY),
          Map.entry("POST /portal/one-time-pins/{id}/reveal", Form.EMPTY),
          Map.entry("POST /portal/one-time-pins/{id}/slip", Form.EMPTY),
          Map.entry("POST /portal/recipients", Form.EMPTY),
          Map.entry("POST /portal/recipients/{id}/edit", Form.EMPTY),
          Map.entry(
              "GET /portal/recipients/{id}/primary-contacts/new",
              Form.naming("contact", "recipients")),
          Map.entry(
              "POST /portal/recipients/{id}/primary-contacts",
              Form.naming("contact", "recipients")
                  .with("first", "2026-11-22")
                  .with("consentOn", "2026-11-22")
                  .with("consentBy", "Ana")),
          Map.entry(
              "POST /portal/staff/{id}/edit",
              Form.naming("properties", "property")
                  .with("version", "0")
                  .with("lastName", NEIGHBOUR)
                  .with("language", "en")),
          Map.entry("POST /portal/kiosks", Form.naming("room", "rooms").with("name", "Kiosk")),
          Map.entry(
              "POST /portal/doors",
              Form.naming("room", "rooms")
                  .with("driver", "shelly")
                  .with("host", "192.0.2.10") // on no allow-list
                  .with("password", "relay password")
                  .answered(422)),
          Map.entry("GET /portal/rooms/{id}/new-door", Form.EMPTY),
          Map.entry("GET /portal/rooms/{id}/opening", Form.EMPTY),
          Map.entry(
              "POST /portal/rooms/{id}/opening",
              Form.EMPTY.with("attempt", "0193e6a0-0000-7000-8000-000000000002").answered(422)),
          Map.entry(
              "POST /portal/doors/{id}/settings", Form.EMPTY.with("host", "x y").answered(422)),
          Map.entry(
              "POST /portal/couriers",
              Form.naming("properties", "property")
                  .with("form", "0193e6a0-0000-7000-8000-000000000001")
                  .with("lastName", "Larsen")),
          Map.entry(
              "POST /portal/couriers/{id}/edit",
              Form.naming("properties", "property")
                  .with("version", "0")
                  .with("lastName", "Larsen")),
          Map.entry("POST /portal/property", Form.naming("property", "property")),
          Map.entry("POST /portal/my-account", Form.EMPTY),
          Map.entry("POST /portal/my-account/email-changes", Form.EMPTY),
          Map.entry("POST /portal/my-account/passkeys", Form.EMPTY),
          Map.entry("POST /portal/my-account/passkeys/{id}/name", Form.EMPTY),
          Map.entry(
              "POST /portal/invitations",
              Form.naming("property", "property")
                  .with("email", "mia@example.com")
                  .answered(422)), // no e-mail server here
          // "room" is the name of a room to be made.
          Map.entry("POST /portal/properties", Form.EMPTY));

  /**
   * Outside the portal: who may call it, in a word that {@link #asksTheRestOfTheProgram} checks.
   */
  private static final Map<String, Door> OTHERS =
      Map.ofEntries(
          Map.entry("GET /", Door.OPEN),
          Map.entry("GET /setup", Door.GONE_ONCE_FOUNDED),
          Map.entry("POST /setup", Door.GONE_ONCE_FOUNDED),
          Map.entry("GET /recipient-email", Door.OPEN),
          Map.entry("POST /recipient-email", Door.OPEN),
          Map.entry("GET /recipient-email/confirmation", Door.OPEN),
          Map.entry("POST /recipient-email/confirmation", Door.OPEN),
          Map.entry("GET /recipient-email/done", Door.OPEN),
          Map.entry("GET /kiosk", Door.OPEN),
          Map.entry("POST /kiosk/pairing", Door.OPEN),
          Map.entry("POST /kiosk/entries", Door.PAIRED_KIOSK),
          Map.entry("POST /kiosk/cards", Door.PAIRED_KIOSK),
          Map.entry("POST /kiosk/pin-requests", Door.PAIRED_KIOSK),
          Map.entry("POST /kiosk/heartbeat", Door.PAIRED_KIOSK),
          Map.entry("POST /kiosk/camera-frames", Door.PAIRED_KIOSK),
          Map.entry("GET /q", Door.OPEN),
          Map.entry("POST /q", Door.OPEN),
          Map.entry("ANY /error", Door.OPEN));

  private enum Door {
    /** Shows nothing that is anybody's, or what its caller proves to know. */
    OPEN,
    GONE_ONCE_FOUNDED,
    PAIRED_KIOSK
  }

  /**
   * The least role that gets in, by the first word of a route, or its first and last, said a second
   * time on purpose.
   */
  private static final Map<String, Role> LEAST =
      Map.ofEntries(
          Map.entry("", Role.STAFF),
          Map.entry("now", Role.STAFF),
          Map.entry("property", Role.STAFF),
          Map.entry("recipients", Role.STAFF),
          Map.entry("primary-contacts", Role.STAFF),
          Map.entry("one-time-pins", Role.STAFF),
          Map.entry("notifications", Role.STAFF),
          Map.entry("entries", Role.STAFF),
          Map.entry("guard", Role.STAFF),
          Map.entry("my-account", Role.STAFF),
          Map.entry("confirmation", Role.STAFF),
          Map.entry("kiosks", Role.MANAGER),
          Map.entry("doors", Role.MANAGER),
          Map.entry("audit-log", Role.MANAGER),
          Map.entry("settings", Role.MANAGER),
          Map.entry("rooms", Role.MANAGER),
          Map.entry("rooms/rearming", Role.STAFF),
          Map.entry("rooms/opening", Role.STAFF),
          Map.entry("tasks", Role.STAFF),
          Map.entry("staff", Role.MANAGER),
          Map.entry("couriers", Role.MANAGER),
          Map.entry("invitations", Role.MANAGER),
          Map.entry("access-keys", Role.MANAGER),
          // Whose key it is decides: one's own, a recipient's, or one that only managers handle.
          Map.entry("access-keys/deactivation", Role.STAFF),
          Map.entry("access-keys/reactivation", Role.STAFF),
          Map.entry("access-keys/deletion", Role.STAFF),
          Map.entry("access-keys/reveal", Role.STAFF),
          Map.entry("people", Role.STAFF),
          Map.entry("properties", Role.ADMINISTRATOR));

  /** The routes of the portal that nobody has to sign in for, each because it is the way in. */
  private static final Set<String> OPEN =
      Set.of(
          "GET /portal/sign-in",
          "POST /portal/sign-in",
          "POST /portal/sign-in/passkey/challenges",
          "POST /portal/sign-in/passkey",
          "GET /portal/sign-in/second-step",
          "POST /portal/sign-in/second-step",
          "GET /portal/email-change",
          "POST /portal/email-change/link",
          "POST /portal/email-change",
          "GET /portal/forgotten-password",
          "POST /portal/forgotten-password",
          "GET /portal/forgotten-password/asked",
          "GET /portal/password-reset",
          "POST /portal/password-reset",
          "GET /portal/password-reset/new-password",
          "POST /portal/password-reset/new-password",
          "GET /portal/invitation",
          "POST /portal/invitation",
          "GET /portal/invitation/acceptance",
          "POST /portal/invitation/acceptance",
          "POST /portal/language",
          "POST /portal/theme");

  /** Things of one person alone: to everybody else, at whatever property, there are none. */
  private static final Set<String> PERSONAL = Set.of("passkeys", "sessions");

  @Autowired ApplicationContext program;
  @Autowired JdbcClient sql;
  @LocalServerPort int port;

  Site site;
  Property maple;
  Property oak;
  Things own;
  Things foreign;
  Ledger ledger;

  @BeforeEach
  void makeTwoProperties() {
    site = new Site(program);
    maple = site.property("Maple Court");
    oak = site.property("Oak House");
    own = new Things(program, maple, NEIGHBOUR);
    foreign = new Things(program, oak, STRANGER);
    ledger = new Ledger(sql, maple.id(), oak.id());
  }

  @Test
  void saysAtEveryRouteOfThePortalWhoMayUseIt() {
    assertThat(portal())
        .hasSizeGreaterThan(20)
        .allSatisfy(route ->
            assertThat(route.isGuarded() ^ route.isOpenToAll())
                .as("%s needs @Needs(Capability…) or @OpenToAll, not both", route.name())
                .isTrue());
  }

  @Test
  void letsNoLesserRoleInThanEachPartOfThePortalIsFor() {
    guarded()
        .forEach(route -> {
          Role least =
              LEAST.getOrDefault(route.part() + "/" + route.last(), LEAST.get(route.part()));
          assertThat(least)
              .as("say in RoutesTest.LEAST for which role %s is", route.name())
              .isNotNull();
          for (Role role : Role.values()) {
            assertThat(route.letsIn(role))
                .as("%s for %s", route.name(), role)
                .isEqualTo(least != null && role.compareTo(least) >= 0);
          }
        });
  }

  @Test
  void saysOfEveryOtherRouteWhoMayUseIt() {
    assertThat(others().map(Route::name).collect(Collectors.toSet()))
        .as("name who may call a new route in RoutesTest.OTHERS, and take out what is gone")
        .isEqualTo(OTHERS.keySet());
  }

  @Test
  void opensNoMoreOfThePortalToStrangersThanTheWaysIn() {
    assertThat(
            portal().stream()
                .filter(Route::isOpenToAll)
                .map(Route::name)
                .collect(Collectors.toSet()))
        .as("a route with @OpenToAll is written down in RoutesTest.OPEN, or it gets a @Needs")
        .isEqualTo(OPEN);
  }

  @Test
  void knowsAThingOfAnotherPropertyForEveryIdInAnAddress() {
    assertThat(guarded().flatMap(route -> route.nouns().stream()).filter(noun -> !own.has(noun)))
        .as("teach Things to make one of these, so that it can be shown to strangers")
        .isEmpty();
  }

  @Test
  void knowsEveryFieldThatNamesAThing() {
    guarded()
        .filter(route -> route.takesAnyField() || !route.fieldsThatNameThings().isEmpty())
        .forEach(route -> {
          assertThat(FORMS)
              .as("say in RoutesTest.FORMS which fields of %s name things", route.name())
              .containsKey(route.name());
          if (!form(route).ids.isEmpty()) {
            assertThat(form(route).ids.keySet())
                .as("the fields of %s in RoutesTest.FORMS", route.name())
                .containsAll(route.fieldsThatNameThings());
          }
        });
    assertThat(portal().stream().map(Route::name))
        .as("RoutesTest.FORMS holds routes that are gone")
        .containsAll(FORMS.keySet());
  }

  @Test
  void letsNobodyInWhoIsNotSignedIn() {
    Visitor visitor = site.visitor();
    visitor.get("/portal/sign-in");
    List<Request> requests =
        guarded()
            .map(route -> new Request(route, route.address(own::id), ownFields(route)))
            .toList();
    Map<String, String> before = ledger.read();
    requests.forEach(request -> {
      var answer = call(visitor, request);
      assertThat(answer.statusCode()).as("%s", request).isEqualTo(302);
      assertThat(answer.headers().firstValue("location").orElseThrow())
          .as("%s", request)
          .startsWith("/portal/sign-in");
    });
    assertThat(ledger.read()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void answersEveryRouteToEveryRoleAsItsCapabilitiesSay(Role role) {
    Visitor visitor = at(maple, role);
    guarded()
        .forEach(route -> {
          boolean may = route.letsIn(role);
          Request request = new Request(route, route.address(own::id), ownFields(route));
          Map<String, String> before = may ? Map.of() : ledger.read();
          int status = call(visitor, request).statusCode();
          if (!may) {
            assertThat(status).as("%s for %s", request, role).isEqualTo(403);
            assertThat(ledger.read()).as("after %s for %s", request, role).isEqualTo(before);
          } else if (route.nouns().stream().anyMatch(PERSONAL::contains)) {
            assertThat(status).as("%s for %s, of a colleague", request, role).isEqualTo(404);
          } else if (route.reads()) {
            assertThat(status).as("%s for %s", request, role).isLessThan(400);
          } else {
            assertThat(status).as("%s for %s", request, role).isNotIn(403, 404).isLessThan(500);
            if (!form(route).ids.isEmpty()) {
              assertThat(status)
                  .as("%s, or the tests with things of strangers do not bite", request)
                  .isIn(200, 302, 303, form(route).answer);
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void answersAboutThingsOfAnotherPropertyAsIfThereWereNone(Role role) {
    Visitor visitor = at(maple, role);
    List<Request> requests =
        guarded()
            .filter(route -> !route.nouns().isEmpty())
            .map(route -> new Request(route, route.address(foreign::id), Map.of("reason", "why")))
            .toList();
    assertThat(requests).hasSizeGreaterThan(10);
    expectNothing(visitor, role, requests);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void takesNoThingOfAnotherPropertyFromAField(Role role) {
    Visitor visitor = at(maple, role);
    List<Request> requests =
        guarded()
            .filter(route -> FORMS.containsKey(route.name()))
            .flatMap(route ->
                form(route).ids.entrySet().stream()
                    // No property is strange to an administrator.
                    .filter(
                        field -> role != Role.ADMINISTRATOR || !field.getValue().equals("property"))
                    .map(field -> {
                      Map<String, String> fields = new HashMap<>(ownFields(route));
                      fields.put(field.getKey(), foreign.id(field.getValue()));
                      return new Request(route, route.address(own::id), fields);
                    }))
            .toList();
    assertThat(requests).isNotEmpty();
    expectNothing(visitor, role, requests);
  }

  private void expectNothing(Visitor visitor, Role role, List<Request> requests) {
    Map<String, String> before = ledger.read();
    requests.forEach(request -> {
      var answer = call(visitor, request);
      assertThat(answer.statusCode())
          .as("%s for %s", request, role)
          .isBetween(400, 499)
          .isNotEqualTo(form(request.route).answer);
      assertThat(answer.body()).as("%s for %s", request, role).doesNotContain(STRANGER);
    });
    if (ledger.read().equals(before)) return;
    requests.forEach(request -> {
      Map<String, String> each = ledger.read();
      call(visitor, request);
      assertThat(ledger.read()).as("after %s for %s", request, role).isEqualTo(each);
    });
    assertThat(ledger.read()).as("after all of them for %s", role).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void showsNothingOfAnotherPropertyOnAnyPage(Role role) {
    foreign.makeAll();
    own.makeAll();
    Visitor visitor = at(maple, role);
    Map<String, Boolean> shows = new HashMap<>();
    guarded()
        .filter(Route::reads)
        .filter(route -> route.letsIn(role))
        .forEach(route -> {
          String address = route.address(own::id);
          for (String query : List.of("", "?q=" + STRANGER, "?q=" + NEIGHBOUR)) {
            String body = visitor.get(address + query).body();
            // The page may repeat what was searched for, but not more of any name.
            assertThat(body)
                .as("%s for %s", address + query, role)
                .doesNotContain(STRANGER + " ", " " + STRANGER, STRANGER + "@");
            if (role != Role.ADMINISTRATOR) {
              assertThat(body).as("%s for %s", address, role).doesNotContain("Oak House");
            }
            shows.merge(route.name(), body.contains(NEIGHBOUR), Boolean::logicalOr);
          }
        });
    assertThat(shows).as("the same pages do show one's own").containsValue(true);
  }

  @Test
  void takesNoPostWithoutTheTokenOfItsForm() {
    Visitor visitor = at(maple, Role.ADMINISTRATOR);
    Map<String, String> before = ledger.read();
    portal().stream()
        .filter(route -> !route.reads())
        .forEach(route -> {
          var answer =
              visitor.postForm(
                  route.address(noun -> new UUID(0, 1).toString()), List.of(Map.entry("a", "b")));
          assertThat(answer.statusCode()).as("%s", route.name()).isIn(302, 403);
          assertThat(answer.headers().firstValue("location").orElse("/portal/sign-in"))
              .as("%s", route.name())
              .startsWith("/portal/sign-in");
        });
    assertThat(ledger.read()).isEqualTo(before);
  }

  @Test
  void asksTheRestOfTheProgram() throws Exception {
    site.organization();
    Visitor member = at(maple, Role.ADMINISTRATOR);
    Visitor nobody = site.visitor();
    for (Route route : others().toList()) {
      String address = route.address(noun -> new UUID(0, 1).toString());
      switch (OTHERS.getOrDefault(route.name(), Door.OPEN)) {
        case OPEN -> {}
        case GONE_ONCE_FOUNDED ->
            assertThat(nobody.get(address).statusCode()).as(address).isEqualTo(404);
        case PAIRED_KIOSK -> {
          Screen screen = Screen.unpaired(port);
          assertThat(screen.json(address, "{}").statusCode()).as(address).isEqualTo(401);
          assertThat(screen.withoutHeader().post(address, "text/plain", BodyPublishers.noBody()))
              .as(address)
              .satisfies(answer -> assertThat(answer.statusCode()).isBetween(400, 499));
          // A session of the portal is no kiosk.
          assertThat(member.post(address, Map.of()).statusCode()).as(address).isBetween(400, 499);
        }
      }
    }
  }

  @Test
  void hasNoRehearsalOnARealSite() {
    assertThat(Routes.of(program).stream().map(Route::path))
        .noneMatch(path -> path.startsWith("/rehearsal"));
    assertThat(at(maple, Role.ADMINISTRATOR).get("/rehearsal").statusCode()).isEqualTo(404);
  }

  @Test
  void goesOverToAnotherPropertyOfTheSamePerson() {
    Visitor visitor = site.signedIn(Role.MANAGER, maple, oak);
    visitor.post("/portal/property", Map.of("property", oak.id().toString()));
    assertThat(visitor.get("/portal").body()).contains("<h1>Oak House</h1>");
  }

  @Test
  void keepsThePropertiesThatSomebodyDoesNotWorkAtOutOfReach() {
    Visitor visitor = site.signedIn(Role.MANAGER, maple);
    var answer = visitor.post("/portal/property", Map.of("property", oak.id().toString()));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(visitor.get("/portal").body()).contains("Maple Court").doesNotContain("Oak House");
  }

  @Test
  void turnsAwayWhoWorksNowhere() {
    Visitor visitor = site.signedIn(Role.STAFF);
    assertThat(visitor.get("/portal").statusCode()).isEqualTo(403);
  }

  /** Somebody with this role whose desk is at this property. */
  private Visitor at(Property property, Role role) {
    Visitor visitor = site.signedIn(role, property);
    visitor.post("/portal/property", Map.of("property", property.id().toString()));
    assertThat(visitor.get("/portal").statusCode()).isEqualTo(200);
    return visitor;
  }

  private static HttpResponse<String> call(Visitor visitor, Request request) {
    if (!request.route.reads()) return visitor.post(request.address, request.fields);
    return visitor.get(request.address + query(request.fields));
  }

  private static String query(Map<String, String> fields) {
    if (fields.isEmpty()) return "";
    return "?"
        + String.join(
            "&", fields.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList());
  }

  private Map<String, String> ownFields(Route route) {
    Map<String, String> fields = new HashMap<>();
    Form form = form(route);
    form.ids.forEach((field, noun) -> fields.put(field, own.id(noun)));
    fields.putAll(form.rest);
    return fields;
  }

  private static Form form(Route route) {
    return FORMS.getOrDefault(route.name(), Form.EMPTY);
  }

  private List<Route> portal() {
    return Routes.of(program).stream().filter(Route::isOfThePortal).toList();
  }

  private Stream<Route> guarded() {
    return portal().stream().filter(Route::isGuarded);
  }

  private Stream<Route> others() {
    return Routes.of(program).stream().filter(route -> !route.isOfThePortal());
  }

  private record Request(Route route, String address, Map<String, String> fields) {
    @Override
    public String toString() {
      return route.name() + " as " + address + " with " + fields;
    }
  }

  /**
   * @param answer what the route says when all is one's own, unless it leads on
   */
  private record Form(Map<String, String> ids, Map<String, String> rest, int answer) {
    static final Form EMPTY = new Form(Map.of(), Map.of(), 303);

    static Form naming(String... fieldsAndNouns) {
      Map<String, String> ids = new HashMap<>();
      for (int i = 0; i < fieldsAndNouns.length; i += 2) {
        ids.put(fieldsAndNouns[i], fieldsAndNouns[i + 1]);
      }
      return new Form(ids, Map.of(), 303);
    }

    Form with(String field, String value) {
      Map<String, String> all = new HashMap<>(rest);
      all.put(field, value);
      return new Form(ids, all, answer);
    }

    Form answered(int status) {
      return new Form(ids, rest, status);
    }
  }
}
