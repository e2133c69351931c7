package dev.postern.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.access.RevealAnswer;
import dev.postern.audit.Actor;
import dev.postern.door.SimulatedDoor;
import dev.postern.door.SimulatedDoors;
import dev.postern.limit.Limit;
import dev.postern.people.Recipient;
import dev.postern.place.Kiosks;
import dev.postern.support.Cast;
import dev.postern.support.Guesses;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Screen;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@RehearsalTest
class KioskTest {
  private static final String QR_TEXT = "P0123456789ABCDEFGHJKMNPQRS";

  @Autowired ApplicationContext program;
  @Autowired Kiosks kiosks;
  @Autowired SimulatedDoors doors;
  @Autowired HandClock clock;
  @LocalServerPort int port;

  private Cast cast;
  private Guesses guesses;
  private Screen screen;
  private String unit = ""; // of the recipient whose PIN was made last

  @BeforeEach
  void pairAScreen() throws Exception {
    cast = new Cast(program);
    guesses = new Guesses(program, cast);
    screen = Screen.paired(port, cast.pairingCode(cast.kiosk));
  }

  @Test
  void pairsWithTheCodeOfThePortalAndShowsItsRoom() throws Exception {
    HttpResponse<String> page = screen.get("/kiosk");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains(cast.property.name(), "Maple Room", "America/New_York");
    assertThat(page.headers().firstValue("Permissions-Policy").orElseThrow())
        .contains("camera=(self)");
  }

  @Test
  void keepsItsCredentialWhereNoScriptAndNoOtherSiteReachesIt() throws Exception {
    String cookie =
        Screen.unpaired(port).pair(code()).headers().firstValue("Set-Cookie").orElseThrow();

    assertThat(cookie)
        .startsWith("__Host-postern-kiosk=")
        .contains("Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=34560000");
  }

