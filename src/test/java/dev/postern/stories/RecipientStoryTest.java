package dev.postern.stories;

import static dev.postern.support.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.Entries;
import dev.postern.access.Entry;
import dev.postern.access.OneTimePin;
import dev.postern.access.OneTimePinRequest;
import dev.postern.access.OneTimePins;
import dev.postern.access.RevealAnswer;
import dev.postern.access.SendAnswer;
import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditLog;
import dev.postern.limit.Limit;
import dev.postern.notification.Notification;
import dev.postern.notification.Notifications;
import dev.postern.notification.Tray;
import dev.postern.notification.TrayItem;
import dev.postern.notification.Via;
import dev.postern.people.AlternateEmails;
import dev.postern.people.NewRecipient;
import dev.postern.people.Recipient;
import dev.postern.people.RecipientAnswer;
import dev.postern.people.Recipients;
import dev.postern.place.Kiosks;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Screen;
import dev.postern.support.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recipients who leave, come back, and say that an address is theirs. */
@RehearsalTest
class RecipientStoryTest {
  private static final Pattern LINK = Pattern.compile("/recipient-email#(\\w+)");

  @Autowired ApplicationContext program;
  @Autowired Recipients recipients;
  @Autowired AlternateEmails emails;
  @Autowired OneTimePins pins;
  @Autowired Entries entries;
  @Autowired Notifications notifications;
  @Autowired Tray tray;
  @Autowired Kiosks kiosks;
  @Autowired AuditLog audit;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;
  @LocalServerPort int port;

  private Cast cast;
  private Visitor desk;
  private Visitor owner;

  @BeforeEach
  void someoneIsAtTheDesk() {
    clock.advance(Limit.UNKNOWN_LINKS.emptiesIn());
    cast = new Cast(program);
    desk = new Visitor(port).signIn(cast.desk.email(), Cast.PASSWORD.reveal());
    owner = new Visitor(port);
  }

  @Test
  void opensNoDoorForWhoWasDeactivatedNotEvenWhenTheyComeBack() throws Exception {
    clock.advance(Limit.PAIRING_TRIES.emptiesIn());
    Screen unpaired = Screen.unpaired(port);
    Screen screen =
        unpaired.with(unpaired.pair(kiosks.invite(cast.rosa(), cast.kiosk.id()).reveal()));
    Recipient ana = cast.ana();
    UUID id = send(ana);
    String pin = live(id);

    assertThat(desk.post(path(ana) + "/deactivation", Map.of()).statusCode()).isEqualTo(303);
    assertThat(desk.get(path(ana)).body()).contains("is deactivated.");
    assertThat(screen.enter(UUID.randomUUID(), pin).body()).contains("refused");
    assertThat(pins.find(cast.property.id(), id).orElseThrow().state())
        .isEqualTo(OneTimePin.State.DEACTIVATED);
    assertThat(notifications.about(id)).noneMatch(one -> one.state() == Notification.State.QUEUED);

    assertThat(desk.post(path(ana) + "/activation", Map.of()).statusCode()).isEqualTo(303);
    assertThat(screen.enter(UUID.randomUUID(), pin).body()).contains("refused");
    assertThat(entries.ofPerson(ana.id(), 10)).extracting(Entry::refusal).doesNotContainNull();
    assertThat(desk.get(path(ana)).body()).contains("is active again");
    assertThat(screen.enter(UUID.randomUUID(), live(send(ana))).body()).contains("opened");
  }

  @Test
  void sendsKeysToAnAlternateAddressOnlyOnceItsOwnerHasConfirmedIt() {
    Recipient ana = withAlternate("old@mail.example");
    assertThat(recipient(ana).unreachable()).isTrue();
    assertThat(desk.get(path(ana)).body())
        .contains("old@mail.example", "waiting for its owner since", "Unreachable");

    String token = newestLink("old@mail.example");
    assertThat(owner.get("/recipient-email").body()).contains("Is this address yours?");
    assertThat(owner.post("/recipient-email", Map.of("token", token)).statusCode()).isEqualTo(303);
    assertThat(owner.get("/recipient-email/confirmation").body())
        .contains(cast.property.name(), "Ana Ibáñez", "old@mail.example");
    assertThat(recipient(ana).alternateEmailConfirmedAt()).as("looked at only").isNull();

    var confirmed = owner.post("/recipient-email/confirmation", Map.of());
    assertThat(confirmed.statusCode()).isEqualTo(303);
    assertThat(owner.get("/recipient-email/done").body()).contains("Thank you, it is confirmed");
    assertThat(recipient(ana).emailOnFile()).isEqualTo("old@mail.example");
    assertThat(desk.get(path(ana)).body()).contains("confirmed", "Can be reached");
    assertThat(lastAct(ana)).isEqualTo("alternate-email.confirmed");
    UUID pin = send(recipient(ana));
    assertThat(notifications.about(pin))
        .extracting(one -> one.to().address())
        .containsExactly("old@mail.example");
  }

