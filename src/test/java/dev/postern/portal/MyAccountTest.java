package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.AuditLog;
import dev.postern.notification.Tray;
import dev.postern.people.EmailChanges;
import dev.postern.people.Profiles;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What people look after themselves, with the e-mails that tell them of it. */
@RehearsalTest
class MyAccountTest {
  private static final String ACCOUNT = "/portal/my-account";
  private static final String NEW_PASSWORD = "four pigeons on the copper roof";
  private static final Pattern LINK = Pattern.compile("/portal/email-change#(\\w+)");
  private static final Pattern END = Pattern.compile(ACCOUNT + "/sessions/([0-9a-f-]{36})/end");

  @Autowired ApplicationContext program;
  @Autowired Profiles profiles;
  @Autowired AuditLog audit;
  @Autowired HandClock clock;
  @Autowired Tray tray;

  Site site;
  Property maple;
  StaffMember rosa;
  Visitor desk;

  @BeforeEach
  void signIn() {
    site = new Site(program);
    maple = site.property("Maple Court");
    rosa = site.member(Role.STAFF, maple);
    desk = site.visitor().signIn(rosa.email(), Site.PASSWORD);
    desk.get(ACCOUNT);
  }

  @Test
  void savesNamePhoneAndLanguage() {
    assertThat(save("Rosa", "<i>Díaz</i>", "fr", "718 555 0150").statusCode()).isEqualTo(303);
    assertThat(desk.get(ACCOUNT).body())
        .contains("Your profile is saved.", "&lt;i>Díaz&lt;/i>", "value=\"+17185550150\"")
        .doesNotContain("<i>");
    assertThat(profiles.of(rosa).language()).isEqualTo("fr");
    assertThat(audit.page(maple.id(), null, 1).getFirst().details())
        .containsEntry("before", "Rosa Delgado");
    desk.get(ACCOUNT);
    save("Rosa", "Díaz", "fr", "");
    assertThat(profiles.of(rosa).phone()).isNull();
  }

  @Test
  void keepsAllThatWasTypedWhenSomethingIsWrong() {
    var answer = save("Rosa Maria", "", "xx", "12");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains(
            "Write your last name.",
            "Choose one of the list.",
            "This can’t be a phone number.",
            "value=\"Rosa Maria\"",
            "value=\"12\"",
            "href=\"#phone\"");
    assertThat(save("x".repeat(201), "y\u0000".repeat(201), "en", "").statusCode()).isEqualTo(422);
    assertThat(desk.post(ACCOUNT, Map.of()).statusCode()).isEqualTo(422);
    assertThat(profiles.of(rosa).lastName()).isEqualTo("Delgado");
  }

  @Test
  void changesThePasswordEndsAllOtherSessionsAndTellsTheOwner() {
    Visitor phone = site.visitor().signIn(rosa.email(), Site.PASSWORD);
    desk.get(ACCOUNT + "/password");
    assertThat(change("not my password", NEW_PASSWORD).body())
        .contains("That is not your password.")
        .doesNotContain(NEW_PASSWORD);
    assertThat(change(Site.PASSWORD, "Delgado 2026").statusCode()).isEqualTo(422);
    assertThat(change(Site.PASSWORD, Site.PASSWORD).body()).contains("the password you have now");
    assertThat(change("", "").statusCode()).isEqualTo(422);
    assertThat(change(Site.PASSWORD, NEW_PASSWORD).statusCode()).isEqualTo(303);
    assertThat(phone.get("/portal").statusCode()).isEqualTo(302);
    assertThat(desk.get(ACCOUNT + "/password").body()).contains("Your password is changed");
    assertThat(site.visitor().signIn(rosa.email(), Site.PASSWORD).get("/portal").statusCode())
        .isEqualTo(302);
    assertThat(site.visitor().signIn(rosa.email(), NEW_PASSWORD).get("/portal").statusCode())
        .isEqualTo(200);
    assertThat(mail(rosa.email(), "password")).contains("Rosa Delgado");
  }

