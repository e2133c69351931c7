package dev.postern.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.access.OneTimePin;
import dev.postern.access.OneTimePins;
import dev.postern.audit.Actor;
import dev.postern.notification.Notifications;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.support.Chromium;
import dev.postern.support.HandClock;
import dev.postern.support.Look;
import dev.postern.support.PosternTest;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The main job in a real browser, by somebody who touches no mouse. */
@PosternTest
class SendOneTimePinByKeyboardTest {
  private static final Pattern PIN = Pattern.compile("\\d{3} \\d{4}");
  private static final int MOST_TABS = 40;

  @Autowired ApplicationContext program;
  @Autowired Recipients recipients;
  @Autowired OneTimePins oneTimePins;
  @Autowired Notifications notifications;
  @Autowired Places places;
  @Autowired HandClock clock;
  @LocalServerPort int port;
  Recipient ana;
  String email;
  Page page;

  @BeforeEach
  void openAPage() {
    Site site = new Site(program);
    Property maple = site.property("Maple Court");
    places.addRoom(Actor.SYSTEM, maple.id(), "Maple Room");
    Residents residents = new Residents(recipients, maple);
    ana = residents.ana();
    residents.called("Anatol", "Silvester");
    residents.optedOut();
    residents.unreachable();
    email = site.member(Role.STAFF, maple).email();
    page = Chromium.shared().newPage(new Browser.NewPageOptions().setViewportSize(1280, 900));
  }

  @AfterEach
  void closeThePage() {
    page.close(); // and the context that it has for itself
  }

  @Test
  void sendsRevealsAndCancelsFromQuickActions() {
    signIn();
    tabTo(".frame-quick");
    page.keyboard().press("Enter");
    tabTo("#quick-actions a");
    page.keyboard().press("Enter");

    assertThat(page.locator("#who")).isFocused();
    page.keyboard().type("silv");
    assertThat(page.getByRole(AriaRole.OPTION)).hasCount(2);
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowUp");
    assertThat(page.locator("[aria-selected=true]")).containsText("Ana Silva");
    page.keyboard().press("Enter");

    assertThat(page.locator(".recipient-card")).containsText("Maple 4B");
    tabTo("summary");
    page.keyboard().press("Enter");
    tabTo("[name=via][value=EMAIL]");
    page.keyboard().press("Space");
    tabTo("[name=expires]");
    String aDay = page.locator("#expiry").innerText();
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#expiry")).not().containsText(aDay);
    tabTo("#reason");
    page.keyboard().type("her phone is at home");
    tabTo(".generate");
    page.keyboard().press("Enter");

    assertThat(page.locator("#headline")).containsText("Opens Maple Room once");
    OneTimePin pin = oneTimePins.ofRecipient(ana.id()).getFirst();
    assertThat(pin.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(3)));
    assertThat(pin.reason()).isEqualTo("her phone is at home");
    assertThat(notifications.about(pin.id()).getFirst().to().via()).isEqualTo(Via.SMS);
    // It fails for want of a gateway, and the page says so by itself.
    assertThat(page.locator(".told-step.failed").first()).isVisible();

