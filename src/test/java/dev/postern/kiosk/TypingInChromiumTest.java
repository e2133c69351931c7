package dev.postern.kiosk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.postern.support.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.postern.access.ChanceBudget.Part;
import dev.postern.notification.Tray;
import dev.postern.notification.TrayItem;
import dev.postern.people.Recipient;
import dev.postern.support.Cast;
import dev.postern.support.Chromium;
import dev.postern.support.Guesses;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.TouchScreen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person types besides seven digits: longer PINs, their unit, where their PIN is sent. */
@RehearsalTest
class TypingInChromiumTest {
  private static final Pattern PIN_IN_TEXT = Pattern.compile("\\b\\d{3} \\d{4}\\b");

  @Autowired ApplicationContext program;
  @Autowired Tray tray;
  @Autowired HandClock clock;
  @Autowired JsonMapper json;
  @LocalServerPort int port;

  private TouchScreen screen;
  private Page page;
  private Cast cast;
  private Recipient ana;
  private Guesses guesses;

  @BeforeEach
  void pairAScreen() {
    cast = new Cast(program);
    ana = cast.ana();
    guesses = new Guesses(program, cast);
    guesses.set("request_pin_on = true");
    screen = TouchScreen.pair(Chromium.shared(), port, cast.pairingCode(cast.kiosk));
    page = screen.page;
  }

  @AfterEach
  void closePage() {
    screen.close();
  }

  @Test
  void opensForALongPinTouchedOnTheScreen() {
    guesses.set("pin_length = 13");
    String pin = pin();
    assertThat(pin).hasSize(13);
    enter(pin);

    assertThat(screen.heading()).hasText("The door is open");
  }

  @Test
  void showsTheDigitsInTheGroupsOfTheMessage() {
    screen.button("Touch to begin").click();
    List<String> groups = new ArrayList<>();
    for (int digit = 1; digit <= 14; digit++) {
      screen.button("5").click();
      groups.add(
          (String)
              page.evaluate(
                  """
                  [...document.querySelectorAll("#digits i")].map(i => i.matches(".start") ? " 5" : "5").join("")
                  """));
    }
    assertThat(groups.subList(6, 14))
        .containsExactly(
            "555 5555",
            "5555 5555",
            "555 555 555",
            "555 555 5555",
            "555 5555 5555",
            "5555 5555 5555",
            "555 555 555 5555",
            "555 555 555 5555");
    assertThat(page.locator("#count")).hasText("Digits typed: 13");
  }

  @Test
  void asksForMoreThanSixDigits() {
    enter("123456");

    assertThat(page.locator("#problem")).hasText("A PIN has at least 7 digits. Type all of yours.");
  }