  @Test
  void signsInWithANewAddressOnceItsLinkWasUsedAndTellsTheOldOne() {
    String next = address();
    assertThat(askFor(next).statusCode()).isEqualTo(303);
    assertThat(desk.get(ACCOUNT).body()).contains(next, "waits to be confirmed");
    String token = token(next);
    Visitor scanner = site.visitor();
    assertThat(open(scanner, token).body())
        .contains("From now on Rosa Delgado signs in with " + next);
    assertThat(inWith(next)).isEqualTo(302);
    Visitor owner = site.visitor();
    open(owner, token);
    assertThat(owner.post(EmailChanges.PATH, Map.of()).body())
        .contains("From now on you sign in with " + next);
    assertThat(inWith(next)).isEqualTo(200);
    assertThat(inWith(rosa.email())).isEqualTo(302);
    assertThat(desk.get("/portal").statusCode()).isEqualTo(200);
    assertThat(mail(rosa.email(), "address")).contains("•••").doesNotContain(next);
    var again = scanner.post(EmailChanges.PATH, Map.of());
    assertThat(again.statusCode()).isEqualTo(410);
    assertThat(open(site.visitor(), token).statusCode()).isEqualTo(410);
  }

  @Test
  void forgetsALinkThatIsWithdrawnReplacedOrADayOld() {
    String first = address();
    askFor(first);
    String withdrawn = token(first);
    desk.get(ACCOUNT);
    desk.post(ACCOUNT + "/email-changes/withdrawal", Map.of());
    String second = address();
    askFor(second);
    String replaced = token(second);
    String third = address();
    askFor(third);
    String late = token(third);
    assertThat(open(site.visitor(), withdrawn).statusCode()).isEqualTo(410);
    assertThat(open(site.visitor(), replaced).statusCode()).isEqualTo(410);
    assertThat(open(site.visitor(), late).statusCode()).isEqualTo(200);
    clock.advance(EmailChanges.LIFE);
    assertThat(open(site.visitor(), late).statusCode()).isEqualTo(410);
    assertThat(open(site.visitor(), "no link at all").statusCode()).isEqualTo(410);
    assertThat(site.visitor().get(EmailChanges.PATH).statusCode()).isEqualTo(200);
    clock.advance(EmailChanges.LIFE.negated());
  }

  @Test
  void refusesAnAddressThatCannotBeTheirs() {
    StaffMember sam = site.member(Role.STAFF, maple);
    assertThat(askFor(sam.email()).body()).contains("Somebody else on the staff");
    assertThat(askFor(rosa.email()).body()).contains("You sign in with this address already.");
    assertThat(askFor("rosa at home").body())
        .contains("No mail can go to this address.", "value=\"rosa at home\"");
  }

  @Test
  void givesTheAddressToWhoeverConfirmsItFirst() {
    StaffMember sam = site.member(Role.STAFF, maple);
    String wanted = address();
    askFor(wanted);
    String mine = token(wanted);
    Visitor other = site.visitor().signIn(sam.email(), Site.PASSWORD);
    other.get(ACCOUNT);
    other.post(ACCOUNT + "/email-changes", Map.of("email", wanted));
    String theirs = otherToken(wanted, mine);
    Visitor first = site.visitor();
    open(first, theirs);
    assertThat(first.post(EmailChanges.PATH, Map.of()).statusCode()).isEqualTo(200);
    Visitor second = site.visitor();
    open(second, mine);
    assertThat(second.post(EmailChanges.PATH, Map.of()).statusCode()).isEqualTo(410);
    assertThat(inWith(rosa.email())).isEqualTo(200);
  }

  @Test
  void asksWhoItIsBeforeAnotherAddressIsTaken() {
    clock.advance(Confirmation.FRESH);
    String next = address();
    var asked = askFor(next);
    assertThat(asked.statusCode()).isEqualTo(422);
    assertThat(asked.body()).contains("Type your password to go on.", next);
    desk.post(ACCOUNT + "/email-changes", Map.of("email", next, "password", Site.PASSWORD));
    assertThat(desk.get(ACCOUNT).body()).contains("waits to be confirmed");
  }

  @Test
  void sendsOnlySoManyLinks() {
    for (int i = 0; i < 5; i++) assertThat(askFor(address()).statusCode()).isEqualTo(303);
    assertThat(askFor(address()).body()).contains("Too many addresses lately.");
  }

