package dev.postern.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.people.PrimaryContacts;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import dev.postern.support.Cast;
import dev.postern.support.Chromium;
import dev.postern.support.Look;
import dev.postern.support.RehearsalTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Recipients added, changed and let go in a real browser, by somebody who touches no mouse. */
@RehearsalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipientByKeyboardTest {
  private static final int MOST_TABS = 40;

  @Autowired ApplicationContext program;
  @Autowired Recipients recipients;
  @Autowired PrimaryContacts contacts;
  @LocalServerPort int port;

  Cast cast;
  Recipient ana;

  @BeforeAll
  void openASite() {
    cast = new Cast(program);
    ana = cast.ana();
  }

  @Test
  void addsSomebodyChangesThemLetsAnotherPickUpAndLetsThemGo() {
    try (BrowserContext context = context(1440, ColorScheme.LIGHT)) {
      Page page = signedIn(context);
      page.navigate(site() + "/portal/recipients");
      tabTo(page, "a[href='/portal/recipients/new']");
      page.keyboard().press("Enter");
      assertThat(page.locator("#firstName")).isFocused();
      page.keyboard().type("Bo");
      page.keyboard().press("Tab");
      page.keyboard().type("Silvester");
      tabTo(page, "#email");
      page.keyboard().type("bo at home");
      page.keyboard().press("Enter");
      assertThat(page.locator(".form-errors")).isFocused();
      page.keyboard().press("Tab");
      page.keyboard().press("Enter"); // the link in the list leads to the field
      assertThat(page.locator("#email")).isFocused();
      page.keyboard().press("Control+a");
      page.keyboard().type("bo@mail.example");
      tabTo(page, "#lowShelf");
      page.keyboard().press("Space");
      tabTo(page, ".recipient-form .go");
      page.keyboard().press("Enter");
      assertThat(page.locator(".notice")).containsText("Bo Silvester is added.");
      UUID bo = UUID.fromString(page.url().replaceFirst(".*/", ""));
      assertThat(recipients.find(cast.property.id(), bo).orElseThrow().lowShelf()).isTrue();

      tabTo(page, "a[href$='/edit']");
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).containsText("Edit Bo Silvester");
      tabTo(page, "#unit");
      page.keyboard().type("Oak 7");
      page.keyboard().press("Enter");
      assertThat(page.locator(".recipient-where")).containsText("Oak 7");

      tabTo(page, "a[href$='/primary-contacts/new']");
      page.keyboard().press("Enter");
      assertThat(page.locator("#who")).isFocused();
      page.waitForLoadState(); // what is typed before the scripts run is not searched for
      page.keyboard().type("ibáñ");
      assertThat(page.getByRole(AriaRole.OPTION)).hasCount(1);
      page.keyboard().press("Enter");
      assertThat(page.locator(".recipient-card-name")).containsText("Ana");
      tabTo(page, "#note");
      page.keyboard().type("at the desk");
      page.keyboard().press("Enter");
      assertThat(page.locator(".notice")).containsText("may pick up for Bo Silvester");
      assertThat(contacts.ofPerson(bo)).hasSize(1);

      tabTo(page, "a[href$='/deactivation']");
      page.keyboard().press("Enter");
      assertThat(page.getByText("Keep them")).isFocused(); // the harmless answer
      page.keyboard().press("Enter");
      assertThat(page.locator("#dialog")).isHidden();
      assertThat(page.locator("a[href$='/deactivation']")).isFocused();
      page.keyboard().press("Enter");
      assertThat(page.getByText("Keep them")).isFocused();
      page.keyboard().press("Shift+Tab");
      page.keyboard().press("Enter");
      assertThat(page.locator(".notice")).containsText("Bo Silvester is deactivated.");
      assertThat(recipients.find(cast.property.id(), bo).orElseThrow().active()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"320,LIGHT", "390,DARK", "1440,LIGHT"})
  void givesAxeNothingToSayAndNeverScrollsSideways(int width, ColorScheme scheme) {
    try (BrowserContext context = context(width, scheme)) {
      Page page = signedIn(context);
      List<String> complaints = new ArrayList<>();
      String person = "/portal/recipients/" + ana.id();
      for (String path :
          List.of(
              "/portal/recipients?show=deactivated",
              "/portal/recipients/new",
              person,
              person + "/edit",
              person + "/deactivation",
              person + "/primary-contacts/new",
              person + "/primary-contacts/new?q=iba",
              person + "/primary-contacts/new?contact=" + ana.id(),
              "/recipient-email",
              "/recipient-email/done",
              "/recipient-email/confirmation")) {
        page.navigate(site() + path);
        complaints.addAll(Look.at(page, path));
      }
      page.navigate(site() + "/portal/recipients/new");
      page.locator("#email").fill("nowhere");
      page.locator(".recipient-form .go").click();
      page.locator(".form-errors").waitFor();
      complaints.addAll(Look.at(page, "errors"));
      page.locator("#email").fill("ana@mail.example");
      page.locator("#lastName").fill("Anybody");
      page.locator(".recipient-form .go").click();
      page.locator(".alike").waitFor();
      complaints.addAll(Look.at(page, "alike"));
      assertThat(complaints).isEmpty();
    }
  }

  private Page signedIn(BrowserContext context) {
    Page page = context.newPage();
    page.navigate(site() + "/portal/sign-in");
    page.locator("#email").fill(cast.manager.email());
    page.locator("#password").fill(Cast.PASSWORD.reveal());
    page.keyboard().press("Enter");
    page.waitForURL("**/portal");
    return page;
  }

  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) return;
    }
    throw new AssertionError("Tab does not lead to " + selector);
  }

  private BrowserContext context(int width, ColorScheme scheme) {
    return Chromium.shared()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 844)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US"));
  }

  private String site() {
    return "http://localhost:" + port;
  }
}
