package dev.postern.kiosk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Page;
import dev.postern.access.Entries;
import dev.postern.access.EntryFilter;
import dev.postern.access.Form;
import dev.postern.access.StandingKeys;
import dev.postern.access.StandingKeys.IssueAnswer;
import dev.postern.support.Cast;
import dev.postern.support.Chromium;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.TouchScreen;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A card held to a reader, which types its number faster than anybody could. */
@RehearsalTest
class KeyCardInChromiumTest {
  private static final String CARD = "0012345678";

  /** Milliseconds between two digits: a reader's, and somebody's with quick fingers. */
  private static final int READER = 12;

  private static final int PERSON = 180;

  @Autowired ApplicationContext program;
  @Autowired StandingKeys standing;
  @Autowired Entries entries;
  @Autowired HandClock clock;
  @LocalServerPort int port;

  private TouchScreen screen;
  private Page page;
  private Cast cast;

  @BeforeEach
  void pairAScreen() {
    cast = new Cast(program);
    screen = TouchScreen.pair(Chromium.shared(), port, cast.pairingCode(cast.kiosk));
    page = screen.page;
  }

  @AfterEach
  void closePage() {
    screen.close();
  }

  @Test
  void addsACardAfterThePinAndOpensForIt() {
    enterWithPin();
    screen.button("Add a key card").click();
    assertThat(screen.heading()).hasText("Hold your card to the reader");
    assertThat(page.locator("#card-left")).hasText(Pattern.compile("You have 5[0-9] seconds[.]"));
    screen.scan(CARD);
    assertThat(screen.heading()).hasText("Your card is added");
    screen.button("Done").click();

    screen.scan(CARD);
    assertThat(screen.heading()).hasText("The door is open");
    assertThat(screen.button("Add a key card")).isHidden();
  }

  @Test
  void addsACardByKeyboardAlone() {
    enterWithPin();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(screen.heading()).hasText("Hold your card to the reader");
    screen.scan(CARD);
    assertThat(screen.heading()).hasText("Your card is added");
  }

  @Test
  void dropsWhatWasTypedOfAPinWhenACardIsHeldToTheReader() {
    addCard();
    stopTheClock();
    type("123", PERSON);
    assertThat(page.locator("#count")).hasText("Digits typed: 3");

    screen.scan(CARD);

    assertThat(screen.heading()).hasText("The door is open");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 40, 90})
  void readsACardAtTheSpeedOfAnyReader(int pause) {
    addCard();
    stopTheClock();
    type(CARD, pause);
    page.keyboard().press("Enter");

    assertThat(screen.heading()).hasText("The door is open");
    assertThat(refusals()).isZero();
  }

  @Test
  void readsACardFromAReaderThatSendsNoEnter() {
    addCard();
    stopTheClock();
    type(CARD, READER);
    page.clock().runFor(300);

    assertThat(screen.heading()).hasText("The door is open");
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
    assertThat(screen.button("Touch to begin")).isVisible();
    page.keyboard().press("Enter");

    assertThat(screen.heading()).hasText("This card can’t open the door");
    assertThat((List<?>) page.evaluate("window.seen.filter(text => text)")).isEmpty();
  }

  @Test
  void readsAnotherCardOnTheScreenThatRefusesOne() {
    addCard();
    screen.scan("7700000011");
    assertThat(screen.heading()).hasText("This card can’t open the door");

    screen.scan(CARD);

    assertThat(screen.heading()).hasText("The door is open");
  }

  @Test
  void takesSevenDigitsForAPinHoweverFastTheyCome() {
    page.keyboard().type(issue());
    page.keyboard().press("Enter");

    assertThat(screen.heading()).hasText("The door is open");
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
    say("entries", "unit-needed");
    page.keyboard().type(issue());
    page.keyboard().press("Enter");
    assertThat(screen.heading()).hasText("What is your unit?");
    page.unroute("**/kiosk/entries");

    screen.scan(CARD);

    assertThat(screen.heading()).hasText("The door is open");
  }

  @Test
  void takesDigitsForAPinWhenSomebodyTypesTooMany() {
    stopTheClock();
    type("123456789012345", PERSON);

    assertThat(screen.heading()).hasText("Enter your PIN");
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
    assertThat(screen.button("Add a key card")).isVisible();

    page.clock().runFor(7_000);

    assertThat(screen.button("Touch to begin")).isVisible();
    assertThat(screen.button("Add a key card")).isHidden();
  }

  @Test
  void startsOverWhenNoCardComes() {
    page.clock().install();
    page.reload();
    enterWithPin();
    screen.button("Add a key card").click();

    page.clock().runFor(61_000);

    assertThat(screen.button("Touch to begin")).isVisible();
  }

  @Test
  void tellsNobodyWhoseACardIs() {
    enterWithPin();
    screen.button("Add a key card").click();
    page.keyboard().type("P0123456789ABCDEFGHJKMNPQRS");
    page.keyboard().press("Enter");
    assertThat(screen.heading()).hasText("This card can’t be added here");

    screen.button("Try another card").click();
    screen.scan(CARD);
    assertThat(screen.heading()).hasText("Your card is added");
  }

  @Test
  void isReadByEverybodyOnEveryScreenAtEverySize() {
    say("entries", "opened");
    page.keyboard().type(issue());
    page.keyboard().press("Enter");
    assertThat(screen.button("Add a key card")).isVisible();
    screen.isReadAtEverySize("the offer");
    screen.button("Add a key card").click();
    screen.isReadAtEverySize("hold your card");
    for (String answer : List.of("added", "not-possible", "sign-in-first", "too-many", "unknown")) {
      page.keyboard().press("Escape");
      enterWithPin();
      screen.button("Add a key card").click();
      say("cards", "card-" + answer);
      screen.scan(CARD);
      assertThat(page.locator("section#card-" + answer)).isVisible();
      screen.isReadAtEverySize(answer);
    }
    for (String answer : List.of("refused", "not-opened", "paused")) {
      page.keyboard().press("Escape");
      say("entries", answer);
      screen.scan(CARD);
      assertThat(page.locator("section#card-" + answer)).isVisible();
      screen.isReadAtEverySize(answer);
    }
  }

  private void say(String path, String answer) {
    screen.answer(path, "{\"answer\":\"" + answer + "\",\"seconds\":60,\"card\":60}");
  }

  private void enterWithPin() {
    page.keyboard().press("Escape");
    page.keyboard().type(issue());
    page.keyboard().press("Enter");
    assertThat(screen.heading()).hasText("The door is open");
  }

  private void addCard() {
    enterWithPin();
    screen.button("Add a key card").click();
    screen.scan(CARD);
    screen.button("Done").click();
    assertThat(screen.button("Touch to begin")).isVisible();
  }

  /** From now on time passes only as {@link #type} lets it, whatever else this machine does. */
  private void stopTheClock() {
    long now = clock.millis();
    page.clock().install(new Clock.InstallOptions().setTime(now));
    page.reload();
    assertThat(screen.button("Touch to begin")).isVisible();
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
}
