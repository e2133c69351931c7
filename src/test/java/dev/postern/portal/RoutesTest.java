package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.people.Role;
import dev.postern.place.Property;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@PosternTest
class RoutesTest {
  private static final String SOME_ID = "0193e6a0-0000-7000-8000-000000000000";

  @Autowired ApplicationContext program;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping routes;

  Site site;
  Property maple;

  @BeforeEach
  void makeAProperty() {
    site = new Site(program);
    maple = site.property("Maple Court");
  }

  @Test
  void saysAtEveryRouteOfThePortalWhoMayUseIt() {
    assertThat(portal())
        .hasSizeGreaterThan(10)
        .allSatisfy((route, method) ->
            assertThat(
                    method.hasMethodAnnotation(Needs.class)
                        ^ method.hasMethodAnnotation(OpenToAll.class))
                .as("%s needs @Needs(Capability…) or @OpenToAll, not both", route)
                .isTrue());
  }

  @Test
  void letsNobodyInWhoIsNotSignedIn() {
    Visitor visitor = site.visitor();
    portal()
        .forEach((route, method) -> {
          if (method.hasMethodAnnotation(OpenToAll.class) || !reads(route)) return;
          var answer = visitor.get(address(route));
          assertThat(answer.statusCode()).as("%s", route).isEqualTo(302);
          assertThat(answer.headers().firstValue("location").orElseThrow())
              .startsWith("/portal/sign-in");
        });
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void answersEveryRouteToEveryRoleAsItsCapabilitiesSay(Role role) {
    Visitor visitor = site.signedIn(role, maple);
    portal()
        .forEach((route, method) -> {
          Needs needs = method.getMethodAnnotation(Needs.class);
          if (needs == null) return;
          boolean may = Arrays.stream(needs.value()).allMatch(role::may);
          int status =
              (reads(route)
                      ? visitor.get(address(route))
                      : visitor.post(address(route), Map.of("reason", "")))
                  .statusCode();
          if (may) assertThat(status).as("%s for %s", route, role).isNotEqualTo(403);
          else assertThat(status).as("%s for %s", route, role).isEqualTo(403);
          assertThat(status).as("%s for %s", route, role).isLessThan(500);
        });
  }

  @Test
  void keepsThePropertiesThatSomebodyDoesNotWorkAtOutOfReach() {
    Property oak = site.property("Oak House");
    Visitor visitor = site.signedIn(Role.MANAGER, maple);
    var answer = visitor.post("/portal/property", Map.of("property", oak.id().toString()));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(visitor.get("/portal").body()).contains("Maple Court").doesNotContain("Oak House");
  }

  @Test
  void goesOverToAnotherPropertyOfTheSamePerson() {
    Property oak = site.property("Oak House");
    Visitor visitor = site.signedIn(Role.MANAGER, maple, oak);
    visitor.post("/portal/property", Map.of("property", oak.id().toString()));
    assertThat(visitor.get("/portal").body()).contains("<h1>Oak House</h1>");
  }

  @Test
  void turnsAwayWhoWorksNowhere() {
    Visitor visitor = site.signedIn(Role.STAFF);
    assertThat(visitor.get("/portal").statusCode()).isEqualTo(403);
  }

  private Map<String, HandlerMethod> portal() {
    return routes.getHandlerMethods().entrySet().stream()
        .filter(route -> route.getValue().getBeanType().getPackageName().endsWith(".portal"))
        .filter(route -> path(route.getKey()).startsWith("/portal"))
        .collect(Collectors.toMap(route -> name(route.getKey()), Map.Entry::getValue));
  }

  private static String name(RequestMappingInfo route) {
    return route.getMethodsCondition().getMethods() + " " + path(route);
  }

  private static String path(RequestMappingInfo route) {
    return route.getPathPatternsCondition() == null
        ? ""
        : route.getPathPatternsCondition().getPatternValues().iterator().next();
  }

  private static boolean reads(String route) {
    return route.startsWith("[GET]");
  }

  private static String address(String route) {
    return route.replaceFirst("^\\[\\w+] ", "").replaceAll("\\{[^}]+}", SOME_ID);
  }
}