  @Test
  void listsTheSessionsAndEndsTheOthers() {
    Visitor phone = site.visitor().signIn(rosa.email(), Site.PASSWORD);
    Visitor tablet = site.visitor().signIn(rosa.email(), Site.PASSWORD);
    var page = desk.get(ACCOUNT + "/sessions");
    assertThat(page.body()).contains("This one", "A browser", "End all others");
    assertThat(page.body()).doesNotContain(desk.cookies().get("__Host-postern"));
    List<String> refs = END.matcher(page.body()).results().map(it -> it.group(1)).toList();
    assertThat(refs).hasSize(2);
    assertThat(desk.post(ACCOUNT + "/sessions/" + refs.getFirst() + "/end", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(List.of(phone.get("/portal").statusCode(), tablet.get("/portal").statusCode()))
        .containsExactlyInAnyOrder(200, 302);
    assertThat(desk.post(ACCOUNT + "/sessions/" + refs.getFirst() + "/end", Map.of()).statusCode())
        .isEqualTo(404);
    desk.get(ACCOUNT + "/sessions");
    desk.post(ACCOUNT + "/sessions/others/end", Map.of());
    assertThat(phone.get("/portal").statusCode()).isEqualTo(302);
    assertThat(tablet.get("/portal").statusCode()).isEqualTo(302);
    assertThat(desk.get(ACCOUNT + "/sessions").body())
        .contains("You are signed out everywhere else.", "You are signed in nowhere else.");
  }

  @Test
  void namesABrowserAsPeopleDo() {
    assertThat(
            Browser.of(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15"
                    + " (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1"))
        .isEqualTo(new Browser("Safari", "iPhone"));
    assertThat(
            Browser.of(
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0"))
        .isEqualTo(new Browser("Edge", "Windows"));
    assertThat(Browser.of("Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"))
        .isEqualTo(new Browser("Firefox", "Linux"));
    assertThat(Browser.of("<script>")).isEqualTo(new Browser("", ""));
  }

  private HttpResponse<String> save(String first, String last, String language, String phone) {
    return desk.post(
        ACCOUNT,
        Map.of("firstName", first, "lastName", last, "language", language, "phone", phone));
  }

  private HttpResponse<String> change(String old, String next) {
    return desk.post(ACCOUNT + "/password", Map.of("password", old, "next", next));
  }

  private HttpResponse<String> askFor(String email) {
    desk.get(ACCOUNT);
    return desk.post(ACCOUNT + "/email-changes", Map.of("email", email));
  }

  private static HttpResponse<String> open(Visitor visitor, String token) {
    visitor.get(EmailChanges.PATH);
    visitor.post(EmailChanges.PATH + "/link", Map.of("token", token));
    return visitor.get(EmailChanges.PATH);
  }

  private int inWith(String email) {
    return site.visitor().signIn(email, Site.PASSWORD).get("/portal").statusCode();
  }

  private static String address() {
    return UUID.randomUUID() + "@example.com";
  }

  private String token(String address) {
    return tokens(address).getFirst();
  }

  /** The token of a second e-mail, which may still be on its way. */
  private String otherToken(String address, String first) {
    for (int i = 0; i < 600; i++) {
      Optional<String> other =
          tokens(address).stream().filter(each -> !each.equals(first)).findFirst();
      if (other.isPresent()) return other.get();
      pause();
    }
    throw new AssertionError("no second e-mail came to " + address);
  }

  private List<String> tokens(String address) {
    return List.of(mail(address, "#").split("\n", -1)).stream()
        .map(LINK::matcher)
        .filter(Matcher::find)
        .map(link -> link.group(1))
        .distinct()
        .toList();
  }

  /** All that this address got, once one of them holds that word. */
  private String mail(String address, String word) {
    for (int i = 0; i < 600; i++) {
      String all =
          String.join(
              "\n",
              tray.newest(Tray.KEPT).stream()
                  .filter(item -> item.to().address().equals(address))
                  .map(item -> item.subject() + "\n" + item.text().reveal())
                  .toList());
      if (all.contains(word)) return all;
      pause();
    }
    throw new AssertionError("no e-mail to " + address + " with " + word);
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(50));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
