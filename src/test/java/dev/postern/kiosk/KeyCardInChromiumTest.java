package dev.postern.kiosk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.access.Entries;
import dev.postern.access.EntryFilter;
import dev.postern.access.Form;
import dev.postern.access.StandingKeys;
import dev.postern.access.StandingKeys.IssueAnswer;
import dev.postern.audit.Actor;
import dev.postern.limit.Limit;
import dev.postern.place.Kiosks;
import dev.postern.support.Cast;
import dev.postern.support.Chromium;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A card held to a reader, which types its number faster than anybody could. */
@RehearsalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyCardInChromiumTest {
  private static final int[][] SIZES = {{1080, 1920}, {1920, 1080}, {390, 844}};
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final String CARD = "0012345678";

  /** Milliseconds between two digits: a reader's, and somebody's with quick fingers. */
  private static final int READER = 12;

  private static final int PERSON = 180;

  @Autowired ApplicationContext program;
  @Autowired Kiosks kiosks;
  @Autowired StandingKeys standing;
  @Autowired Entries entries;
  @Autowired HandClock clock;
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
    context =
        chromium
            .browser()
            .newContext(
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
  void addsACardAfterThePinAndOpensForIt() {
    enterWithPin();
    button("Add a key card").click();
    assertThat(heading()).hasText("Hold your card to the reader");
    assertThat(page.locator("#card-left")).hasText(Pattern.compile("You have 5[0-9] seconds[.]"));
    hold(CARD);
    assertThat(heading()).hasText("Your card is added");
    button("Done").click();

    hold(CARD);
    assertThat(heading()).hasText("The door is open");
    assertThat(button("Add a key card")).isHidden();
  }

  @Test
  void addsACardByKeyboardAlone() {
    enterWithPin();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(heading()).hasText("Hold your card to the reader");
    hold(CARD);
    assertThat(heading()).hasText("Your card is added");
  }

  @Test
  void dropsWhatWasTypedOfAPinWhenACardIsHeldToTheReader() {
    addCard();
    stopTheClock();
    type("123", PERSON);
    assertThat(page.locator("#count")).hasText("Digits typed: 3");

    hold(CARD);

    assertThat(heading()).hasText("The door is open");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 40, 90})
  void readsACardAtTheSpeedOfAnyReader(int pause) {
    addCard();
    stopTheClock();
    type(CARD, pause);
    page.keyboard().press("Enter");

    assertThat(heading()).hasText("The door is open");
    assertThat(refusals()).isZero();
  }

  @Test
  void readsACardFromAReaderThatSendsNoEnter() {
    addCard();
    stopTheClock();
    type(CARD, READER);
    page.clock().runFor(300);

    assertThat(heading()).hasText("The door is open");
  }

  @Test
  void showsNoDigitOfACardOnItsWay() {
    stopTheClock();
    page.evaluate(
        """
        () => {
          window.seen = [];
          new MutationObserver(() => window.seen.push(document.getElementById("digits").textContent.trim()))
            .observe(document.getElementById("digits"), { subtree: true, childList: true, characterData: true });
        }
        """);
    type(CARD, READER);
    assertThat(button("Touch to begin")).isVisible();
    page.keyboard().press("Enter");

    assertThat(heading()).hasText("This card can’t open the door");
    assertThat((List<?>) page.evaluate("window.seen.filter(text => text)")).isEmpty();
  }

  @Test
  void readsAnotherCardOnTheScreenThatRefusesOne() {
    addCard();
    hold("7700000011");
    assertThat(heading()).hasText("This card can’t open the door");

    hold(CARD);

    assertThat(heading()).hasText("The door is open");
  }

  @Test
  void takesSevenDigitsForAPinHoweverFastTheyCome() {
    page.keyboard().type(issue());
    page.keyboard().press("Enter");

    assertThat(heading()).hasText("The door is open");
  }

  @Test
  void takesManyDigitsForAPinWhenTheyComeAsAPersonTypes() {
    stopTheClock();
    type(CARD, PERSON);
    page.keyboard().press("Enter");

    assertThat(page.locator("#problem"))
        .hasText("That number has a typing error. Check it and try again.");
  }

  @Test
  void readsACardWhereLettersAreTyped() {
    addCard();
    say("**/kiosk/entries", "unit-needed");
    page.keyboard().type(issue());
    page.keyboard().press("Enter");
    assertThat(heading()).hasText("What is your unit?");
    page.unroute("**/kiosk/entries");

    hold(CARD);

    assertThat(heading()).hasText("The door is open");
  }

  @Test
  void takesDigitsForAPinWhenSomebodyTypesTooMany() {
    stopTheClock();
    type("123456789012345", PERSON);

    assertThat(heading()).hasText("Enter your PIN");
    assertThat(page.locator("#count")).hasText("Digits typed: 13");
    assertThat(refusals()).isZero();
  }

  @Test
  void takesAKeyHeldDownForOneDigit() {
    page.keyboard().down("5");
    for (int repeated = 0; repeated < 20; repeated++) page.keyboard().down("5");

    assertThat(page.locator("#count")).hasText("Digits typed: 1");
  }

  @Test
  void withdrawsTheOfferWhenTheDoorShuts() {
    page.clock().install();
    page.reload();
    enterWithPin();
    assertThat(button("Add a key card")).isVisible();

    page.clock().runFor(7_000);

    assertThat(button("Touch to begin")).isVisible();
    assertThat(button("Add a key card")).isHidden();
  }

  @Test
  void startsOverWhenNoCardComes() {
    page.clock().install();
    page.reload();
    enterWithPin();
    button("Add a key card").click();

    page.clock().runFor(61_000);

    assertThat(button("Touch to begin")).isVisible();
  }

  @Test
  void tellsNobodyWhoseACardIs() {
    enterWithPin();
    button("Add a key card").click();
    page.keyboard().type("P0123456789ABCDEFGHJKMNPQRS");
    page.keyboard().press("Enter");
    assertThat(heading()).hasText("This card can’t be added here");

    button("Try another card").click();
    hold(CARD);
    assertThat(heading()).hasText("Your card is added");
  }

  @Test
  void isReadByEverybodyOnEveryScreenAtEverySize() {
    say("**/kiosk/entries", "opened");
    page.keyboard().type(issue());
    page.keyboard().press("Enter");
    assertThat(button("Add a key card")).isVisible();
    everySize("the offer");
    button("Add a key card").click();
    everySize("hold your card");
    for (String answer : List.of("added", "not-possible", "sign-in-first", "too-many", "unknown")) {
      page.keyboard().press("Escape");
      enterWithPin();
      button("Add a key card").click();
      say("**/kiosk/cards", "card-" + answer);
      hold(CARD);
      assertThat(page.locator("section#card-" + answer)).isVisible();
      everySize(answer);
    }
    for (String answer : List.of("refused", "not-opened", "paused")) {
      page.keyboard().press("Escape");
      say("**/kiosk/entries", answer);
      hold(CARD);
      assertThat(page.locator("section#card-" + answer)).isVisible();
      everySize(answer);
    }
  }

  private void say(String address, String answer) {
    String body = "{\"answer\":\"" + answer + "\",\"seconds\":60,\"card\":60}";
    page.unroute(address);
    page.route(
        address,
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(body)));
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

  private void enterWithPin() {
    page.keyboard().press("Escape");
    page.keyboard().type(issue());
    page.keyboard().press("Enter");
    assertThat(heading()).hasText("The door is open");
  }

  private void addCard() {
    enterWithPin();
    button("Add a key card").click();
    hold(CARD);
    button("Done").click();
    assertThat(button("Touch to begin")).isVisible();
  }

  /** All digits at one moment, whatever else this machine does. */
  private void hold(String number) {
    page.evaluate(
        """
        number => {
          for (const key of [...number, "Enter"]) {
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          }
        }
        """,
        number);
  }

  /** From now on time passes only as {@link #type} lets it, whatever else this machine does. */
  private void stopTheClock() {
    long now = clock.millis();
    page.clock().install(new Clock.InstallOptions().setTime(now));
    page.reload();
    assertThat(button("Touch to begin")).isVisible();
    page.clock().pauseAt(now + 60_000);
  }

  private void type(String digits, int pause) {
    digits
        .chars()
        .forEach(digit -> {
          page.keyboard().press(Character.toString(digit));
          page.clock().runFor(pause);
        });
  }

  private String issue() {
    return ((IssueAnswer.Issued)
            standing.issue(cast.rosa(), cast.property, cast.desk.id(), Form.PIN))
        .shown()
        .reveal()
        .replace(" ", "");
  }

  private int refusals() {
    return entries.ofProperty(cast.property.id(), EntryFilter.REFUSED, null, 50).size();
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator heading() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }
}