  @Test
  void takesALinkOnceAlsoOfManyAtTheSameMoment() throws Exception {
    Recipient ana = withAlternate("once@mail.example");
    String token = newestLink("once@mail.example");
    List<Visitor> visitors = IntStream.range(0, 6).mapToObj(i -> opened(token)).toList();
    try (var threads = Executors.newFixedThreadPool(6)) {
      var answers =
          threads.invokeAll(
              visitors.stream()
                  .<Callable<Integer>>map(
                      one -> () -> one.post("/recipient-email/confirmation", Map.of()).statusCode())
                  .toList());
      int won = 0;
      for (var answer : answers) {
        assertThat(answer.get()).isIn(303, 410);
        if (answer.get() == 303) won++;
      }
      assertThat(won).isEqualTo(1);
    }
    assertThat(owner.get("/recipient-email").statusCode()).isEqualTo(200);
    var again = owner.post("/recipient-email", Map.of("token", token));
    assertThat(again.statusCode()).isEqualTo(410);
    assertThat(again.body()).contains("If you have confirmed your address before, all is well.");
    assertThat(lastAct(ana)).isEqualTo("alternate-email.refused");
  }

  @Test
  void takesNoLinkThatRanOutWasReplacedOrLostItsAddressOrItsPerson() {
    Recipient late = withAlternate("late@mail.example");
    Visitor opened = opened(newestLink("late@mail.example"));
    clock.advance(AlternateEmails.LIFE);
    assertThat(opened.post("/recipient-email/confirmation", Map.of()).statusCode()).isEqualTo(410);
    assertThat(opened.get("/recipient-email/confirmation").statusCode()).isEqualTo(410);
    assertThat(recipient(late).alternateEmailConfirmedAt()).isNull();
    desk = new Visitor(port).signIn(cast.desk.email(), Cast.PASSWORD.reveal());
    assertThat(desk.get(path(late)).body()).contains("ran out", "Send the link again");

    Recipient twice = withAlternate("twice@mail.example");
    String first = newestLink("twice@mail.example");
    assertThat(desk.post(path(twice) + "/alternate-email-links", Map.of()).statusCode())
        .isEqualTo(303);
    assertThat(desk.get(path(twice)).body()).contains("A link is on its way to twice@mail");
    expectOver(first);

    Recipient moved = withAlternate("before@mail.example");
    Visitor early = opened(newestLink("before@mail.example"));
    change(moved, "after@mail.example");
    assertThat(early.post("/recipient-email/confirmation", Map.of()).statusCode()).isEqualTo(410);
    newestLink("after@mail.example");

    Recipient gone = withAlternate("gone@mail.example");
    String link = newestLink("gone@mail.example");
    recipients.deactivate(cast.rosa(), cast.property.id(), gone.id());
    expectOver(link);
    recipients.activate(cast.rosa(), cast.property.id(), gone.id());
    expectOver(link);
    assertThat(desk.get(path(gone)).body()).contains("not confirmed, no link sent");
  }

  @Test
  void unconfirmsAnAddressThatIsChangedAndKeepsOneThatStays() {
    Recipient ana = withAlternate("mine@mail.example");
    opened(newestLink("mine@mail.example")).post("/recipient-email/confirmation", Map.of());
    Recipient confirmed = recipient(ana);
    recipients.edit(
        cast.rosa(),
        cast.property,
        ana.id(),
        confirmed.version(),
        fields("Oak 2", "mine@mail.example"));
    assertThat(recipient(ana).emailOnFile()).isEqualTo("mine@mail.example");
    change(ana, "other@mail.example");
    assertThat(recipient(ana).emailOnFile()).isNull();
    change(ana, "");
    assertThat(recipient(ana).alternateEmail()).isNull();
  }

