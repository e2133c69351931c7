package dev.postern.kiosk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.access.OneTimePinRequest;
import dev.postern.access.OneTimePins;
import dev.postern.access.RevealAnswer;
import dev.postern.access.SendAnswer;
import dev.postern.audit.Actor;
import dev.postern.door.SimulatedDoors;
import dev.postern.limit.Limit;
import dev.postern.notification.Via;
import dev.postern.place.Kiosks;
import dev.postern.support.Cast;
import dev.postern.support.Chromium;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A person at the kiosk, with a finger, a keyboard, a scanner and a bad line. */
@RehearsalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KioskInChromiumTest {
  private static final int[][] SIZES = {{1080, 1920}, {1920, 1080}, {390, 844}};

  /** Level AAA is there for its contrast of 7:1. */
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  @Autowired ApplicationContext program;
  @Autowired Kiosks kiosks;
  @Autowired OneTimePins oneTimePins;
  @Autowired SimulatedDoors doors;
  @Autowired HandClock clock;
  @Autowired JsonMapper json;
  @LocalServerPort int port;

  private Chromium chromium;
  private BrowserContext context;
  private Page page;
  private Cast cast;

  @BeforeAll
  void startChromium() {
    chromium = Chromium.start();
  }

  @AfterAll
  void closeChromium() {
    if (chromium != null) chromium.close();
  }

  @BeforeEach
  void pairAScreen() {
    clock.advance(Limit.PAIRING_TRIES.emptiesIn()); // other tests try codes too
    cast = new Cast(program);
    pairAScreenOf(chromium.browser());
  }

  private void pairAScreenOf(Browser browser) {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(1080, 1920)
                .setReducedMotion(ReducedMotion.REDUCE));
    page = context.newPage();
    page.navigate("http://localhost:" + port + "/kiosk");
    page.getByLabel("Pairing code, ten digits")
        .fill(kiosks.invite(Actor.SYSTEM, cast.kiosk.id()).reveal());
    button("Pair this screen").click();
    assertThat(button("Touch to begin")).isVisible();
  }

  @AfterEach
  void closePage() {
    context.close();
  }

  @Test
  void opensForAPinTouchedOnTheScreenAndRefusesItFromTheKeyboard() {
    String pin = key().pinGrouped().reveal().replace(" ", "");
    button("Touch to begin").click();
    pin.chars().forEach(digit -> button(Character.toString(digit)).click());
    button("Accept").click();
    assertThat(heading()).hasText("The door is open");
    assertThat(button("Touch to begin"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000)); // by itself

    page.keyboard().type(pin); // a USB keypad needs no touch
    page.keyboard().press("Enter");
    assertThat(heading()).hasText("This PIN or QR code can’t open the door");
    page.keyboard().press("Escape");
    assertThat(button("Touch to begin")).isVisible();
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void opensForAScannerThatTypesOnTheIdleScreen() {
    page.keyboard().type(key().qr().reveal());
    page.keyboard().press("Enter");

    assertThat(heading()).hasText("The door is open");
  }

  @Test
  void opensForAQrCodeHeldInFrontOfTheCamera() throws Exception {
    Path film = Picture.film(key().qr().reveal());
    context.close();
    try (Chromium withCamera =
        Chromium.start(
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-video-capture=" + film)) {
      pairAScreenOf(withCamera.browser());
      button("Scan QR code").click();

      assertThat(heading())
          .hasText("The door is open", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
    }
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void asksAgainWithTheSameAttemptWhenAnAnswerIsLost() {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    page.route(
        "**/kiosk/entries",
        route -> {
          asked.add(json.readTree(route.request().postData()).get("attempt").asString());
          if (asked.size() == 1) loseTheAnswer(route);
          else route.resume();
        });

    page.keyboard().type(key().pinGrouped().reveal());
    page.keyboard().press("Enter");

    assertThat(heading()).hasText("The door is open");
    assertThat(asked).hasSize(2).containsOnly(asked.getFirst());
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void saysThatNobodyKnowsWhenNoAnswerEverComes() {
    page.clock().install();
    page.reload();
    page.route("**/kiosk/entries", Route::abort);
    page.keyboard().type(key().pinGrouped().reveal());
    page.keyboard().press("Enter");
    assertThat(heading()).hasText("One moment, please");

    for (int second = 0; second < 25; second++) page.clock().runFor(1_000);

    assertThat(heading()).hasText("Nobody knows whether the door opened");
  }

  @Test
  void findsATypingErrorWithoutAsking() {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    page.onRequest(request -> asked.add(request.url()));
    String pin = key().pinGrouped().reveal().replace(" ", "");
    char last = pin.charAt(6);

    page.keyboard().type(pin.substring(0, 6) + (last == '9' ? '0' : (char) (last + 1)));
    page.keyboard().press("Enter");

    assertThat(page.locator("#problem"))
        .hasText("That number has a typing error. Check it and try again.");
    assertThat(asked).noneMatch(url -> url.endsWith("/kiosk/entries"));
  }

  @Test
  void saysThatItIsOfflineAndComesBackByItself() {
    context.setOffline(true);
    assertThat(heading()).hasText("This kiosk is offline");

    context.setOffline(false);
    assertThat(button("Touch to begin")).isVisible();
  }

  @Test
  void becomesAPairingPageWhenItIsRevoked() {
    page.clock().install();
    page.reload();
    kiosks.revoke(Actor.SYSTEM, cast.kiosk.id());

    page.clock().runFor(21_000); // one heartbeat

    assertThat(button("Pair this screen")).isVisible();
  }

  @Test
  void asksWhetherSomebodyIsThereBeforeItStartsOver() {
    page.clock().install();
    page.reload();
    page.keyboard().type("12");
    page.clock().runFor(31_000);
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("This screen starts over in");

    button("I need more time").click();
    assertThat(heading()).hasText("Enter your PIN");

    page.clock().runFor(31_000);
    page.clock().runFor(21_000);
    assertThat(button("Touch to begin")).isVisible();
  }

  @Test
  void speaksTheLanguageThatAPersonChoosesAndReturnsToItsOwn() {
    button("Français").click();
    button("Touchez pour commencer").click();
    assertThat(heading()).hasText("Saisissez votre code PIN");
    assertThat(page.locator("html")).hasAttribute("lang", "fr");

    button("Recommencer").click();
    assertThat(button("Touch to begin")).isVisible();
  }

  @Test
  void isReadByEverybodyOnEveryScreenAtEverySize() {
    everySize("idle");
    page.keyboard().type("123");
    assertThat(heading()).hasText("Enter your PIN");
    everySize("keypad");
    page.keyboard().type("4560");
    page.keyboard().press("Enter");
    everySize("typing error");
    answerWith("refused");
    everySize("refused");
    answerWith("not-opened");
    everySize("not opened");
    answerWith("unknown");
    everySize("unknown");
    answerWith("paused");
    everySize("paused");
    context.setOffline(true);
    assertThat(heading()).hasText("This kiosk is offline");
    everySize("offline");
    context.setOffline(false);
    assertThat(button("Touch to begin")).isVisible();
    answerWith("opened");
    everySize("opened");
    kiosks.revoke(Actor.SYSTEM, cast.kiosk.id());
    page.reload();
    everySize("pairing");
    page.navigate("http://localhost:" + port + "/q#" + key().qr().reveal());
    assertThat(button("Print")).isVisible();
    everySize("QR link");
  }

  private void answerWith(String answer) {
    page.unroute("**/kiosk/entries");
    page.route(
        "**/kiosk/entries",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody("{\"answer\":\"" + answer + "\",\"seconds\":60}")));
    page.keyboard().press("Escape");
    page.keyboard().type("P0123456789ABCDEFGHJKMNPQRS");
    page.keyboard().press("Enter");
    assertThat(page.locator("section#" + answer)).isVisible();
  }

  private void everySize(String screen) {
    for (int[] size : SIZES) {
      page.setViewportSize(size[0], size[1]);
      String where = screen + " at " + size[0] + " px";
      assertThat(new AxeBuilder(page).withTags(WCAG).analyze().getViolations()).as(where).isEmpty();
      assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
          .as("nothing is cut off on the right: " + where)
          .isEqualTo(0);
    }
  }

  private static void loseTheAnswer(Route route) {
    route.fetch(); // the program decides and opens
    route.abort();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator heading() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }

  private RevealAnswer.Revealed key() {
    var request =
        new OneTimePinRequest(
            cast.maple.id(), Set.of(Via.EMAIL), clock.instant().plus(Duration.ofHours(24)), "");
    var sent =
        (SendAnswer.Sent) oneTimePins.send(cast.rosa(), cast.property, cast.ana().id(), request);
    return (RevealAnswer.Revealed)
        oneTimePins.reveal(cast.rosa(), cast.property, sent.id(), "to try the kiosk");
  }

  private int pulses() {
    return doors.state(cast.door).orElseThrow().pulses();
  }
}