    reveal();
    tabTo("[id^=cancel-]");
    page.keyboard().press("Enter");
    assertThat(page.getByText("Keep it")).isFocused();
    page.keyboard().press("Shift+Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#headline")).containsText("Cancelled");
  }

  private void reveal() {
    clock.advance(Confirmation.FRESH); // long enough since signing in to be asked again
    page.clock().install();
    tabTo("[id^=reveal-]");
    page.keyboard().press("Enter");
    assertThat(page.locator("#reason")).isFocused();
    page.keyboard().type("she is on the phone");
    page.keyboard().press("Tab");
    page.keyboard().type(Site.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator(".revealed-pin")).containsText(PIN);
    String number = page.locator(".revealed-pin").innerText();
    page.clock().fastForward(11_000);
    assertThat(page.getByText("Hidden again")).isVisible();
    assertThat(page.content()).doesNotContain(number);
    page.keyboard().press("Escape");
    assertThat(page.locator("#dialog")).isHidden();
  }

  @Test
  void keepsTheDialogThatIsOpenedBeforeTheBrowserTellsOfTheOneThatWasClosed() {
    signIn();
    send();
    page.locator("[id^=cancel-]").click();
    assertThat(page.getByText("Keep it")).isFocused();
    page.evaluate(
        "new Promise(told => { dialog.onclose = told; dialog.close(); dialog.showModal(); })");
    assertThat(page.getByText("Keep it")).isVisible();
  }

  @Test
  void leadsBackToTheButtonThoughTheStoryHasPutAnotherInItsPlace() {
    signIn();
    send();
    page.locator("[id^=cancel-]").click();
    assertThat(page.getByText("Keep it")).isFocused();
    page.evaluate("story.outerHTML = story.outerHTML"); // as an answer from the server does
    page.keyboard().press("Escape");
    assertThat(page.locator("[id^=cancel-]")).isFocused();
    assertThat(page.locator("#dialog-content")).isEmpty();
  }

  @Test
  void sendsFromThePersonsOwnPageFoundInTheList() {
    signIn();
    page.navigate(address("/portal/recipients"));
    assertThat(page.locator("#recipient-words")).isFocused();
    page.keyboard().type("silv");
    assertThat(page.locator("#found .row-link")).hasCount(2);
    assertThat(page.url()).contains("q=silv");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowUp");
    assertThat(page.getByText("Ana Silva")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).containsText("Ana Silva");
    tabTo("[popovertarget=shield]");
    page.keyboard().press("Enter");
    tabTo("#shield a");
    page.keyboard().press("Enter");
    assertThat(page.locator(".recipient-card")).containsText("Ana Silva");
    tabTo(".generate");
    page.keyboard().press("Enter");
    assertThat(page.locator("#headline")).containsText("Opens Maple Room once");
    assertThat(oneTimePins.ofRecipient(ana.id())).hasSize(1);
  }

  @Test
  void isFoundInOrderByAxeOnEveryPageInBothThemes() {
    signIn();
    String story = send();
    for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(theme)
              .setReducedMotion(ReducedMotion.REDUCE));
      for (String path :
          List.of(
              "/portal/recipients",
              "/portal/recipients?q=nobody+at+all",
              "/portal/recipients/" + ana.id(),
              "/portal/one-time-pins/new",
              "/portal/one-time-pins/new?q=silv",
              "/portal/one-time-pins/new?recipient=" + ana.id(),
              story,
              story + "/reveal",
              story + "/resend",
              story + "/cancellation")) {
        page.navigate(address(path));
        page.locator("details.options")
            .all()
            .forEach(options -> options.locator("summary").click());
        assertThat(Look.at(page, path + " in " + theme)).isEmpty();
      }
    }
  }

  @Test
  void fitsThreeHundredAndTwentyPixelsWithTheLongestNames() {
    signIn();
    Residents residents = new Residents(recipients, places.property(ana.propertyId()));
    Recipient longest = residents.called("W".repeat(200), "Wolfeschlegel".repeat(15));
    String story = send();
    page.setViewportSize(320, 640);
    for (String path :
        List.of(
            "/portal/recipients",
            "/portal/recipients/" + ana.id(),
            "/portal/recipients/" + longest.id(),
            "/portal/one-time-pins/new?q=wolf",
            "/portal/one-time-pins/new?recipient=" + longest.id(),
            story,
            story + "/reveal")) {
      page.navigate(address(path));
      assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
          .as(path)
          .isLessThanOrEqualTo(320);
    }
  }

  private String send() {
    page.navigate(address("/portal/one-time-pins/new?recipient=" + ana.id()));
    page.locator(".generate").click();
    assertThat(page.locator("#headline")).containsText("Opens Maple Room once");
    return page.url().replaceFirst("https?://[^/]+", "");
  }

  private void signIn() {
    page.navigate(address("/portal/sign-in"));
    assertThat(page.locator("#email")).isFocused();
    page.keyboard().type(email);
    page.keyboard().press("Tab");
    page.keyboard().type(Site.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator(".frame")).isVisible();
  }

  private void tabTo(String selector) {
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      Object there =
          page.evaluate("selector => document.activeElement.matches(selector)", selector);
      if (Boolean.TRUE.equals(there)) return;
    }
    throw new AssertionError("the Tab key does not lead to " + selector);
  }

  private String address(String path) {
    return "http://127.0.0.1:" + port + path;
  }
}
