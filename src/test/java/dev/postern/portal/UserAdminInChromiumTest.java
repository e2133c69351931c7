package dev.postern.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.access.ChanceBudget.Part;
import dev.postern.access.Form;
import dev.postern.access.StandingKeys;
import dev.postern.people.CourierData;
import dev.postern.people.CourierWindow;
import dev.postern.people.Couriers;
import dev.postern.people.People;
import dev.postern.support.Cast;
import dev.postern.support.Chromium;
import dev.postern.support.Guesses;
import dev.postern.support.Look;
import dev.postern.support.RehearsalTest;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * User Admin, access keys, the guard and the property's settings, as people meet them in a browser.
 */
@RehearsalTest
class UserAdminInChromiumTest {
  @Autowired ApplicationContext program;
  @LocalServerPort int port;

  @ParameterizedTest
  @CsvSource({"320,DARK", "1440,LIGHT"})
  void givesAxeNothingToSayAndNeverScrollsSideways(int width, ColorScheme scheme) {
    Cast cast = new Cast(program);
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = context(width, scheme)) {
      Page page = signedIn(context, cast);
      String sam = "/portal/staff/" + cast.desk.id();
      String key = "/portal/access-keys/" + pin(cast, cast.desk.id());
      pin(cast, cast.manager.id());
      String bo = "/portal/couriers/" + courier(cast);
      guess(cast);
      for (String path :
          List.of(
              "/portal/staff",
              "/portal/staff?q=nobody",
              sam,
              sam + "/edit",
              sam + "/deactivation",
              "/portal/settings",
              "/portal",
              "/portal/guard",
              "/portal/rooms/" + cast.maple.id() + "/rearming",
              "/portal/access-keys",
              "/portal/access-keys?q=nobody",
              key,
              key + "/value",
              key + "/reveal",
              key + "/deletion",
              "/portal/people/" + cast.desk.id() + "/access-stop",
              "/portal/my-account/access-keys",
              "/portal/couriers",
              "/portal/couriers/new",
              bo,
              bo + "/edit",
              bo + "/deactivation",
              bo + "/hand-over-sheet")) {
        page.navigate("http://localhost:" + port + path);
        page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))");
        complaints.addAll(Look.at(page, path));
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void findsSomebodyGivesThemAPinAndDeactivatesThemByKeyboardAlone() {
    Cast cast = new Cast(program);
    try (BrowserContext context = context(1280, ColorScheme.LIGHT)) {
      Page page = signedIn(context, cast);
      page.navigate("http://localhost:" + port + "/portal/staff");
      assertThat(page.locator("#recipient-words")).isFocused();
      page.keyboard().type("sam");
      assertThat(page.locator("#found .row-link")).hasCount(1);
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).containsText("Sam Rivera");

      tabTo(page, "[popovertarget=shield]");
      page.keyboard().press("Enter");
      tabTo(page, "#shield button[value=PIN]");
      page.keyboard().press("Enter");
      assertThat(page.locator(".notice")).containsText("Sam Rivera");

      tabTo(page, "a[href$='/deactivation']");
      page.keyboard().press("Enter");
      assertThat(page.locator("#dialog")).isVisible();
      assertThat(page.locator("#dialog [data-close]").last()).isFocused(); // the harmless answer
      page.keyboard().press("Shift+Tab");
      page.keyboard().press("Enter");
      assertThat(page.locator(".notice")).containsText("is deactivated");
    }
    assertThat(program.getBean(People.class).find(cast.desk.id()).orElseThrow().active()).isFalse();
  }

  /** So that everything is there that the page Guard and the dashboard can show. */
  private void guess(Cast cast) {
    Guesses guesses = new Guesses(program, cast);
    guesses.givePins(3);
    guesses.lengthen(1, 9);
    guesses.five();
    guesses.ask("UNKNOWN", 1);
    guesses.spend(cast.maple, Part.PIN, 1);
    guesses.spend(cast.annex, Part.PIN, 1);
    guesses.spend(cast.annex, Part.UNIT_AND_PIN, 1);
  }

  private UUID pin(Cast cast, UUID person) {
    var answer =
        program.getBean(StandingKeys.class).issue(cast.rosa(), cast.property, person, Form.PIN);
    return ((StandingKeys.IssueAnswer.Issued) answer).id();
  }

  private UUID courier(Cast cast) {
    UUID id = UUID.randomUUID();
    Set<UUID> here = Set.of(cast.property.id());
    var monday = new CourierWindow(DayOfWeek.MONDAY, 480, 1080);
    var data =
        new CourierData("Bo", "Larsen", "Parcel Post", "", "", "en", null, List.of(monday), here);
    program.getBean(Couriers.class).add(cast.rosa(), cast.property, id, data, here);
    pin(cast, id);
    return id;
  }

  private static BrowserContext context(int width, ColorScheme scheme) {
    return Chromium.shared()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 844)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US"));
  }

  private Page signedIn(BrowserContext context, Cast cast) {
    Page page = context.newPage();
    page.navigate("http://localhost:" + port + "/portal/sign-in");
    page.locator("#email").fill(cast.manager.email());
    page.locator("#password").fill(Cast.PASSWORD.reveal());
    page.keyboard().press("Enter");
    page.waitForURL("**/portal");
    return page;
  }

  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 40; i++) {
      page.keyboard().press("Tab");
      Object there =
          page.evaluate("selector => document.activeElement.matches(selector)", selector);
      if (Boolean.TRUE.equals(there)) return;
    }
    throw new AssertionError("the Tab key does not lead to " + selector);
  }
}
