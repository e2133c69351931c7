package dev.postern.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.AccessKey;
import dev.postern.access.AccessKeys;
import dev.postern.access.Form;
import dev.postern.access.KeyCards;
import dev.postern.access.StandingKeys;
import dev.postern.access.StandingKeys.IssueAnswer;
import dev.postern.limit.Limit;
import dev.postern.place.Kiosk;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Screen;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** A card reader is a keyboard: what the screen sends for a key card, and what it is told. */
@RehearsalTest
class KeyCardTest {
  private static final String OFFERED = "{\"answer\":\"opened\",\"seconds\":5,\"card\":60}";
  private static final String OPENED = "{\"answer\":\"opened\",\"seconds\":5}";

  @Autowired ApplicationContext program;
  @Autowired StandingKeys standing;
  @Autowired AccessKeys keys;
  @Autowired HandClock clock;
  @LocalServerPort int port;

  private Cast cast;
  private Screen screen;

  @BeforeEach
  void pairAScreen() throws Exception {
    cast = new Cast(program);
    screen = paired(cast.kiosk);
  }

  @Test
  void offersToAddACardToWhoTypedTheirOwnPinAndToNobodyElse() throws Exception {
    UUID attempt = UUID.randomUUID();
    String pin = issue(cast.desk.id(), Form.PIN);
    assertThat(screen.enter(attempt, pin).body()).isEqualTo(OFFERED);
    assertThat(screen.enter(attempt, pin).body()).as("asked again").isEqualTo(OFFERED);

    String qr = issue(cast.desk.id(), Form.QR);
    assertThat(screen.enter(UUID.randomUUID(), qr).body()).isEqualTo(OPENED);
    String anas = issue(cast.ana().id(), Form.PIN);
    assertThat(screen.enter(UUID.randomUUID(), anas).body()).isEqualTo(OPENED);
  }

  @Test
  void addsACardThatOpensTheDoorUntilItIsDeactivated() throws Exception {
    UUID attempt = enterWithPin(cast.desk.id());
    assertThat(add(attempt, "0012345678").body()).isEqualTo("{\"answer\":\"card-added\"}");
    assertThat(add(attempt, "0012345678").body())
        .as("the answer was lost, and the screen asks again")
        .isEqualTo("{\"answer\":\"card-added\"}");

    assertThat(screen.hold(UUID.randomUUID(), "0012345678").body())
        .as("a card adds no card")
        .isEqualTo(OPENED);
    UUID card =
        keys.ofPerson(cast.desk.id()).stream()
            .filter(key -> key.form() == Form.CARD)
            .map(AccessKey::id)
            .toList()
            .getFirst();
    standing.deactivate(cast.rosa(), cast.property, card);
    assertThat(screen.hold(UUID.randomUUID(), "0012345678").body()).contains("refused");
  }

  @Test
  void addsACardForNobodyWhoDidNotJustEnterThereWithTheirPin() throws Exception {
    String signInFirst = "{\"answer\":\"card-sign-in-first\"}";
    assertThat(add(UUID.randomUUID(), "4455667788").body()).isEqualTo(signInFirst);
    assertThat(add(enterWithPin(cast.ana().id()), "4455667788").body()).isEqualTo(signInFirst);

    UUID attempt = enterWithPin(cast.desk.id());
    Screen other = paired(cast.secondKiosk);
    assertThat(other.json("/kiosk/cards", body(attempt, "4455667788")).body())
        .isEqualTo(signInFirst);

    clock.advance(KeyCards.AFTER_ENTRY);
    assertThat(add(attempt, "4455667788").body()).isEqualTo(signInFirst);
    assertThat(screen.hold(UUID.randomUUID(), "4455667788").body()).contains("refused");
  }

  @Test
  void saysTheSameOfSomebodyElsesCardAndOfWhatIsNoCard() throws Exception {
    String notPossible = "{\"answer\":\"card-not-possible\"}";
    add(enterWithPin(cast.desk.id()), "9988776655");

    UUID rosas = enterWithPin(cast.manager.id());
    assertThat(add(rosas, "9988776655").body()).isEqualTo(notPossible);
    assertThat(add(rosas, "1234567").body()).isEqualTo(notPossible);
    assertThat(add(rosas, "1".repeat(33)).body()).isEqualTo(notPossible);
    assertThat(add(rosas, "").body()).isEqualTo(notPossible);
  }

  @Test
  void addsNoMoreCardsAfterTen() throws Exception {
    UUID attempt = enterWithPin(cast.desk.id());
    for (int i = 0; i < Limit.CARD_BINDINGS.capacity(); i++) {
      assertThat(add(attempt, "10000000" + i).body()).contains("card-added");
    }
    assertThat(add(attempt, "200000000").body()).isEqualTo("{\"answer\":\"card-too-many\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{}",
        "{\"shown\":\"0012345678\"}",
        "{\"attempt\":\"0190c1f4-0000-7000-8000-000000000000\"}",
        "{\"attempt\":\"one\",\"shown\":\"0012345678\"}",
        "{\"attempt\":\"0190c1f4-0000-7000-8000-000000000000\",\"shown\":{}}",
        "{\"attempt\":\"0190c1f4-0000-7000-8000-000000000000\",\"shown\":\"1\"} more"
      })
  void refusesABodyThatHoldsNoCard(String body) throws Exception {
    HttpResponse<String> answer = screen.json("/kiosk/cards", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
  }

  @Test
  void takesCardsFromPairedScreensOnly() throws Exception {
    String body = body(enterWithPin(cast.desk.id()), "0012345678");

    assertThat(Screen.unpaired(port).json("/kiosk/cards", body).statusCode()).isEqualTo(401);
    assertThat(screen.withoutHeader().json("/kiosk/cards", body).statusCode()).isEqualTo(403);
    assertThat(screen.json("/kiosk/cards", body(UUID.randomUUID(), "1".repeat(2_000))).statusCode())
        .isEqualTo(400);
    var form = BodyPublishers.ofString("shown=0012345678");
    assertThat(screen.post("/kiosk/cards", "application/x-www-form-urlencoded", form).statusCode())
        .isEqualTo(415);
    assertThat(screen.get("/kiosk/cards").statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> add(UUID attempt, String shown) throws Exception {
    return screen.json("/kiosk/cards", body(attempt, shown));
  }

  private static String body(UUID attempt, String shown) {
    return "{\"attempt\":\"" + attempt + "\",\"shown\":\"" + shown + "\"}";
  }

  private UUID enterWithPin(UUID person) throws Exception {
    UUID attempt = UUID.randomUUID();
    assertThat(screen.enter(attempt, issue(person, Form.PIN)).body()).contains("opened");
    return attempt;
  }

  private String issue(UUID person, Form form) {
    return ((IssueAnswer.Issued) standing.issue(cast.rosa(), cast.property, person, form))
        .shown()
        .reveal();
  }

  private Screen paired(Kiosk kiosk) throws Exception {
    return Screen.paired(port, cast.pairingCode(kiosk));
  }
}
