package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.people.Role;
import dev.postern.support.Cast;
import dev.postern.support.Guesses;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Visitor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What staff read about guesses at their doors, and what reaches them. */
@RehearsalTest
class GuardPageTest {
  private static final String GUARD = "/portal/guard";

  @Autowired ApplicationContext program;
  @Autowired HandClock clock;

  private Site site;
  private Cast cast;
  private Guesses guesses;
  private Visitor desk;

  @BeforeEach
  void signIn() {
    clock.set(HandClock.START); // 10:00 in New York
    site = new Site(program);
    cast = new Cast(program);
    guesses = new Guesses(program, cast);
    desk = site.visitor().signIn(cast.desk.email(), Cast.PASSWORD.reveal());
  }

  @Test
  void saysWhatAGuesserCanAchieveAtEachRoom() {
    assertThat(desk.get(GUARD).body()).contains("Maple Room", "Annex", "No PIN is live here yet.");
    guesses.givePins(1);
    assertThat(desk.get(GUARD).body()).contains("With 1 live PIN and these settings");
    guesses.givePins(1);
    assertThat(desk.get(GUARD).body())
        .contains(
            "With 2 live PINs and these settings a guesser gets in at most once in 1,000 years of"
                + " trying at this door.",
            "PINs are taken",
            "No unknown PIN was looked up in the last 24 hours.",
            "Nothing of it was spent in the last 365 days.")
        .doesNotContain("PINs need the unit", "/rearming");
    guesses.set("strictness = 'STRICT'");
    assertThat(desk.get(GUARD).body()).contains("once in 10,000 years");
  }

  @Test
  void showsTheUnknownPinsHourByHourInThePropertysZone() {
    guesses.at(cast.kiosk, 1);
    clock.advance(Duration.ofHours(3));
    guesses.at(cast.kiosk, 2);
    assertThat(desk.get(GUARD).body())
        .contains("3 unknown PINs in all.", "Most in one hour: 2, from 1:00 PM to 2:00 PM.")
        .contains("10:00 AM – 11:00 AM", "1:00 PM – 2:00 PM")
        .containsPattern("0\\.\\d% of a year’s share");
    clock.advance(Duration.ofHours(22));
    assertThat(manager().get(GUARD).body()).contains("2 unknown PINs in all.");
  }

  @Test
  void tellsStaffByMailOnTheDashboardAndInTheAuditLogWhenSomebodyGuesses() {
    assertThat(desk.get("/portal").body()).doesNotContain("Look at the kiosk");
    guesses.five();
    assertThat(desk.get("/portal").body())
        .contains(
            "Look at the kiosk", "5 unknown PINs in the last hour.", "#room-" + cast.maple.id())
        .doesNotContain("#room-" + cast.annex.id());
    for (String address : new String[] {cast.manager.email(), cast.desk.email()}) {
      assertThat(new Mailbox(program, address).await(1).text().reveal())
          .contains("Five unknown PINs were typed within ten minutes at Maple Room")
          .contains(cast.property.name(), "QR code from their message");
    }
    assertThat(manager().get("/portal/audit-log").body())
        .contains("told staff of guesses at", "five unknown PINs within ten minutes");
    clock.advance(Duration.ofMinutes(61));
    assertThat(desk.get("/portal").body()).doesNotContain("Look at the kiosk");
  }

  @Test
  void saysWhatPeopleDoWhenPinsAloneAreUsedUpAndWhenTheyComeBack() {
    guesses.givePins(1);
    guesses.spend(cast.maple, Part.PIN, 1);
    guesses.enter(cast.kiosk, "");
    assertThat(desk.get(GUARD).body())
        .contains("PINs need the unit", "Couriers and staff have no unit")
        .contains("PINs alone come back by themselves, if nobody guesses:", "/rearming");
    assertThat(desk.get("/portal/now").body()).contains("Look at the kiosk", "PINs need the unit");
    assertThat(desk.get("/portal/entries").body())
        .contains("Guesses had used up PINs alone, so the kiosk asked for the unit.");
    assertThat(new Mailbox(program, cast.desk.email()).await(1).text().reveal())
        .contains("The kiosk asks for the unit as well", "under Guard in the portal");
  }

