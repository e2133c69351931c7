package dev.postern.rehearsal;

import static dev.postern.support.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.Postern;
import dev.postern.access.Entries;
import dev.postern.access.EntryAnswer;
import dev.postern.access.OneTimePinRequest;
import dev.postern.access.OneTimePins;
import dev.postern.access.SendAnswer;
import dev.postern.access.ShownKey;
import dev.postern.audit.Actor;
import dev.postern.database.StartRefused;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoors;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.people.RecipientFilter;
import dev.postern.people.Recipients;
import dev.postern.people.SignIn;
import dev.postern.place.Kiosks;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;

@RehearsalTest
class RehearsalSiteTest {
  private static final String ANYWHERE_ELSE = "Host: rebound.example";

  @Autowired Stage stage;
  @Autowired SiteAtStart siteAtStart;
  @Autowired RiverStreet riverStreet;
  @Autowired SignInFile signInFile;
  @Autowired SignIn signIn;
  @Autowired Recipients recipients;
  @Autowired OneTimePins oneTimePins;
  @Autowired Entries entries;
  @Autowired Kiosks kiosks;
  @Autowired HandClock clock;
  @Autowired Environment environment;
  @LocalServerPort int port;

  private Browser browser = new Browser(0);

  @BeforeEach
  void openTheBrowser() {
    browser = new Browser(port);
  }

