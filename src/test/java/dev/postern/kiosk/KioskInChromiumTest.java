package dev.postern.kiosk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.postern.audit.Actor;
import dev.postern.door.SimulatedDoors;
import dev.postern.place.Kiosks;
import dev.postern.support.Cast;
import dev.postern.support.Chromium;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.TouchScreen;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A person at the kiosk, with a finger, a keyboard, a scanner and a bad line. */
@RehearsalTest
class KioskInChromiumTest {

  @Autowired ApplicationContext program;
  @Autowired Kiosks kiosks;
  @Autowired SimulatedDoors doors;
  @Autowired HandClock clock;
  @Autowired JsonMapper json;
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
  void opensForAPinTouchedOnTheScreenAndRefusesItFromTheKeyboard() {
    String pin = cast.oneTimePin(cast.ana()).pinGrouped().reveal().replace(" ", "");
    screen.button("Touch to begin").click();
    pin.chars().forEach(digit -> screen.button(Character.toString(digit)).click());
    screen.button("Accept").click();
    assertThat(screen.heading()).hasText("The door is open");
    assertThat(screen.button("Touch to begin")).isVisible(); // by itself

    page.keyboard().type(pin); // a USB keypad needs no touch
    page.keyboard().press("Enter");
    assertThat(screen.heading()).hasText("This PIN or QR code can’t open the door");
    page.keyboard().press("Escape");
    assertThat(screen.button("Touch to begin")).isVisible();
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void opensForAScannerThatTypesOnTheIdleScreen() {
    page.keyboard().type(cast.oneTimePin(cast.ana()).qr().reveal());
    page.keyboard().press("Enter");

    assertThat(screen.heading()).hasText("The door is open");
  }

  @Test
  void opensForAQrCodeHeldInFrontOfTheCamera() throws Exception {
    Path film = Picture.film(cast.oneTimePin(cast.ana()).qr().reveal());
    try (Chromium withCamera =
        Chromium.start(
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-video-capture=" + film)) {
      var filmed = TouchScreen.pair(withCamera.browser(), port, cast.pairingCode(cast.kiosk));
      filmed.button("Scan QR code").click();

      assertThat(filmed.heading()).hasText("The door is open");
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

    page.keyboard().type(cast.oneTimePin(cast.ana()).pinGrouped().reveal());
    page.keyboard().press("Enter");

    assertThat(screen.heading()).hasText("The door is open");
    assertThat(asked).hasSize(2).containsOnly(asked.getFirst());
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void saysThatNobodyKnowsWhenNoAnswerEverComes() {
    page.clock().install();
    page.reload();
    page.route("**/kiosk/entries", Route::abort);
    page.keyboard().type(cast.oneTimePin(cast.ana()).pinGrouped().reveal());
    page.keyboard().press("Enter");
    assertThat(screen.heading()).hasText("One moment, please");

    for (int second = 0; second < 25; second++) page.clock().runFor(1_000);

    assertThat(screen.heading()).hasText("Nobody knows whether the door opened");
  }

  @Test
  void findsATypingErrorWithoutAsking() {
    List<String> asked = Collections.synchronizedList(new ArrayList<>());
    page.onRequest(request -> asked.add(request.url()));
    String pin = cast.oneTimePin(cast.ana()).pinGrouped().reveal().replace(" ", "");
    char last = pin.charAt(6);

    page.keyboard().type(pin.substring(0, 6) + (last == '9' ? '0' : (char) (last + 1)));
    page.keyboard().press("Enter");

    assertThat(page.locator("#problem"))
        .hasText("That number has a typing error. Check it and try again.");
    assertThat(asked).noneMatch(url -> url.endsWith("/kiosk/entries"));
  }

  @Test
  void saysThatItIsOfflineAndComesBackByItself() {
    screen.context.setOffline(true);
    assertThat(screen.heading()).hasText("This kiosk is offline");

    screen.context.setOffline(false);
    assertThat(screen.button("Touch to begin")).isVisible();
  }

  @Test
  void becomesAPairingPageWhenItIsRevoked() {
    page.clock().install();
    page.reload();
    kiosks.revoke(Actor.SYSTEM, cast.kiosk.id());

    page.clock().runFor(21_000); // one heartbeat

    assertThat(screen.button("Pair this screen")).isVisible();
  }

  @Test
  void asksWhetherSomebodyIsThereBeforeItStartsOver() {
    page.clock().install();
    page.reload();
    page.keyboard().type("12");
    page.clock().runFor(31_000);
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("This screen starts over in");

    screen.button("I need more time").click();
    assertThat(screen.heading()).hasText("Enter your PIN");

    page.clock().runFor(31_000);
    page.clock().runFor(21_000);
    assertThat(screen.button("Touch to begin")).isVisible();
  }

  @Test
  void speaksTheLanguageThatAPersonChoosesAndReturnsToItsOwn() {
    screen.button("Français").click();
    screen.button("Touchez pour commencer").click();
    assertThat(screen.heading()).hasText("Saisissez votre code PIN");
    assertThat(page.locator("html")).hasAttribute("lang", "fr");

    screen.button("Recommencer").click();
    assertThat(screen.button("Touch to begin")).isVisible();
  }

  @Test
  void isReadByEverybodyOnEveryScreenAtEverySize() {
    screen.isReadAtEverySize("idle");
    page.keyboard().type("123");
    assertThat(screen.heading()).hasText("Enter your PIN");
    screen.isReadAtEverySize("keypad");
    page.keyboard().type("4560");
    page.keyboard().press("Enter");
    screen.isReadAtEverySize("typing error");
    answerWith("refused");
    screen.isReadAtEverySize("refused");
    answerWith("not-opened");
    screen.isReadAtEverySize("not opened");
    answerWith("unknown");
    screen.isReadAtEverySize("unknown");
    answerWith("paused");
    screen.isReadAtEverySize("paused");
    screen.context.setOffline(true);
    assertThat(screen.heading()).hasText("This kiosk is offline");
    screen.isReadAtEverySize("offline");
    screen.context.setOffline(false);
    assertThat(screen.button("Touch to begin")).isVisible();
    answerWith("opened");
    screen.isReadAtEverySize("opened");
    kiosks.revoke(Actor.SYSTEM, cast.kiosk.id());
    page.reload();
    screen.isReadAtEverySize("pairing");
    page.navigate("http://localhost:" + port + "/q#" + cast.oneTimePin(cast.ana()).qr().reveal());
    assertThat(screen.button("Print")).isVisible();
    screen.isReadAtEverySize("QR link");
  }

  private void answerWith(String answer) {
    screen.answer("entries", "{\"answer\":\"" + answer + "\",\"seconds\":60}");
    page.keyboard().press("Escape");
    page.keyboard().type("P0123456789ABCDEFGHJKMNPQRS");
    page.keyboard().press("Enter");
    assertThat(page.locator("section#" + answer)).isVisible();
  }

  private static void loseTheAnswer(Route route) {
    route.fetch(); // the program decides and opens
    route.abort();
  }

  private int pulses() {
    return doors.state(cast.door).orElseThrow().pulses();
  }
}