  @Test
  void saysThatOnlyQrCodesAndKeyCardsAreLeftWhenAllPinsAreUsedUp() {
    guesses.spend(cast.maple, Part.PIN, 1);
    guesses.spend(cast.maple, Part.UNIT_AND_PIN, 1);
    guesses.enter(cast.kiosk, "4b");
    assertThat(desk.get(GUARD).body())
        .contains("Only QR codes and key cards", "No PIN is looked up, with or without the unit.");
    assertThat(desk.get("/portal/now").body()).contains("PINs open nothing there now.");
    assertThat(new Mailbox(program, cast.desk.email()).await(1).text().reveal())
        .contains("The kiosk takes no PIN now.");
  }

  @Test
  void saysWhichPinsAreTooShortAndThatNewOnesHelp() {
    guesses.set("pin_length = 7");
    guesses.givePins(12);
    assertThat(desk.get(GUARD).body()).doesNotContain("PINs by length");
    guesses.lengthen(1, 9);
    // for which eleven PINs of seven digits are too many
    guesses.set("pin_length = null, strictness = 'STRICT'");
    assertThat(desk.get(GUARD).body())
        .contains("PINs by length", "only with the unit: too short", "alone</td>")
        .contains("Give their owners new ones");
    guesses.set("pin_length = 7");
    assertThat(desk.get(GUARD).body()).contains("the settings fix how long a new one is");
  }

  @Test
  void saysThatPinsDoNotComeBackByThemselvesWhenAllAreTooShort() {
    guesses.set("pin_length = 7, strictness = 'STRICT'");
    guesses.givePins(12);
    assertThat(desk.get(GUARD).body())
        .contains("PINs need the unit", "PINs alone don’t come back by themselves")
        .doesNotContain("/rearming");
    assertThat(desk.get("/portal/now").body()).contains("PINs need the unit");
  }

  @Test
  void saysWhatAnotherSettingWouldGiveAndLeadsManagersThere() {
    guesses.givePins(2);
    assertThat(desk.get(GUARD).body())
        .contains("What another setting would give", "as it is", "At most once in 10,000 years")
        .doesNotContain("/portal/settings");
    assertThat(manager().get(GUARD).body()).contains("/portal/settings#at-the-door");
  }

  @Test
  void countsWhatWasAskedForAtTheKiosk() {
    assertThat(desk.get(GUARD).body()).doesNotContain("Request PIN");
    guesses.ask("UNKNOWN", 0);
    guesses.ask("UNKNOWN", 3);
    guesses.ask("KIOSK_LIMIT", 3);
    guesses.ask("UNKNOWN", 40);
    assertThat(desk.get(GUARD).body())
        .containsPattern("Asked for a PIN</th><td class=\"number\">1</td><td class=\"number\">3<")
        .containsPattern("Nobody’s address</th><td class=\"number\">1</td><td class=\"number\">2<")
        .containsPattern("Asked too often</th><td class=\"number\">0</td><td class=\"number\">1<");
  }

  @Test
  void namesTheKeyOfEntriesThatWereNobodys() {
    guesses.at(cast.kiosk, 1);
    guesses.enter(cast.kiosk, "4b");
    assertThat(desk.get("/portal/entries").body())
        .contains("<td>PIN</td>", "<td>PIN with unit</td>")
        .contains("No key of this property has", "No key of that unit has that number.");
  }

  @Test
  void showsNothingOfAnotherProperty() {
    guesses.five();
    Cast other = new Cast(program);
    Visitor stranger = site.visitor().signIn(other.manager.email(), Cast.PASSWORD.reveal());
    assertThat(stranger.get(GUARD).body()).doesNotContain(cast.maple.id().toString());
    assertThat(stranger.get("/portal").body()).doesNotContain("Look at the kiosk");
  }

  @Test
  void speaksTheLanguageOfTheReader() {
    guesses.five();
    guesses.spend(cast.maple, Part.PIN, 1);
    Visitor anybody = site.signedIn(Role.STAFF, cast.property);
    for (var one : Map.of("de", "Rateschutz", "fr", "Protection", "es", "Protección").entrySet()) {
      anybody.post("/portal/language", Map.of("language", one.getKey(), "back", GUARD));
      assertThat(anybody.get(GUARD).body())
          .contains("<h1>" + one.getValue() + "</h1>")
          .doesNotContain("guard.", "{0}");
      assertThat(anybody.get("/portal").body()).doesNotContain("dashboard.guard");
    }
  }

  private Visitor manager() {
    return site.visitor().signIn(cast.manager.email(), Cast.PASSWORD.reveal());
  }
}