  @Test
  void sendsOnlySoManyLinksToOnePerson() {
    Recipient ana = withAlternate("many@mail.example");
    for (int i = 1; i < Limit.ALTERNATE_EMAIL_LINKS.capacity(); i++) {
      desk.post(path(ana) + "/alternate-email-links", Map.of());
      assertThat(desk.get(path(ana)).body()).contains("A link is on its way to many@mail.example");
    }
    desk.post(path(ana) + "/alternate-email-links", Map.of());
    assertThat(desk.get(path(ana)).body()).contains("Many links were sent to this person lately.");
    assertThat(notifications.ofPerson(ana.id(), 50))
        .hasSize(Limit.ALTERNATE_EMAIL_LINKS.capacity());
  }

  @Test
  void answersALinkThatNeverWasLikeOneThatIsOver() {
    for (String token : List.of("", "nobody", "x".repeat(3000), "a\0b", "#", "0".repeat(64))) {
      owner.get("/recipient-email");
      assertThat(owner.post("/recipient-email", Map.of("token", token)).statusCode())
          .isEqualTo(410);
    }
    assertThat(owner.post("/recipient-email/confirmation", Map.of()).statusCode()).isEqualTo(410);
    assertThat(new Visitor(port).get("/recipient-email/confirmation").statusCode()).isEqualTo(410);
    assertThat(new Visitor(port).post("/recipient-email", Map.of("token", "x")).statusCode())
        .as("without the token of the form")
        .isEqualTo(403);
  }

  @Test
  void keepsTheTokenOfALinkNowhere() {
    withAlternate("secret@mail.example");
    String token = newestLink("secret@mail.example");
    assertThat(
            sql.sql("select string_agg(t::text, ' ') from alternate_email_link t")
                .query(String.class)
                .single())
        .doesNotContain(token);
  }

  private void expectOver(String token) {
    owner.get("/recipient-email");
    assertThat(owner.post("/recipient-email", Map.of("token", token)).statusCode()).isEqualTo(410);
  }

  private Visitor opened(String token) {
    Visitor visitor = new Visitor(port);
    visitor.get("/recipient-email");
    visitor.post("/recipient-email", Map.of("token", token));
    assertThat(visitor.get("/recipient-email/confirmation").statusCode()).isEqualTo(200);
    return visitor;
  }

  /** Somebody with no other address. */
  private Recipient withAlternate(String email) {
    var answer =
        recipients.add(
            cast.rosa(), cast.property, UUID.randomUUID(), fields("u" + email, email), Set.of());
    if (!(answer instanceof RecipientAnswer.Saved(UUID id))) {
      throw new AssertionError(answer);
    }
    return recipients.find(cast.property.id(), id).orElseThrow();
  }

  private void change(Recipient recipient, String email) {
    recipients.edit(
        cast.rosa(),
        cast.property,
        recipient.id(),
        recipient(recipient).version(),
        fields("u" + email, email));
  }

  private static NewRecipient fields(String unit, String alternate) {
    return new NewRecipient(
        null, "Ana", "Ibáñez", unit, "", "", "", "", alternate, "en", false, false, true, true);
  }

  private Recipient recipient(Recipient before) {
    return recipients.find(cast.property.id(), before.id()).orElseThrow();
  }

  private static String path(Recipient recipient) {
    return "/portal/recipients/" + recipient.id();
  }

  private UUID send(Recipient to) {
    var request =
        new OneTimePinRequest(
            cast.maple.id(), Set.of(Via.EMAIL), clock.instant().plus(Duration.ofDays(1)), "");
    var answer = pins.send(cast.rosa(), cast.property, to.id(), request);
    if (answer instanceof SendAnswer.Sent(UUID id)) return id;
    throw new AssertionError(answer);
  }

  private String live(UUID pin) {
    var answer = pins.reveal(cast.rosa(), cast.property, pin, "for the test");
    if (answer instanceof RevealAnswer.Revealed revealed) {
      return revealed.pinGrouped().reveal();
    }
    throw new AssertionError(answer);
  }

  private String newestLink(String address) {
    TrayItem item =
        await("a message")
            .until(
                () ->
                    tray.newest(Tray.KEPT).stream()
                        .filter(one -> one.to().address().equals(address))
                        .findFirst()
                        .orElse(null),
                one -> one != null);
    Matcher link = LINK.matcher(item.text().reveal());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private String lastAct(Recipient about) {
    return audit.page(cast.property.id(), null, 50).stream()
        .filter(event -> about.id().equals(event.subject().id()))
        .map(AuditEvent::act)
        .findFirst()
        .orElseThrow()
        .code();
  }
}
