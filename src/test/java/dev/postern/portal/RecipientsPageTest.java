package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Actor;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.support.PosternTest;
import dev.postern.support.Visitor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@PosternTest
class RecipientsPageTest {
  @Autowired ApplicationContext program;
  @Autowired Recipients recipients;
  @Autowired Places places;
  Site site;
  Property maple;
  Residents residents;
  Visitor staff;

  @BeforeEach
  void openTheProperty() {
    site = new Site(program);
    maple = site.property("Maple Court");
    places.addRoom(Actor.SYSTEM, maple.id(), "Maple Room");
    residents = new Residents(recipients, maple);
    staff = site.signedIn(Role.STAFF, maple);
  }

  @Test
  void findsPeopleAsOneTypesAndShowsEnoughToTellNamesakesApart() {
    residents.add("Anna", "Smith", "Oak 7A", "anna@example.com", "+17185550150", false);
    residents.add("Anna", "Smith", "Oak 8B", "smith@example.org", "", false);
    residents.unreachable();
    var rows = staff.get("/portal/recipients?q=smith+an", "HX-Request", "true");
    assertThat(rows.body())
        .contains("Oak 7A", "a•••@example.com", "••• 0150", "Oak 8B", "s•••@example.org")
        .contains("2 matches")
        .doesNotContain("Null", "anna@example.com", "<html");
    assertThat(staff.get("/portal/recipients?q=smith+an").body())
        .contains("Oak 7A", "<html", "value=\"smith an\"");
  }

  @Test
  void saysInWordsThatNobodyMatches() {
    residents.ana();
    assertThat(staff.get("/portal/recipients?q=xyz").body())
        .contains("Nobody here matches “xyz”. Search looks at names, units, e-mail and phone.");
    assertThat(staff.get("/portal/recipients?show=opted-out").body())
        .contains("Nobody has opted out.");
  }

  @Test
  void filtersThoseWhoOptedOutAndThoseWhoCannotBeReached() {
    residents.ana();
    residents.optedOut();
    residents.unreachable();
    assertThat(staff.get("/portal/recipients?show=opted-out").body())
        .contains("Otto Out")
        .doesNotContain("Ana Silva", "Jo Null");
    assertThat(staff.get("/portal/recipients?show=unreachable").body())
        .contains("Jo Null", "Unreachable")
        .doesNotContain("Ana Silva", "Otto Out");
  }

  @Test
  void leadsFromPageToPageUntilEveryoneWasShownOnce() {
    for (int i = 0; i < 60; i++) residents.called("No", "Body%02d".formatted(i));
    String next = "/portal/recipients";
    StringBuilder seen = new StringBuilder();
    int pages = 0;
    while (!next.isEmpty()) {
      String page = staff.get(next, "HX-Request", "true").body();
      Matcher name = Pattern.compile("No Body(\\d\\d)</a></td>").matcher(page);
      while (name.find()) seen.append(name.group(1));
      Matcher more = Pattern.compile("hx-get=\"([^\"]+)\"").matcher(page);
      next = more.find() ? more.group(1).replace("&amp;", "&") : "";
      pages++;
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 60; i++) all.append("%02d".formatted(i));
    assertThat(seen).hasToString(all.toString());
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void takesAnyTextForASearchAndAnyTextForAPlaceInTheList() {
    residents.ana();
    for (String odd : new String[] {"%00", "a@%00", "%25", "'--", "%F0%9F%98%80", "\\\\"}) {
      String query = odd.replace("\\", "%5C").replace("'", "%27");
      assertThat(staff.get("/portal/recipients?q=" + query).statusCode()).isEqualTo(200);
      assertThat(staff.get("/portal/recipients?after=" + query).statusCode()).isEqualTo(200);
      assertThat(staff.get("/portal/one-time-pins/matches?q=" + query).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void showsAScriptInANameAsText() {
    var recipient = residents.called("<script>alert(1)</script>", "Tables");
    for (String page :
        new String[] {
          "/portal/recipients",
          "/portal/recipients/" + recipient.id(),
          "/portal/one-time-pins/new?q=tables",
          "/portal/one-time-pins/new?recipient=" + recipient.id()
        }) {
      assertThat(staff.get(page).body())
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
          .doesNotContain("<script>alert");
    }
    assertThat(staff.get("/portal/recipients?q=%3Cscript%3Ex").body()).doesNotContain("<script>x");
  }

  @Test
  void tellsOfOnePersonWhatHappenedAndWhatCanBeDone() {
    var ana = residents.ana();
    var empty = staff.get("/portal/recipients/" + ana.id()).body();
    assertThat(empty)
        .contains("Maple 4B", "Can be reached", "Send One-Time PIN")
        .contains("/portal/one-time-pins/new?recipient=" + ana.id())
        .contains(
            "No access key was ever issued.", "Nothing was sent yet.", "No key of this person");

    String story = SendForm.story(SendForm.of(staff, ana.id()).send());
    assertThat(staff.get("/portal/recipients/" + ana.id()).body())
        .contains("Open one-time PIN", "One-time PIN", "QR code of the same entry", "••• ••••")
        .contains("E-mail to a•••@example.com", "Text to ••• 0150")
        .contains(story + "/reveal", story + "/cancellation", story + "/resend");
  }

  @Test
  void knowsNobodyOfAnotherProperty() {
    var elm = site.property("Elm Court");
    var stranger = new Residents(recipients, elm).ana();
    assertThat(staff.get("/portal/recipients/" + stranger.id()).statusCode()).isEqualTo(404);
    assertThat(staff.get("/portal/recipients?q=silva").body()).doesNotContain("Ana Silva");
    assertThat(staff.get("/portal/recipients/nobody").statusCode()).isIn(400, 404);
  }
}