  @Test
  void takesInEveryRecipientOfRiverStreet() {
    assertThat(recipients.count(stage.property().id(), RecipientFilter.ACTIVE)).isEqualTo(412);
    assertThat(recipients.count(stage.property().id(), RecipientFilter.OPTED_OUT)).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          obrien         | Siobhán O’Brien
          O’Brien        | Siobhán O’Brien
          zolc           | Łukasz Żółć
          smith an       | Ana Smith
          oak 7a         | Ana Ibáñez
          毛             | 毛 泽 (Mao)
          (718) 555-0150 | Siobhán O’Brien
          555-0150       | Siobhán O’Brien
          +1 718 555 0150| Siobhán O’Brien
          """)
  void findsRecipientsAsPeopleTypeThem(String typed, String found) {
    assertThat(search(typed)).extracting(Recipient::name).contains(found);
  }

  @Test
  void showsTheThreeSmithsAsThree() {
    assertThat(search("smith an"))
        .extracting(recipient -> recipient.name() + ", " + recipient.unit())
        .contains("Ana Smith, Cedar 3A", "Anna Smith, Maple 3A", "Anna Smith, Oak 3A");
  }

  @Test
  void buildsNothingAtTheSecondStart() {
    Secret password = signInFile.password().orElseThrow();

    siteAtStart.afterSingletonsInstantiated();
    assertThatThrownBy(riverStreet::build).isInstanceOf(IllegalStateException.class);

    assertThat(recipients.count(stage.property().id(), RecipientFilter.ACTIVE)).isEqualTo(412);
    assertThat(signInFile.password()).contains(password);
  }

  @ParameterizedTest
  @ValueSource(strings = {RiverStreet.MANAGER, RiverStreet.STAFF})
  void letsItsStaffSignInWithThePasswordInTheFile(String email) throws IOException {
    assertThat(signIn.check(email, signInFile.password().orElseThrow()))
        .isInstanceOf(SignIn.Answer.SignedIn.class);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(signInFile.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void isNotStartedForReal() {
    var start = new SpringApplicationBuilder(Postern.class);
    assertThatThrownBy(() ->
            start.run(
                "--postern.rehearsal=false",
                "--server.port=0",
                given("postern.home"),
                given("postern.database.url"),
                given("postern.database.username"),
                given("postern.database.password")))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("rehearsal of River Street Residences");
  }

  @Test
  void showsHowToSignInToWhoeverSitsHere() {
    Browser.Answer page = browser.get("/rehearsal");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.head()).contains("no-store").contains("frame-ancestors 'none'");
    assertThat(page.body())
        .contains(RiverStreet.MANAGER, RiverStreet.STAFF)
        .contains(signInFile.password().orElseThrow().reveal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/rehearsal", "/rehearsal/tray", "/rehearsal/door", "/rehearsal/tray/since"})
  void showsNothingToASiteThatPointsItsNameAtThisMachine(String path) {
    Browser.Answer answer = browser.get(path, ANYWHERE_ELSE);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain(signInFile.password().orElseThrow().reveal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/rehearsal/kiosk", "/rehearsal/door?behaviour=REFUSES"})
  void doesNothingForAFormOfAnotherSite(String path) {
    assertThat(browser.post(path, "").status()).isEqualTo(403);
    assertThat(stage.door().behaviour()).isEqualTo(Behaviour.OPENS);
  }

  @Test
  void rehearsesTheMainJobFromTheTrayToTheDoor() {
    send(search("zolc").getFirst());

    String email = browser.get(emailInTheTrayTo("lukasz.zolc@example.com")).body();
    String pin = pinIn(email);

    assertThat(enter(pin)).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(browser.get("/rehearsal/door").body()).contains("is-open");
    assertThat(enter(pin)).isEqualTo(new EntryAnswer.Refused());
    clock.advance(SimulatedDoors.PULSE);
    assertThat(browser.get("/rehearsal/door").body()).doesNotContain("is-open");
  }

  @Test
  void framesAnEmailSoThatItRunsAndReachesNothing() {
    send(search("obrien").getFirst());

    String head = browser.get(emailInTheTrayTo("siobhan.obrien@mail.example")).head();

    assertThat(head)
        .contains("default-src 'none'", "sandbox", "X-Frame-Options: SAMEORIGIN")
        .doesNotContain("default-src 'self'");
  }

  @Test
  void tellsAnOpenPageNothingWhileNothingIsNew() {
    String tray = newest(browser.get("/rehearsal/tray").body());
    String door = Browser.between(browser.get("/rehearsal/door").body(), "seen=", "\"");

    assertThat(browser.get("/rehearsal/tray/since?after=" + tray).status()).isEqualTo(204);
    assertThat(browser.get("/rehearsal/door/now?seen=" + door).status()).isEqualTo(204);
    assertThat(browser.get("/rehearsal/door/now?seen=another").status()).isEqualTo(200);
  }

  @Test
  void makesTheDoorDoWhatWasChosen() {
    Browser.Answer page = browser.get("/rehearsal/door");
    try {
      assertThat(choose(page, Behaviour.STALLS)).isEqualTo(303);
      assertThat(stage.door().behaviour()).isEqualTo(Behaviour.STALLS);
    } finally {
      choose(page, Behaviour.OPENS);
    }
  }

  @Test
  void handsABrowserTheCodeThatMakesItTheKiosk() {
    Browser.Answer page = browser.get("/rehearsal");

    Browser.Answer answer =
        browser.post("/rehearsal/kiosk", "_csrf=" + page.token(), "Cookie: " + page.cookie());

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.head()).contains("Location: ").containsPattern("/kiosk#code=\\d{10}");
    String code = answer.head().replaceAll("(?s).*#code=(\\d{10}).*", "$1");
    Secret credential = kiosks.pair(new Secret(code)).orElseThrow();
    assertThat(kiosks.byCredential(credential).orElseThrow().id()).isEqualTo(stage.kiosk().id());
  }

  private List<Recipient> search(String typed) {
    return recipients
        .search(stage.property().id(), typed, RecipientFilter.ACTIVE, null, 20)
        .recipients();
  }

  private void send(Recipient recipient) {
    var request =
        new OneTimePinRequest(
            stage.kiosk().room().id(),
            Set.of(Via.EMAIL),
            clock.instant().plus(Duration.ofHours(1)),
            "");
    assertThat(oneTimePins.send(Actor.SYSTEM, stage.property(), recipient.id(), request))
        .isInstanceOf(SendAnswer.Sent.class);
  }

  /** The address of the newest e-mail to somebody, once it is there. */
  private String emailInTheTrayTo(String address) {
    Pattern frame = Pattern.compile("src=\"(\\S+)\" title=\"E-mail to " + Pattern.quote(address));
    return await("an e-mail to " + address)
        .until(
            () ->
                frame
                    .matcher(browser.get("/rehearsal/tray").body())
                    .results()
                    .map(found -> found.group(1))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private EntryAnswer enter(String shown) {
    return entries.enter(stage.kiosk(), UUID.randomUUID(), ShownKey.read(shown), Duration.ZERO);
  }

  private int choose(Browser.Answer page, Behaviour behaviour) {
    String form = "behaviour=" + behaviour + "&_csrf=" + page.token();
    return browser.post("/rehearsal/door", form, "Cookie: " + page.cookie()).status();
  }

  private String given(String name) {
    return "--" + name + "=" + environment.getRequiredProperty(name);
  }

  private static String newest(String page) {
    return Browser.between(page, "since?after=", "\"");
  }

  private static String pinIn(String email) {
    Matcher pin = Pattern.compile(">(\\d{3} \\d{4})<").matcher(email);
    assertThat(pin.find()).isTrue();
    return pin.group(1);
  }
}