  @Test
  void asksForTheUnitTooAndNotForThePinAgain() {
    List<JsonNode> asked = entriesAsked();
    guesses.spend(cast.maple, Part.PIN, 1);
    enter(pin());
    assertThat(screen.heading()).hasText("What is your unit?");

    touch("unit", ana.unit());
    screen.button("Accept").click();

    assertThat(screen.heading()).hasText("The door is open");
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).get("attempt")).isNotEqualTo(asked.get(1).get("attempt"));
    assertThat(asked.get(1).get("unit").asString()).isEqualToIgnoringCase(ana.unit());
  }

  @Test
  void refusesTheUnitOfSomebodyElseLikeAnyOtherKey() {
    guesses.spend(cast.maple, Part.PIN, 1);
    enter(pin());
    assertThat(screen.heading()).hasText("What is your unit?");
    screen.button("Accept").click();
    assertThat(page.locator("#unit .problem"))
        .hasText("Type your unit as it is written at your door.");

    page.keyboard().type("9z");
    page.keyboard().press("Enter");

    assertThat(screen.heading()).hasText("This PIN or QR code can’t open the door");
  }

  @Test
  void forgetsThePinWhenNobodyTypesTheUnit() {
    page.clock().install();
    page.reload();
    List<JsonNode> asked = entriesAsked();
    guesses.spend(cast.maple, Part.PIN, 1);
    enter(pin());
    assertThat(screen.heading()).hasText("What is your unit?");
    page.clock().runFor(31_000);
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("This screen starts over in");
    page.clock().runFor(21_000);

    assertThat(screen.button("Touch to begin")).isVisible();
    assertThat(page.locator("#unit input")).hasValue("");
    assertThat(asked).hasSize(1);
  }

  @Test
  void opensForAScannerWhereLettersAreTyped() {
    String qr = cast.oneTimePin(ana).qr().reveal();
    screen.button("Touch to begin").click();
    screen.button("I have no PIN").click();
    page.keyboard().type("pa");
    screen.button("Back").click();
    assertThat(page.locator("#request input")).hasValue("p");

    screen.scan(qr);

    assertThat(screen.heading()).hasText("The door is open");
  }

  @Test
  void saysWhatOpensADoorThatTakesNoPins() {
    guesses.spend(cast.maple, Part.PIN, 1);
    guesses.spend(cast.maple, Part.UNIT_AND_PIN, 1);
    enter(pin());
    assertThat(screen.heading()).hasText("This door takes no PINs for now");

    page.keyboard().type(cast.oneTimePin(ana).qr().reveal());
    page.keyboard().press("Enter");

    assertThat(screen.heading()).hasText("The door is open");
  }

  @Test
  void asksForThePinOnceThePauseIsOver() {
    page.clock().install();
    page.reload();
    answer("entries", "paused");
    enter(pin());
    assertThat(screen.heading()).hasText("PINs are paused at this kiosk");

    page.clock().runFor(61_000);

    assertThat(screen.heading()).hasText("Enter your PIN");
  }

  @Test
  void sendsAPinToWhoeverAsksForIt() {
    String email = "ana" + System.nanoTime() + "@mail.example";
    cast.add(Cast.ana("", email, ""));
    screen.button("Touch to begin").click();
    screen.button("I have no PIN").click();
    touch("request", email.substring(0, email.indexOf('@')));
    screen.button("At sign").click();
    page.keyboard().type(email.substring(email.indexOf('@') + 1));
    screen.button("Request PIN").click();
    assertThat(screen.heading())
        .hasText("If parcels are announced there, a one-time PIN is on its way");
    screen.button("Enter PIN").click();
    assertThat(page.locator("#request input")).hasValue("");

    clock.advance(Duration.ofSeconds(2));
    enter(pinSentTo(email));

    assertThat(screen.heading()).hasText("The door is open");
  }

  @Test
  void saysTheSameOfAnAddressThatNobodyHas() {
    ask("nobody@mail.example");

    assertThat(screen.heading())
        .hasText("If parcels are announced there, a one-time PIN is on its way");
  }

  @Test
  void asksOnceForAPinWhoseAnswerWasLost() {
    List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());
    page.route(
        "**/kiosk/pin-requests",
        route -> {
          asked.add(json.readTree(route.request().postData()));
          if (asked.size() > 1) {
            route.resume();
            return;
          }
          route.fetch(); // the program takes it
          route.abort();
        });
    ask("nobody@mail.example");

    assertThat(screen.heading())
        .hasText("If parcels are announced there, a one-time PIN is on its way");
    assertThat(asked).hasSize(2).containsOnly(asked.getFirst());
  }

  @Test
  void keepsWhatIsNoAddressSoThatItCanBeMended() {
    ask("ana.mail");

    assertThat(page.locator("#request .problem"))
        .hasText("This is neither an e-mail address nor a phone number. Check it and try again.");
    assertThat(page.locator("#request input")).hasValue("ana.mail");
    screen.button("Back").click();
    assertThat(page.locator("#request input")).hasValue("ana.mai");
    page.keyboard().press("Escape");
    assertThat(page.locator("#request input")).hasValue("");
  }

  @Test
  void laysTheLettersAsTheLanguageDoes() {
    for (var first : List.of("Deutsch qwertz", "Français azerty", "Español qwerty")) {
      screen.button(first.split(" ")[0]).click();
      assertThat(page.locator("#unit [data-letters='0']"))
          .hasText(Pattern.compile("^" + first.split(" ")[1]));
    }
  }

  @Test
  void takesUpWhatStaffSetUpMeanwhile() {
    page.clock().install();
    page.reload();
    screen.button("Touch to begin").click();
    assertThat(screen.button("I have no PIN")).isVisible();
    guesses.set("request_pin_on = false");
    page.clock().runFor(21_000); // one heartbeat
    assertThat(screen.button("I have no PIN")).isVisible(); // somebody is there

    screen.button("Start over").click();
    page.clock().runFor(21_000);

    assertThat(page.locator("#enter [data-do=request]")).hasCount(0);
  }

  @Test
  void isReadByEverybodyOnEveryScreenAtEverySize() {
    screen.button("Touch to begin").click();
    for (int digit = 0; digit < 13; digit++) screen.button("5").click();
    screen.isReadAtEverySize("thirteen digits");
    screen.button("I have no PIN").click();
    screen.isReadAtEverySize("request");
    screen.button("Request PIN").click();
    screen.isReadAtEverySize("request without an address");
    for (String said : List.of("asked", "not-offered", "unknown")) {
      answer("pin-requests", said);
      ask("ana@mail.example");
      assertThat(page.locator("section.answer:visible")).hasCount(1);
      screen.isReadAtEverySize("request " + said);
    }
    answer("entries", "pins-closed");
    enter(pin());
    assertThat(page.locator("section#pins-closed")).isVisible();
    screen.isReadAtEverySize("pins closed");
    answer("entries", "unit-needed");
    enter(pin());
    screen.isReadAtEverySize("unit");
    screen.button("Accept").click();
    screen.isReadAtEverySize("unit without a unit");
  }

  @Test
  void hasKeysThatAGloveHits() {
    screen.button("Touch to begin").click();
    screen.button("I have no PIN").click();
    for (int[] size : new int[][] {{1080, 1920}, {1920, 1080}, {1280, 800}}) {
      page.setViewportSize(size[0], size[1]);
      assertThat(
              (Boolean)
                  page.evaluate(
                      """
                      [...document.querySelectorAll("#request button")].map(key => key.getBoundingClientRect())
                        .every(box => box.width >= 72 && box.height >= 72)
                      """))
          .as("every key at %d px", size[0])
          .isTrue();
    }
  }

  private void enter(String digits) {
    if (screen.button("Touch to begin").isVisible()) screen.button("Touch to begin").click();
    else if (!page.locator("#enter").isVisible()) {
      page.keyboard().press("Escape");
      screen.button("Touch to begin").click();
    }
    digits.chars().forEach(digit -> screen.button(Character.toString(digit)).click());
    screen.button("Accept").click();
  }

  private void ask(String address) {
    page.keyboard().press("Escape");
    screen.button("Touch to begin").click();
    screen.button("I have no PIN").click();
    page.keyboard().type(address);
    page.keyboard().press("Enter");
  }

  private void touch(String screen, String letters) {
    letters
        .chars()
        .forEach(
            letter -> page.locator("#%s [data-key='%c']".formatted(screen, (char) letter)).click());
  }

  private String pin() {
    return cast.oneTimePin(ana).pinGrouped().reveal().replace(" ", "");
  }

  private void answer(String path, String answer) {
    screen.answer(path, "{\"answer\":\"" + answer + "\",\"seconds\":60}");
  }

  private String pinSentTo(String email) {
    var sent =
        await("a message")
            .until(
                () ->
                    tray.newest(Tray.KEPT).stream()
                        .filter(item -> item.to().address().equals(email))
                        .map(TrayItem::text)
                        .findFirst(),
                found -> found.isPresent());
    Matcher pin = PIN_IN_TEXT.matcher(sent.orElseThrow().reveal());
    assertThat(pin.find()).isTrue();
    return pin.group().replace(" ", "");
  }

  private List<JsonNode> entriesAsked() {
    List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());
    page.onRequest(request -> {
      if (request.url().endsWith("/kiosk/entries")) asked.add(json.readTree(request.postData()));
    });
    return asked;
  }
}
