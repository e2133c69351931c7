package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.bastiaanjansen.otp.HOTPGenerator;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.support.Chromium;
import dev.postern.support.HandClock;
import dev.postern.support.Look;
import dev.postern.support.PosternTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** My Account and the second step as people see them, looked at by axe. */
@PosternTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MyAccountInChromiumTest {
  private static final String ACCOUNT = "/portal/my-account";

  @Autowired ApplicationContext program;
  @Autowired HandClock clock;
  @LocalServerPort int port;

  Site site;
  final List<String> complaints = new ArrayList<>();

  @BeforeAll
  void openASite() {
    site = new Site(program);
  }

  @ParameterizedTest
  @CsvSource({"320,DARK", "1440,LIGHT"})
  void givesAxeNothingToSayAndNeverScrollsSideways(int width, ColorScheme scheme) {
    complaints.clear();
    Property maple = site.property("Maple Court");
    StaffMember rosa = site.member(Role.MANAGER, maple);
    require(maple, true);
    try (BrowserContext context = context(width, scheme)) {
      Page page = context.newPage();
      signIn(page, rosa);
      look(page, "second-factor-required");
      require(maple, false);
      page.navigate(home() + ACCOUNT);
      look(page, "profile");
      page.locator("#lastName").fill("");
      page.locator("#phone").fill("12");
      page.locator("text=Save").click();
      look(page, "profile-errors");
      visit(page, ACCOUNT + "/access-keys", "access-keys");
      visit(page, ACCOUNT + "/password", "password");
      page.locator("#next").fill("short");
      page.locator("text=Change it").click();
      look(page, "password-errors");
      visit(page, ACCOUNT + "/sessions", "sessions");
      visit(page, ACCOUNT + "/passkeys/new", "new-passkey");
      visit(page, ACCOUNT + "/second-factor/app", "app");
      page.locator("#code").fill(code(page.locator(".secret").innerText()));
      page.locator("text=Use this app").click();
      look(page, "recovery-codes");
      new Things(program, maple, "Holm").passkeyOf(rosa);
      visit(page, ACCOUNT + "/second-factor", "second-factor");
      visit(page, ACCOUNT + "/second-factor/app/removal", "app-removal");
      visit(page, ACCOUNT + "/second-factor/recovery-codes", "new-codes");
      page.navigate(home() + ACCOUNT + "/second-factor");
      page.locator("text=Rename").click();
      look(page, "passkey-name");
      clock.advance(Confirmation.FRESH);
      visit(page, ACCOUNT + "/second-factor/app/removal", "confirmation");
      page.navigate(home() + ACCOUNT);
      page.locator("summary").click();
      look(page, "email-change-form");
      visit(page, "/portal/email-change", "email-change");
      context.clearCookies();
      visit(page, "/portal/sign-in", "sign-in");
      signIn(page, rosa);
      look(page, "second-step");
      page.locator("#code").fill("000000");
      page.locator("form >> text=Sign in >> nth=-1").click();
      look(page, "second-step-refused");
    } finally {
      require(maple, false);
    }
    assertThat(complaints).isEmpty();
  }

  private void look(Page page, String name) {
    complaints.addAll(Look.at(page, name));
  }

  private void visit(Page page, String path, String name) {
    page.navigate(home() + path);
    look(page, name);
  }

  private void signIn(Page page, StaffMember member) {
    page.navigate(home() + "/portal/sign-in");
    page.locator("#email").fill(member.email());
    page.locator("#password").fill(Site.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL(url -> !url.endsWith("/sign-in"));
  }

  private void require(Property property, boolean required) {
    program
        .getBean(JdbcClient.class)
        .sql("update property set second_factor_required = :required where id = :id")
        .param("required", required)
        .param("id", property.id())
        .update();
  }

  private String code(String secret) {
    return new HOTPGenerator.Builder(secret.replace(" ", "").getBytes(StandardCharsets.US_ASCII))
        .build()
        .generate(Math.floorDiv(clock.instant().getEpochSecond(), 30));
  }

  private String home() {
    return "http://localhost:" + port;
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
}
