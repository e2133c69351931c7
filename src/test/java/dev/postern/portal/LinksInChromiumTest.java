package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.people.Invitation;
import dev.postern.people.InvitationAnswer;
import dev.postern.people.Invitations;
import dev.postern.people.NewInvitation;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.support.Chromium;
import dev.postern.support.HandClock;
import dev.postern.support.Look;
import dev.postern.support.RehearsalTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Invitations and forgotten passwords as people meet them in a browser. */
@RehearsalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinksInChromiumTest {
  @Autowired ApplicationContext program;
  @Autowired Invitations invitations;
  @Autowired HandClock clock;
  @LocalServerPort int port;

  Property maple;
  StaffMember administrator;

  @BeforeAll
  void openASite() {
    Site site = new Site(program);
    maple = site.property("Maple Court");
    site.property("Oak House");
    administrator = site.member(Role.ADMINISTRATOR, maple);
  }

  @Test
  void takesWhoeverFollowsTheLinkToTheFormAndHidesTheTokenAtOnce() {
    String email = email();
    invite(email, Role.STAFF);
    String token = new Mailbox(program, email).token(1);
    try (BrowserContext context = context(390, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      List<String> asked = new ArrayList<>();
      page.onRequest(request -> asked.add(request.url()));
      page.navigate(site() + "/portal/invitation#" + token);
      page.waitForURL("**/portal/invitation/acceptance");
      assertThat(asked.stream().map(url -> url.replaceFirst("#.*", "")))
          .noneMatch(url -> url.contains(token));
      page.goBack();
      assertThat(page.url()).doesNotContain(token);

      page.navigate(site() + "/portal/invitation/acceptance");
      page.locator("#firstName").fill("Mia");
      page.locator("#lastName").fill("Novák");
      page.locator("#password").fill("seven quiet herons");
      page.keyboard().press("Enter");
      page.waitForURL("**/portal");
      assertThat(page.locator(".notice").textContent()).contains("on the staff of Maple Court");
    }
  }

  @Test
  void worksWithoutAnyScript() {
    String email = email();
    invite(email, Role.STAFF);
    String token = new Mailbox(program, email).token(1);
    var options = new Browser.NewContextOptions().setJavaScriptEnabled(false);
    try (BrowserContext context = Chromium.shared().newContext(options)) {
      Page page = context.newPage();
      page.navigate(site() + "/portal/invitation#" + token);
      page.locator("#token").fill("https://postern.example.com/portal/invitation#" + token);
      page.locator("#link button").click();
      page.waitForURL("**/portal/invitation/acceptance");
      assertThat(page.locator("main").textContent()).contains(email);
    }
  }

  @Test
  void invitesByKeyboardAlone() {
    String email = email();
    try (BrowserContext context = context(1440, ColorScheme.LIGHT)) {
      Page page = context.newPage();
      signIn(page);
      page.navigate(site() + "/portal/invitations/new");
      page.locator("#email").focus();
      page.keyboard().type(email);
      page.keyboard().press("Tab");
      page.keyboard().press("ArrowDown"); // to manager
      page.keyboard().press("Enter");
      page.waitForURL("**/portal/invitations");
      assertThat(page.locator("tbody tr").first().textContent()).contains(email, "Manager");
    }
    new Mailbox(program, email).await(1);
  }

  @ParameterizedTest
  @CsvSource({"320,LIGHT", "390,DARK", "1440,LIGHT", "1440,DARK"})
  void givesAxeNothingToSayAndNeverScrollsSideways(int width, ColorScheme scheme) {
    String waiting = email();
    invite(waiting, Role.STAFF);
    invitations.cancel(administrator, maple.id(), invite(email(), Role.MANAGER));
    String token = new Mailbox(program, waiting).token(1);
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = context(width, scheme)) {
      Page page = context.newPage();
      look(page, "/portal/forgotten-password", complaints);
      page.locator("#email").fill("nobody");
      page.locator("#email").evaluate("it => it.form.noValidate = true");
      page.keyboard().press("Enter");
      page.waitForSelector(".form-errors");
      complaints.addAll(Look.at(page, "forgotten-password with an error"));
      look(page, "/portal/forgotten-password/asked", complaints);
      look(page, "/portal/password-reset", complaints);
      page.navigate(site() + "/portal/invitation#nothing");
      page.waitForSelector(".alone-card");
      complaints.addAll(Look.at(page, "a link that is over"));
      page.navigate(site() + "/portal/invitation#" + token);
      page.waitForURL("**/portal/invitation/acceptance");
      complaints.addAll(Look.at(page, "acceptance"));
      resetForm(page, complaints);
      signIn(page);
      look(page, "/portal/invitations/new", complaints);
      look(page, "/portal/invitations", complaints);
      page.locator("[data-dialog^=cancel-]").first().click();
      page.waitForSelector("dialog[open]");
      complaints.addAll(Look.at(page, "cancellation"));
      look(page, "/portal/notifications", complaints);
    }
    assertThat(complaints).isEmpty();
  }

  private void resetForm(Page page, List<String> complaints) {
    clock.advance(Duration.ofHours(1));
    Mailbox mailbox = new Mailbox(program, administrator.email());
    int before = mailbox.items().size();
    page.navigate(site() + "/portal/forgotten-password");
    page.locator("#email").fill(administrator.email());
    page.keyboard().press("Enter");
    page.waitForURL("**/asked");
    clock.advance(Duration.ofSeconds(2)); // by then it is looked up
    page.navigate(site() + "/portal/password-reset#" + mailbox.token(before + 1));
    page.waitForURL("**/portal/password-reset/new-password");
    complaints.addAll(Look.at(page, "new password"));
  }

  private void look(Page page, String path, List<String> complaints) {
    page.navigate(site() + path);
    complaints.addAll(Look.at(page, path));
  }

  private Invitation invite(String email, Role role) {
    clock.advance(Duration.ofMillis(5));
    var given = new NewInvitation(email, role, Set.of(maple.id()));
    var answer = invitations.invite(administrator, maple, given);
    if (answer instanceof InvitationAnswer.Sent(Invitation sent)) return sent;
    throw new AssertionError(answer);
  }

  private void signIn(Page page) {
    page.navigate(site() + "/portal/sign-in");
    page.locator("#email").fill(administrator.email());
    page.locator("#password").fill(Site.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/portal");
    page.navigate(site() + "/portal");
    page.evaluate(
        """
        id => {
          const button = document.querySelector(`#properties button[value="${id}"]`);
          if (button) button.form.requestSubmit(button);
        }
        """,
        maple.id().toString());
    page.waitForSelector("h1:has-text('Maple Court')");
  }

  private BrowserContext context(int width, ColorScheme scheme) {
    return Chromium.shared()
        .newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US"));
  }

  private static String email() {
    return "mia-" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
  }

  private String site() {
    return "http://localhost:" + port;
  }
}
