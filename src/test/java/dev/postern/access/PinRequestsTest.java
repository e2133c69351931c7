package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.PinRequests.Answer;
import dev.postern.notification.Via;
import dev.postern.people.NewRecipient;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import dev.postern.place.Kiosk;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@RehearsalTest
class PinRequestsTest {
  @Autowired ApplicationContext program;
  @Autowired PinRequests requests;
  @Autowired OneTimePins pins;
  @Autowired Entries entries;
  @Autowired AccessKeys keys;
  @Autowired Recipients recipients;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;

  private Cast cast;
  private Recipient ana;
  private Instant began;

  @BeforeEach
  void thePropertyOffersIt() {
    began = clock.instant();
    cast = new Cast(program);
    ana = cast.ana();
    offer(true);
  }

  /** Tasks of the programs that tests share wait for the time they were asked for at. */
  @AfterEach
  void timeIsWhatItWas() {
    clock.set(began);
  }

  @Test
  void sendsAPinThatOpensTheDoorAndLivesTenMinutes() {
    ask("ana@mail.example");
    OneTimePin pin = only();
    assertThat(pin.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(pin.issuedBy()).isEqualTo(cast.kiosk.name());
    assertThat(pin.room()).isEqualTo(cast.maple);
    assertThat(sent()).containsExactly("EMAIL ana@mail.example");
    assertThat(enter(pin)).isInstanceOf(EntryAnswer.Opened.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " Ana@Mail.Example ",
        "ana@mail.example",
        "718 555 0150",
        "(718) 555-0150",
        "+1 718 555 0150",
        "０718 555 0150"
      })
  void readsAnAddressHoweverItIsTyped(String typed) {
    ask(typed.replace('０', '1'));
    assertThat(sent()).hasSize(1);
  }

  @Test
  void sendsByTheWayThatWasTypedAndKeepsTheOtherOneInReserve() {
    ask("718 555 0150");
    assertThat(sent()).containsExactly("SMS +17185550150");
    assertThat(
            sql.sql("select fallback_via from notification where person_id = :ana")
                .param("ana", ana.id())
                .query(String.class)
                .list())
        .containsExactly("EMAIL");
  }

  @Test
  void answersTheSameToAnAddressThatNobodyHasAndForgetsIt() {
    UUID id = ask("nobody@mail.example");
    assertThat(counts()).isEqualTo(Map.of(PinRequestOutcome.UNKNOWN, 1));
    assertThat(
            sql.sql("select sealed_address is null from pin_request where id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(refusalsInTheAuditLog()).containsExactly("room UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ana", "ana@", "@mail.example", "12", "ana@mail example", "++1"})
  void saysSoWhenItIsNoAddressAtAll(String typed) {
    assertThat(requests.ask(cast.kiosk, UUID.randomUUID(), typed)).isEqualTo(Answer.NO_ADDRESS);
    assertThat(counts()).isEmpty();
  }

  @Test
  void isOfferedOnlyWhereThePropertyDoes() {
    UUID id = UUID.randomUUID();
    requests.ask(cast.kiosk, id, "nobody-yet@mail.example");
    offer(false);
    requests.lookUp(id);
    assertThat(requests.ask(cast.kiosk, UUID.randomUUID(), "ana@mail.example"))
        .isEqualTo(Answer.NOT_OFFERED);
    assertThat(pins.ofRecipient(ana.id())).isEmpty();
  }

  @Test
  void sendsTheSameLivePinAgainInsteadOfMakingMore() {
    ask("ana@mail.example");
    LiveKeys first = keys.live(only().id()).orElseThrow();
    clock.advance(Duration.ofMinutes(9));
    ask("718 555 0150");

    assertThat(only().expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(keys.live(only().id()).orElseThrow().pin().digits().reveal())
        .isEqualTo(first.pin().digits().reveal());
    assertThat(sent()).containsExactly("EMAIL ana@mail.example", "SMS +17185550150");
  }

  @Test
  void sendsTheOneThatStaffSentAgainAndShortensNothing() {
    staffSend(cast.maple.id());
    OneTimePin before = only();
    ask("ana@mail.example");
    assertThat(only().id()).isEqualTo(before.id());
    assertThat(only().expiresAt()).isEqualTo(before.expiresAt());
  }

  @Test
  void leavesAPinForAnotherRoomAsItIs() {
    staffSend(cast.annex.id());
    ask("ana@mail.example");
    assertThat(pins.open(cast.property.id()))
        .extracting(OneTimePin::room)
        .containsExactlyInAnyOrder(cast.annex, cast.maple);
  }

  @Test
  void makesANewOneAfterTheFirstWasUsedOrExpired() {
    ask("ana@mail.example");
    assertThat(enter(only())).isInstanceOf(EntryAnswer.Opened.class);
    clock.advance(Duration.ofSeconds(1));
    ask("ana@mail.example");
    clock.advance(Duration.ofMinutes(10));
    ask("ana@mail.example");
    assertThat(pins.ofRecipient(ana.id()))
        .extracting(OneTimePin::state)
        .containsExactly(OneTimePin.State.OPEN, OneTimePin.State.EXPIRED, OneTimePin.State.USED);
  }

  @Test
  void sendsNothingToWhomNothingMayBeSent() {
    set("opted_out = true");
    ask("ana@mail.example");
    set("opted_out = false, email_on = false");
    ask("ana@mail.example");
    set("email_on = true");
    recipients.deactivate(cast.rosa(), cast.property.id(), ana.id());
    ask("ana@mail.example");

    assertThat(pins.ofRecipient(ana.id())).isEmpty();
    assertThat(counts())
        .isEqualTo(
            Map.of(
                PinRequestOutcome.ANSWERED, 3,
                PinRequestOutcome.OPTED_OUT, 1,
                PinRequestOutcome.CHANNEL_CLOSED, 1,
                PinRequestOutcome.DEACTIVATED, 1));
    assertThat(refusalsInTheAuditLog())
        .containsExactly(
            "recipient OPTED_OUT", "recipient CHANNEL_CLOSED", "recipient DEACTIVATED");
  }

  @Test
  void answersOnlyToTheAddressThatParcelsAreAnnouncedTo() {
    set("preferred_email = 'ana@work.example'");
    ask("ana@mail.example");
    assertThat(sent()).isEmpty();
    ask("ANA@work.example");
    assertThat(sent()).containsExactly("EMAIL ana@work.example");
  }

  @Test
  void sendsEachOfAHouseholdTheirOwn() {
    Recipient luis =
        cast.add(
            new NewRecipient(
                null,
                "Luis",
                "Ibáñez",
                "",
                "ana@mail.example",
                "",
                "",
                "",
                "es",
                false,
                false,
                true,
                true));
    ask("ana@mail.example");
    assertThat(pins.open(cast.property.id()))
        .extracting(OneTimePin::recipientName)
        .containsExactlyInAnyOrder("Ana Ibáñez", "Luis Ibáñez");
    assertThat(pins.ofRecipient(luis.id())).hasSize(1);
  }

  @Test
  void takesAnAddressOfVeryManyForAnOffice() {
    for (int i = 0; i < PinRequests.MOST_PEOPLE; i++) {
      cast.add(Cast.ana("", "ana@mail.example", ""));
    }
    ask("ana@mail.example");
    assertThat(counts()).isEqualTo(Map.of(PinRequestOutcome.TOO_MANY_PEOPLE, 1));
    assertThat(pins.open(cast.property.id())).isEmpty();
  }

  @Test
  void sendsOneRecipientThreeInAnHourAndSixInADay() {
    for (int i = 0; i < 5; i++) ask("ana@mail.example");
    assertThat(sent()).hasSize(3);
    clock.advance(Duration.ofHours(1));
    for (int i = 0; i < 5; i++) ask("ana@mail.example");
    clock.advance(Duration.ofHours(1));
    for (int i = 0; i < 5; i++) ask("ana@mail.example");
    assertThat(sent()).hasSize(6);
    clock.advance(Duration.ofHours(22));
    ask("ana@mail.example");
    assertThat(sent()).hasSize(7);
  }

  @Test
  void answersThirtyRequestsAtAKioskInAnyHour() {
    for (int i = 0; i < PinRequests.KIOSK_PER_HOUR + 2; i++) {
      cast.add(Cast.ana("", "ana" + i + "@mail.example", ""));
      ask("ana" + i + "@mail.example");
    }
    assertThat(counts())
        .isEqualTo(
            Map.of(
                PinRequestOutcome.ANSWERED, PinRequests.KIOSK_PER_HOUR,
                PinRequestOutcome.SENT, PinRequests.KIOSK_PER_HOUR,
                PinRequestOutcome.KIOSK_LIMIT, 2));
    UUID elsewhere = UUID.randomUUID();
    requests.ask(cast.secondKiosk, elsewhere, "ana@mail.example");
    requests.lookUp(elsewhere);
    assertThat(pins.ofRecipient(ana.id())).hasSize(1);
  }

  @Test
  void asksNothingTwiceWhenTheAnswerWasLost() {
    UUID id = UUID.randomUUID();
    assertThat(requests.ask(cast.kiosk, id, "ana@mail.example")).isEqualTo(Answer.ASKED);
    assertThat(requests.ask(cast.kiosk, id, "ana@mail.example")).isEqualTo(Answer.ASKED);
    requests.lookUp(id);
    requests.lookUp(id);
    assertThat(sent()).hasSize(1);
  }

  private UUID ask(String address) {
    UUID id = UUID.randomUUID();
    assertThat(requests.ask(cast.kiosk, id, address)).isEqualTo(Answer.ASKED);
    requests.lookUp(id); // the program does so too, a moment later
    return id;
  }

  private OneTimePin only() {
    List<OneTimePin> open = pins.open(cast.property.id());
    assertThat(open).hasSize(1);
    return open.getFirst();
  }

  private EntryAnswer enter(OneTimePin pin) {
    Kiosk kiosk = cast.kiosk;
    String digits = keys.live(pin.id()).orElseThrow().pin().digits().reveal();
    return entries.enter(kiosk, UUID.randomUUID(), ShownKey.read(digits), Duration.ZERO);
  }

  private void staffSend(UUID room) {
    var request =
        new OneTimePinRequest(
            room, Set.of(Via.EMAIL), clock.instant().plus(Duration.ofHours(24)), "");
    pins.send(cast.rosa(), cast.property, ana.id(), request);
  }

  private void offer(boolean on) {
    sql.sql("update property set request_pin_on = :on where id = :id")
        .param("on", on)
        .param("id", cast.property.id())
        .update();
  }

  private void set(String columns) {
    sql.sql("update person set " + columns + " where id = :id").param("id", ana.id()).update();
  }

  private List<String> sent() {
    return sql.sql(
            """
            select via || ' ' || destination as sent from notification
            where person_id = :ana and kind = 'ONE_TIME_PIN' order by id
            """)
        .param("ana", ana.id())
        .query((row, n) -> row.getString("sent"))
        .list();
  }

  private Map<PinRequestOutcome, Integer> counts() {
    return requests.counts(cast.maple, clock.instant().minus(Duration.ofDays(1)));
  }

  private List<String> refusalsInTheAuditLog() {
    return sql.sql(
            """
            select subject_kind || ' ' || (details ->> 'because') as refused from audit_event
            where property_id = :id and act = 'pin-request.refused' order by id
            """)
        .param("id", cast.property.id())
        .query((row, n) -> row.getString("refused"))
        .list();
  }
}