  @Test
  void saysTheSameAboutAWrongAnOldAndAUsedCode() throws Exception {
    String used = code();
    Screen.unpaired(port).pair(used);
    String old = code();
    clock.advance(Kiosks.PAIRING_CODE_LIFE);

    for (String code : new String[] {used, old, "0000000000", "short"}) {
      HttpResponse<String> answer = Screen.unpaired(port).pair(code);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void takesNoMorePairingCodesAfterTwentyWrongOnes() throws Exception {
    for (int i = 0; i < Limit.PAIRING_TRIES.capacity(); i++) {
      assertThat(Screen.unpaired(port).pair("0000000000").statusCode()).isEqualTo(422);
    }

    String right = code();
    HttpResponse<String> answer = Screen.unpaired(port).pair(right);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");

    clock.advance(Duration.ofSeconds(30));
    assertThat(Screen.unpaired(port).pair(right).statusCode()).isEqualTo(204);
  }

  @Test
  void showsThePairingPageOnceItIsRevoked() throws Exception {
    kiosks.revoke(Actor.SYSTEM, cast.kiosk.id());

    HttpResponse<String> heartbeat = screen.json("/kiosk/heartbeat", "{}");
    assertThat(heartbeat.statusCode()).isEqualTo(401);
    assertThat(heartbeat.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(screen.enter(UUID.randomUUID(), "1234567").statusCode()).isEqualTo(401);
    assertThat(screen.get("/kiosk").body()).contains("data-screen=\"pairing\"");
  }

  @Test
  void tellsThePortalThatItIsThere() throws Exception {
    clock.advance(Duration.ofMinutes(1));

    assertThat(screen.json("/kiosk/heartbeat", "{}").statusCode()).isEqualTo(204);

    assertThat(kiosks.kiosk(cast.kiosk.id()).lastSeenAt()).isEqualTo(clock.instant());
  }

  @Test
  void tellsTheScreenWhenItsPageIsOutOfDate() throws Exception {
    String version = pageVersion();
    assertThat(screen.get("/kiosk").body()).contains("data-version=\"" + version + "\"");
    assertThat(pageVersion()).isEqualTo(version);

    guesses.set("request_pin_on = true");

    assertThat(pageVersion()).isNotEqualTo(version);
    assertThat(screen.get("/kiosk").body()).contains("data-version=\"" + pageVersion() + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/kiosk/entries",
        "/kiosk/heartbeat",
        "/kiosk/pairing",
        "/kiosk/camera-frames",
        "/kiosk/pin-requests"
      })
  void takesNothingThatAnotherSiteCouldSend(String path) throws Exception {
    assertThat(screen.withoutHeader().json(path, "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void takesNoForm() throws Exception {
    HttpResponse<String> answer =
        screen.post(
            "/kiosk/entries",
            "application/x-www-form-urlencoded",
            BodyPublishers.ofString("shown=1234567"));

    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{}",
        "{\"shown\":\"1234567\"}",
        "{\"attempt\":\"0190c1f4-0000-7000-8000-000000000000\"}",
        "{\"attempt\":\"one\",\"shown\":\"1234567\"}",
        "{\"attempt\":\"0190c1f4-0000-7000-8000-000000000000\",\"shown\":{}}",
        "{\"attempt\":\"0190c1f4-0000-7000-8000-000000000000\",\"shown\":\"1\"} more"
      })
  void refusesABodyThatIsNoAttempt(String body) throws Exception {
    HttpResponse<String> answer = screen.json("/kiosk/entries", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
  }

  @Test
  void refusesABodyOfAMegabyte() throws Exception {
    String body =
        "{\"attempt\":\"" + UUID.randomUUID() + "\",\"shown\":\"" + "1".repeat(1_000_000) + "\"}";

    assertThat(screen.json("/kiosk/entries", body).statusCode()).isEqualTo(400);
  }

  @Test
  void opensOnceForAPinAndRefusesItASecondTime() throws Exception {
    String pin = pin().pinGrouped().reveal();

    assertThat(screen.enter(UUID.randomUUID(), pin).body())
        .isEqualTo("{\"answer\":\"opened\",\"seconds\":5}");
    assertThat(screen.enter(UUID.randomUUID(), pin).body())
        .isEqualTo("{\"answer\":\"refused\",\"seconds\":0}");
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void opensForTheQrCodeOfTheSameKey() throws Exception {
    assertThat(screen.enter(UUID.randomUUID(), pin().qr().reveal()).body()).contains("opened");
  }

  @Test
  void opensOnceHoweverOftenTheSameAttemptIsAsked() throws Exception {
    String pin = pin().pinGrouped().reveal();
    UUID attempt = UUID.randomUUID();
    Callable<String> ask = () -> screen.enter(attempt, pin).body();

    try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> answer :
          askers.invokeAll(Stream.generate(() -> ask).limit(10).toList())) {
        assertThat(answer.get()).isEqualTo("{\"answer\":\"opened\",\"seconds\":5}");
      }
    }
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void saysThatThePinStillWorksWhenTheDoorDidNotOpen() throws Exception {
    String pin = pin().pinGrouped().reveal();
    doors.behave(cast.door, SimulatedDoor.Behaviour.REFUSES);
    assertThat(screen.enter(UUID.randomUUID(), pin).body()).contains("\"not-opened\"");

    doors.behave(cast.door, SimulatedDoor.Behaviour.OPENS);
    assertThat(screen.enter(UUID.randomUUID(), pin).body()).contains("\"opened\"");
  }

  @Test
  void saysSoWhenNobodyKnowsWhetherTheDoorOpened() throws Exception {
    String pin = pin().pinGrouped().reveal();
    doors.behave(cast.door, SimulatedDoor.Behaviour.CUTS_THE_LINE);

    assertThat(screen.enter(UUID.randomUUID(), pin).body()).contains("\"unknown\"");
  }

  @Test
  void turnsATypingErrorAwayWithoutARefusal() throws Exception {
    assertThat(screen.enter(UUID.randomUUID(), "1234560").body()).contains("\"mistyped\"");
  }

  @Test
  void takesManyDigitsForAPinFromAHandAndForACardFromAReader() throws Exception {
    guesses.set("pin_length = 10");
    String pin = pin().pinGrouped().reveal().replace(" ", "");
    assertThat(pin).hasSize(10);

    assertThat(screen.hold(UUID.randomUUID(), pin).body()).contains("\"refused\"");
    assertThat(screen.enter(UUID.randomUUID(), pin).body()).contains("\"opened\"");
  }

  @Test
  void asksForTheUnitAndThenForNothingButAQrCode() throws Exception {
    String pin = pin().pinGrouped().reveal();
    guesses.spend(cast.maple, Part.PIN, 1);
    assertThat(screen.enter(UUID.randomUUID(), pin).body())
        .isEqualTo("{\"answer\":\"unit-needed\",\"seconds\":0}");
    assertThat(screen.enter(UUID.randomUUID(), pin, "").body()).contains("\"unit-needed\"");
    assertThat(screen.enter(UUID.randomUUID(), pin, "elsewhere").body()).contains("\"refused\"");
    assertThat(screen.enter(UUID.randomUUID(), pin, unit).body()).contains("\"opened\"");

    guesses.spend(cast.maple, Part.UNIT_AND_PIN, 1);
    RevealAnswer.Revealed next = pin();
    assertThat(screen.enter(UUID.randomUUID(), next.pinGrouped().reveal()).body())
        .isEqualTo("{\"answer\":\"pins-closed\",\"seconds\":0}");
    assertThat(screen.enter(UUID.randomUUID(), next.qr().reveal()).body()).contains("\"opened\"");
  }

  @Test
  void saysTheSameOfEveryAddressThatAPinIsAskedForTo() throws Exception {
    assertThat(ask("{\"request\":\"%s\",\"address\":\"ana@mail.example\"}").body())
        .isEqualTo("{\"answer\":\"not-offered\"}");
    guesses.set("request_pin_on = true");
    cast.ana();

    HttpResponse<String> known = ask("{\"request\":\"%s\",\"address\":\"ana@mail.example\"}");
    HttpResponse<String> unknown = ask("{\"request\":\"%s\",\"address\":\"bea@mail.example\"}");

    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(known.body()).isEqualTo("{\"answer\":\"asked\"}").isEqualTo(unknown.body());
    assertThat(unknown.statusCode()).isEqualTo(200);
    assertThat(unknown.headers().map().keySet()).isEqualTo(known.headers().map().keySet());
    assertThat(ask("{\"request\":\"%s\",\"address\":\"ana\"}").body())
        .isEqualTo("{\"answer\":\"no-address\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "{}", "{\"request\":\"%s\"}", "{\"address\":\"a@b.example\"}"})
  void refusesABodyThatAsksForNoPin(String body) throws Exception {
    assertThat(ask(body).statusCode()).isEqualTo(400);
  }

  @Test
  void readsTheQrCodeInACameraPicture() throws Exception {
    HttpResponse<String> answer = frame(Picture.of(QR_TEXT, 400, 400));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"shown\":\"" + QR_TEXT + "\"}");
  }

  @Test
  void readsNothingOutOfAPictureWithoutOurCode() throws Exception {
    assertThat(frame(new byte[400 * 400]).statusCode()).isEqualTo(204);
    assertThat(frame(Picture.of("https://elsewhere.example", 400, 400)).statusCode())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 400 * 400 - 1, 400 * 400 + 1, 1_000_000})
  void refusesAPictureOfAnotherSize(int size) throws Exception {
    assertThat(frame(new byte[size]).statusCode()).isEqualTo(400);
  }

  @Test
  void drawsTheQrCodeOfALinkForAnybodyAndUsesNothingUp() throws Exception {
    String text = pin().qr().reveal();

    for (int opened = 0; opened < 2; opened++) {
      assertThat(Screen.unpaired(port).get("/q").statusCode()).isEqualTo(200);
      HttpResponse<String> drawn =
          Screen.unpaired(port).withoutHeader().json("/q", "{\"shown\":\"" + text + "\"}");
      assertThat(drawn.statusCode()).isEqualTo(200);
      assertThat(drawn.body()).contains("<svg").doesNotContain(text);
    }
    assertThat(screen.enter(UUID.randomUUID(), text).body()).contains("opened");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"shown\":\"hello\"}", "{\"shown\":\"P<script>\"}", "nothing"})
  void drawsNothingElse(String body) throws Exception {
    assertThat(Screen.unpaired(port).json("/q", body).statusCode()).isEqualTo(400);
  }

  private String code() {
    return kiosks.invite(Actor.SYSTEM, cast.kiosk.id()).reveal();
  }

  private RevealAnswer.Revealed pin() {
    Recipient ana = cast.ana();
    unit = ana.unit();
    return cast.oneTimePin(ana);
  }

  private HttpResponse<String> ask(String body) throws Exception {
    return screen.json("/kiosk/pin-requests", body.replace("%s", UUID.randomUUID().toString()));
  }

  private String pageVersion() throws Exception {
    return screen.json("/kiosk/heartbeat", "{}").headers().firstValue("X-Kiosk-Page").orElseThrow();
  }

  private int pulses() {
    return doors.state(cast.door).orElseThrow().pulses();
  }

  private HttpResponse<String> frame(byte[] frame) throws Exception {
    return screen.post(
        "/kiosk/camera-frames", "application/octet-stream", BodyPublishers.ofByteArray(frame));
  }
}
