package dev.postern.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.Postern;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.support.Chromium;
import dev.postern.support.FreshSite;
import dev.postern.support.HandClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * Passkeys in a real browser with a virtual device. The program must know its own port beforehand:
 * a passkey belongs to an origin.
 */
@SpringBootTest(
    classes = Postern.class,
    webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
    properties = "postern.rehearsal=false")
@ContextConfiguration(initializers = {FreshSite.class, PasskeyInChromiumTest.FreePort.class})
@Import(HandClock.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyInChromiumTest {
  static final class FreePort
      implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      try (ServerSocket socket = new ServerSocket(0)) {
        context
            .getEnvironment()
            .getPropertySources()
            .addFirst(new MapPropertySource("port", Map.of("server.port", socket.getLocalPort())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Autowired ApplicationContext program;
  @Autowired PasskeyChallenges challenges;
  @Autowired HandClock clock;

  Site site;

  @BeforeAll
  void openASite() {
    site = new Site(program);
  }

  @Test
  void addsAPasskeyConfirmsWithItAndSignsInWithIt() {
    Property maple = site.property("Maple Court");
    StaffMember rosa = site.member(Role.MANAGER, maple);
    try (BrowserContext context = context()) {
      Page page = context.newPage();
      addDevice(context, page);
      signIn(page, rosa);
      page.navigate(home() + "/portal/my-account/second-factor");
      page.locator("text=Add a passkey").click();
      assertThat(page.locator("#name")).hasValue("Chrome on Linux");
      page.locator("#name").fill("The blue key");
      page.locator("text=Make the passkey").click();
      assertThat(page.locator(".codes li")).hasCount(10);
      assertThat(page.locator(".notice")).containsText("The blue key");
      page.locator("text=I have put them away").click();
      assertThat(page.locator(".own")).containsText("not used yet");

      clock.advance(Confirmation.FRESH);
      page.locator("text=Remove").first().click();
      page.locator("text=Use a passkey instead").click();
      assertThat(page.locator("h2")).containsText("Remove the passkey");
      page.locator("text=Keep it").click();
      assertThat(page.locator(".own")).containsText("last used");

      clock.advance(Confirmation.FRESH);
      page.navigate(home() + "/portal/my-account");
      page.locator("summary").click();
      page.locator("#email").fill("rosa.new@example.com");
      page.locator("text=Use a passkey instead").click();
      assertThat(page.locator(".notice[role=status]")).containsText("Confirmed.");
      assertThat(page.locator("#password")).hasCount(0);
      assertThat(page.locator("#email")).hasValue("rosa.new@example.com");

      context.clearCookies();
      page.navigate(home() + "/portal/entries");
      page.locator("text=Sign in with a passkey").click();
      page.waitForURL("**/portal/entries");
      assertThat(page.locator("h1")).containsText("Entries");

      context.clearCookies();
      signIn(page, rosa);
      assertThat(page.locator("h1")).containsText("One more step");
      page.locator("text=Sign in with a passkey").click();
      page.waitForURL("**/portal");
    }
  }

  @Test
  void saysCalmlyWhenThereIsNoPasskeyToShow() {
    try (BrowserContext context = context()) {
      Page page = context.newPage();
      addDevice(context, page);
      page.navigate(home() + "/portal/sign-in");
      page.locator("text=Sign in with a passkey").click();
      assertThat(page.locator("[data-said]")).containsText("Nothing was taken from your device.");
      assertThat(page.locator("text=Sign in with a passkey")).isEnabled();
      assertThat(page.locator("h1")).containsText("Sign in");
    }
  }

  @Test
  void saysAtAnotherAddressWherePasskeysWork() {
    try (BrowserContext context = context()) {
      Page page = context.newPage();
      addDevice(context, page);
      page.navigate(home().replace("localhost", "127.0.0.1") + "/portal/sign-in");
      page.locator("text=Sign in with a passkey").click();
      assertThat(page.locator("[data-said]")).containsText("Passkeys don’t work at this address.");
    }
  }

  private void signIn(Page page, StaffMember member) {
    page.navigate(home() + "/portal/sign-in");
    page.locator("#email").fill(member.email());
    page.locator("#password").fill(Site.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL(url -> !url.endsWith("/sign-in"));
  }

  private static void addDevice(BrowserContext context, Page page) {
    CDPSession device = context.newCDPSession(page);
    device.send("WebAuthn.enable");
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        JsonParser.parseString(
                """
                {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
                  "hasUserVerification": true, "isUserVerified": true,
                  "automaticPresenceSimulation": true}}
                """)
            .getAsJsonObject());
  }

  private String home() {
    return challenges.site().origin();
  }

  private BrowserContext context() {
    return Chromium.shared()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1280, 900)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US"));
  }
}
