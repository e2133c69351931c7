package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.access.Entries;
import dev.postern.access.ShownKey;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.support.Cast;
import dev.postern.support.Chromium;
import dev.postern.support.Look;
import dev.postern.support.RehearsalTest;
import java.time.Duration;
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

/** The frame and its simpler pages as people meet them: looked at, and used without a mouse. */
@RehearsalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortalInChromiumTest {
  private static final List<String> PAGES =
      List.of(
          "/portal",
          "/portal/notifications",
          "/portal/entries",
          "/portal/kiosks",
          "/portal/audit-log",
          "/portal/nowhere");

  @Autowired ApplicationContext program;
  @LocalServerPort int port;

  Cast cast;

  @BeforeAll
  void somebodyTriesTheDoor() {
    cast = new Cast(program);
    program
        .getBean(Entries.class)
        .enter(cast.kiosk, UUID.randomUUID(), ShownKey.read("123 4560"), Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"320,LIGHT", "390,DARK", "1440,LIGHT"})
  void givesAxeNothingToSayAndNeverScrollsSideways(int width, ColorScheme scheme) {
    try (BrowserContext context = context(width, scheme)) {
      Page page = context.newPage();
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> {
        if (message.text().contains("Content Security Policy")) complaints.add(message.text());
      });
      look(page, "/portal/sign-in", complaints);
      signIn(page);
      for (String path : PAGES) look(page, path, complaints);
      for (String popover : List.of("main-menu", "quick-actions", "account")) {
        page.navigate(site() + "/portal");
        page.locator("[popovertarget=" + popover + "]").click();
        complaints.addAll(Look.at(page, popover));
      }
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void isUsedByKeyboardAlone() {
    try (BrowserContext context = context(1440, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(site() + "/portal/sign-in");
      page.locator("input[name=email]:focus").waitFor(); // on a busy machine focus comes late
      page.keyboard().type(cast.manager.email());
      page.keyboard().press("Tab");
      page.keyboard().type(Cast.PASSWORD.reveal());
      page.keyboard().press("Enter");
      page.waitForURL("**/portal");

      page.keyboard().press("Tab");
      assertThat(focused(page).textContent()).isEqualTo("Skip to the page");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      assertThat(page.locator("#main-menu").isVisible()).isTrue();
      page.keyboard().press("Escape");
      assertThat(page.locator("#main-menu").isVisible()).isFalse();
      assertThat(focused(page).getAttribute("popovertarget")).isEqualTo("main-menu");

      page.keyboard().press("Enter");
      for (int i = 0; i < 4; i++) page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      page.waitForURL("**/portal/entries");
      assertThat(page.locator("h1").textContent()).isEqualTo("Entries");
    }
  }

  @Test
  void asksBeforeItRevokesAKioskAndKeepsItWhenToldSo() {
    UUID credentialOf = cast.secondKiosk.id();
    var kiosks = program.getBean(Kiosks.class);
    kiosks.pair(kiosks.invite(cast.rosa(), credentialOf));
    try (BrowserContext context = context(390, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(site() + "/portal/kiosks");
      Locator dialog = page.locator("#revoke-" + credentialOf);
      page.locator("[data-dialog=revoke-" + credentialOf + "]").click();
      assertThat(dialog.isVisible()).isTrue();
      page.keyboard().press("Enter"); // the focus is on the harmless answer
      assertThat(dialog.isVisible()).isFalse();
      assertThat(kiosks.kiosk(credentialOf).state()).isEqualTo(Kiosk.State.PAIRED);
      page.locator("[data-dialog=revoke-" + credentialOf + "]").click();
      dialog.locator(".button.no").click();
      page.waitForSelector(".notice");
      assertThat(kiosks.kiosk(credentialOf).state()).isEqualTo(Kiosk.State.REVOKED);
    }
  }

  @Test
  void keepsTheThemeAndTheLanguageThatTheReaderChose() {
    try (BrowserContext context = context(1440, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      signIn(page);
      page.locator("[popovertarget=account]").click();
      page.locator("button[name=theme][value=DARK]").click();
      assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
      page.locator("[popovertarget=account]").click();
      page.locator("#account button[value=fr]").click();
      page.navigate(site() + "/portal/entries");
      assertThat(page.locator("h1").textContent()).isEqualTo("Entrées");
      assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
    }
  }

  private void look(Page page, String path, List<String> complaints) {
    page.navigate(site() + path);
    complaints.addAll(Look.at(page, path));
  }

  private void signIn(Page page) {
    page.navigate(site() + "/portal/sign-in");
    page.locator("#email").fill(cast.manager.email());
    page.locator("#password").fill(Cast.PASSWORD.reveal());
    page.keyboard().press("Enter");
    page.waitForURL("**/portal");
  }

  private static Locator focused(Page page) {
    return page.locator(":focus");
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
