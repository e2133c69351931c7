package dev.postern.kiosk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import dev.postern.access.OneTimePinRequest;
import dev.postern.access.OneTimePins;
import dev.postern.access.RevealAnswer;
import dev.postern.access.SendAnswer;
import dev.postern.audit.Actor;
import dev.postern.limit.Limit;
import dev.postern.notification.Tray;
import dev.postern.notification.TrayItem;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.place.Kiosks;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.support.Cast;
import dev.postern.support.Chromium;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person types besides seven digits: longer PINs, their unit, where their PIN is sent. */
@RehearsalTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypingInChromiumTest {
  private static final int[][] SIZES = {{1080, 1920}, {1920, 1080}, {390, 844}};
  private static final List<String> WCAG =
      List.of("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final Pattern PIN_IN_TEXT = Pattern.compile("\\b\\d{3} \\d{4}\\b");

  @Autowired ApplicationContext program;
  @Autowired Kiosks kiosks;
  @Autowired Places places;
  @Autowired OneTimePins oneTimePins;
  @Autowired Tray tray;
  @Autowired JdbcClient sql;
  @Autowired HandClock clock;
  @Autowired JsonMapper json;
  @LocalServerPort int port;

  private Chromium chromium;
  private BrowserContext context;
  private Page page;
  private Cast cast;
  private Recipient ana;

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
    ana = cast.ana();
    set("request_pin_on = true");
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
  void opensForALongPinTouchedOnTheScreen() {
    set("pin_length = 13");
    String pin = pin();
    assertThat(pin).hasSize(13);
    enter(pin);

    assertThat(heading()).hasText("The door is open");
  }

  @Test
  void showsTheDigitsInTheGroupsOfTheMessage() {
    button("Touch to begin").click();
    List<String> groups = new ArrayList<>();
    for (int digit = 1; digit <= 14; digit++) {
      button("5").click();
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
    spend("PIN");
    enter(pin());
    assertThat(heading()).hasText("What is your unit?");

    touch("unit", ana.unit());
    button("Accept").click();

    assertThat(heading()).hasText("The door is open");
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).get("attempt")).isNotEqualTo(asked.get(1).get("attempt"));
    assertThat(asked.get(1).get("unit").asString()).isEqualToIgnoringCase(ana.unit());
  }

  @Test
  void refusesTheUnitOfSomebodyElseLikeAnyOtherKey() {
    spend("PIN");
    enter(pin());
    assertThat(heading()).hasText("What is your unit?");
    button("Accept").click();
    assertThat(page.locator("#unit .problem"))
        .hasText("Type your unit as it is written at your door.");

    page.keyboard().type("9z");
    page.keyboard().press("Enter");

    assertThat(heading()).hasText("This PIN or QR code can’t open the door");
  }

  @Test
  void forgetsThePinWhenNobodyTypesTheUnit() {
    page.clock().install();
    page.reload();
    List<JsonNode> asked = entriesAsked();
    spend("PIN");
    enter(pin());
    assertThat(heading()).hasText("What is your unit?");
    page.clock().runFor(31_000);
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("This screen starts over in");
    page.clock().runFor(21_000);

    assertThat(button("Touch to begin")).isVisible();
    assertThat(page.locator("#unit input")).hasValue("");
    assertThat(asked).hasSize(1);
  }

  @Test
  void opensForAScannerWhereLettersAreTyped() {
    String qr = revealed().qr().reveal();
    button("Touch to begin").click();
    button("I have no PIN").click();
    page.keyboard().type("pa");
    button("Back").click();
    assertThat(page.locator("#request input")).hasValue("p");

    scan(qr);

    assertThat(heading()).hasText("The door is open");
  }

  @Test
  void saysWhatOpensADoorThatTakesNoPins() {
    spend("PIN");
    spend("UNIT_AND_PIN");
    enter(pin());
    assertThat(heading()).hasText("This door takes no PINs for now");

    page.keyboard().type(revealed().qr().reveal());
    page.keyboard().press("Enter");

    assertThat(heading()).hasText("The door is open");
  }

  @Test
  void asksForThePinOnceThePauseIsOver() {
    page.clock().install();
    page.reload();
    answer("entries", "paused");
    enter(pin());
    assertThat(heading()).hasText("PINs are paused at this kiosk");

    page.clock().runFor(61_000);

    assertThat(heading()).hasText("Enter your PIN");
  }

  @Test
  void sendsAPinToWhoeverAsksForIt() {
    String email = "ana" + System.nanoTime() + "@mail.example";
    cast.add(Cast.ana("", email, ""));
    button("Touch to begin").click();
    button("I have no PIN").click();
    touch("request", email.substring(0, email.indexOf('@')));
    button("At sign").click();
    page.keyboard().type(email.substring(email.indexOf('@') + 1));
    button("Request PIN").click();
    assertThat(heading()).hasText("If parcels are announced there, a one-time PIN is on its way");
    button("Enter PIN").click();
    assertThat(page.locator("#request input")).hasValue("");

    clock.advance(Duration.ofSeconds(2));
    enter(pinSentTo(email));

    assertThat(heading()).hasText("The door is open");
  }

  @Test
  void saysTheSameOfAnAddressThatNobodyHas() {
    ask("nobody@mail.example");

    assertThat(heading()).hasText("If parcels are announced there, a one-time PIN is on its way");
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

    assertThat(heading()).hasText("If parcels are announced there, a one-time PIN is on its way");
    assertThat(asked).hasSize(2).containsOnly(asked.getFirst());
  }

  @Test
  void keepsWhatIsNoAddressSoThatItCanBeMended() {
    ask("ana.mail");

    assertThat(page.locator("#request .problem"))
        .hasText("This is neither an e-mail address nor a phone number. Check it and try again.");
    assertThat(page.locator("#request input")).hasValue("ana.mail");
    button("Back").click();
    assertThat(page.locator("#request input")).hasValue("ana.mai");
    page.keyboard().press("Escape");
    assertThat(page.locator("#request input")).hasValue("");
  }

  @Test
  void laysTheLettersAsTheLanguageDoes() {
    for (var first : List.of("Deutsch qwertz", "Français azerty", "Español qwerty")) {
      button(first.split(" ")[0]).click();
      assertThat(page.locator("#unit [data-letters='0']"))
          .hasText(Pattern.compile("^" + first.split(" ")[1]));
    }
  }

  @Test
  void takesUpWhatStaffSetUpMeanwhile() {
    page.clock().install();
    page.reload();
    button("Touch to begin").click();
    assertThat(button("I have no PIN")).isVisible();
    set("request_pin_on = false");
    page.clock().runFor(21_000); // one heartbeat
    assertThat(button("I have no PIN")).isVisible(); // somebody is there

    button("Start over").click();
    page.clock().runFor(21_000);

    assertThat(page.locator("#enter [data-do=request]")).hasCount(0);
  }

  @Test
  void isReadByEverybodyOnEveryScreenAtEverySize() {
    button("Touch to begin").click();
    for (int digit = 0; digit < 13; digit++) button("5").click();
    everySize("thirteen digits");
    button("I have no PIN").click();
    everySize("request");
    button("Request PIN").click();
    everySize("request without an address");
    for (String said : List.of("asked", "not-offered", "unknown")) {
      answer("pin-requests", said);
      ask("ana@mail.example");
      assertThat(page.locator("section.answer:visible")).hasCount(1);
      everySize("request " + said);
    }
    answer("entries", "pins-closed");
    enter(pin());
    assertThat(page.locator("section#pins-closed")).isVisible();
    everySize("pins closed");
    answer("entries", "unit-needed");
    enter(pin());
    everySize("unit");
    button("Accept").click();
    everySize("unit without a unit");
  }

  @Test
  void hasKeysThatAGloveHits() {
    button("Touch to begin").click();
    button("I have no PIN").click();
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
    if (button("Touch to begin").isVisible()) button("Touch to begin").click();
    else if (!page.locator("#enter").isVisible()) {
      page.keyboard().press("Escape");
      button("Touch to begin").click();
    }
    digits.chars().forEach(digit -> button(Character.toString(digit)).click());
    button("Accept").click();
  }

  private void ask(String address) {
    page.keyboard().press("Escape");
    button("Touch to begin").click();
    button("I have no PIN").click();
    page.keyboard().type(address);
    page.keyboard().press("Enter");
  }

  /** All characters at one moment, whatever else this machine does. */
  private void scan(String qr) {
    page.evaluate(
        """
        text => {
          for (const key of [...text, "Enter"]) {
            document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
          }
        }
        """,
        qr);
  }

  private void touch(String screen, String letters) {
    letters
        .chars()
        .forEach(
            letter -> page.locator("#%s [data-key='%c']".formatted(screen, (char) letter)).click());
  }

  private String pin() {
    return revealed().pinGrouped().reveal().replace(" ", "");
  }

  private RevealAnswer.Revealed revealed() {
    var request =
        new OneTimePinRequest(
            cast.maple.id(), Set.of(Via.EMAIL), clock.instant().plus(Duration.ofHours(24)), "");
    var sent = (SendAnswer.Sent) oneTimePins.send(cast.rosa(), property(), ana.id(), request);
    return (RevealAnswer.Revealed)
        oneTimePins.reveal(cast.rosa(), cast.property, sent.id(), "to try the kiosk");
  }

  private String pinSentTo(String email) {
    var sent =
        await()
            .atMost(Duration.ofSeconds(20))
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

  private void answer(String address, String answer) {
    String body = "{\"answer\":\"" + answer + "\",\"seconds\":60}";
    page.unroute("**/kiosk/" + address);
    page.route(
        "**/kiosk/" + address,
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(body)));
  }

  /** Somebody guessed until nothing was left of it. */
  private void spend(String part) {
    sql.sql(
            """
            insert into chance_budget (room_id, part, spent, counted_at) values (:room, :part, 1, :now)
            on conflict (room_id, part) do update set spent = 1
            """)
        .param("room", cast.maple.id())
        .param("part", part)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** As it is set by now. */
  private Property property() {
    return places.property(cast.property.id());
  }

  private void set(String setting) {
    sql.sql("update property set " + setting + " where id = :id")
        .param("id", cast.property.id())
        .update();
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

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator heading() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }
}
