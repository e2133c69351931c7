package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.StandingKeys.IssueAnswer;
import dev.postern.audit.Actor;
import dev.postern.limit.Limit;
import dev.postern.notification.Via;
import dev.postern.people.OnAssignment;
import dev.postern.people.OnDeactivation;
import dev.postern.people.Recipient;
import dev.postern.place.Kiosk;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RehearsalTest
class StandingKeysTest {
  @Autowired ApplicationContext program;
  @Autowired StandingKeys standing;
  @Autowired ChosenPins chosen;
  @Autowired KeyCards cards;
  @Autowired AccessKeys keys;
  @Autowired OneTimePins oneTimePins;
  @Autowired Entries entries;
  @Autowired List<OnDeactivation> onDeactivation;
  @Autowired List<OnAssignment> onAssignment;
  @Autowired TransactionTemplate transaction;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;

  private Cast cast;
  private Cast oak;

  @BeforeEach
  void twoProperties() {
    cast = new Cast(program);
    oak = new Cast(program);
    clock.set(HandClock.START);
  }

  @Test
  void opensAgainAndAgainUntilItIsDeactivatedAndAgainOnceItIsReactivated() {
    IssueAnswer.Issued pin = issue(cast.desk.id(), Form.PIN);
    assertThat(enter(cast.kiosk, pin.shown().reveal())).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(enter(cast.kiosk, pin.shown().reveal())).isInstanceOf(EntryAnswer.Opened.class);

    assertThat(standing.deactivate(cast.rosa(), cast.property, pin.id())).isTrue();
    assertThat(standing.deactivate(cast.rosa(), cast.property, pin.id())).isFalse();
    assertThat(enter(cast.kiosk, pin.shown().reveal())).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(state(pin.id())).isEqualTo(KeyState.DEACTIVATED);

    assertThat(standing.reactivate(cast.rosa(), cast.property, pin.id())).isTrue();
    assertThat(enter(cast.kiosk, pin.shown().reveal())).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(refusals()).containsExactly(Refusal.KEY_DEACTIVATED);
  }

  @Test
  void neverOpensAgainOnceDeletedAndGivesItsNumberToNobodyForNinetyDays() {
    IssueAnswer.Issued pin = issue(cast.desk.id(), Form.PIN);
    String digits = pin.shown().reveal();
    assertThat(standing.delete(cast.rosa(), cast.property, pin.id())).isTrue();

    assertThat(enter(cast.kiosk, digits)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(standing.reactivate(cast.rosa(), cast.property, pin.id())).isFalse();
    assertThat(refusals()).containsExactly(Refusal.DELETED);
    assertThat(keys.reveal(cast.rosa(), cast.property, pin.id(), "why"))
        .isInstanceOf(KeyRevealAnswer.Ended.class);

    UUID other = issue(cast.manager.id(), Form.PIN).id();
    assertThat(chosen.choose(cast.rosa(), cast.property, other, digits))
        .isInstanceOf(ChosenPins.Answer.NotAvailable.class);
    clock.advance(AccessKeys.REST.plusSeconds(1));
    assertThat(chosen.choose(cast.rosa(), cast.property, other, digits))
        .isInstanceOf(ChosenPins.Answer.Changed.class);
  }

  @Test
  void replacesTheOlderPinOfTheSamePerson() {
    IssueAnswer.Issued first = issue(cast.desk.id(), Form.PIN);
    IssueAnswer.Issued second = issue(cast.desk.id(), Form.PIN);
    assertThat(enter(cast.kiosk, first.shown().reveal())).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(enter(cast.kiosk, second.shown().reveal())).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(state(first.id())).isEqualTo(KeyState.REPLACED);
  }

  @Test
  void keepsPinAndQrCodeApart() {
    IssueAnswer.Issued pin = issue(cast.desk.id(), Form.PIN);
    IssueAnswer.Issued qr = issue(cast.desk.id(), Form.QR);
    standing.delete(cast.rosa(), cast.property, pin.id());
    assertThat(enter(cast.kiosk, qr.shown().reveal())).isInstanceOf(EntryAnswer.Opened.class);
  }

  @Test
  void opensWhereItsOwnerIsAssignedAndNowhereElse() {
    assign(cast.desk.id(), oak.property.id());
    IssueAnswer.Issued pin = issue(cast.desk.id(), Form.PIN);
    String digits = pin.shown().reveal();
    assertThat(enter(cast.kiosk, digits)).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(enter(oak.kiosk, digits)).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(keys.properties(pin.id()))
        .containsExactlyInAnyOrder(cast.property.id(), oak.property.id());

    sql.sql("delete from assignment where person_id = ? and property_id = ?")
        .params(cast.desk.id(), oak.property.id())
        .update();
    assertThat(enter(oak.kiosk, digits)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(enter(cast.kiosk, digits)).isInstanceOf(EntryAnswer.Opened.class);
  }

  @Test
  void isKnownWhereItsOwnerIsNewlyAssigned() {
    IssueAnswer.Issued pin = issue(cast.desk.id(), Form.PIN);
    IssueAnswer.Issued off = issue(cast.desk.id(), Form.QR);
    standing.deactivate(cast.rosa(), cast.property, off.id());
    assign(cast.desk.id(), oak.property.id());
    transaction.executeWithoutResult(_ ->
        onAssignment.forEach(each -> each.assigned(cast.rosa(), cast.desk.id(), clock.instant())));
    assertThat(enter(oak.kiosk, pin.shown().reveal())).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(enter(oak.kiosk, off.shown().reveal())).isInstanceOf(EntryAnswer.Refused.class);
    standing.reactivate(oak.rosa(), oak.property, off.id());
    assertThat(enter(oak.kiosk, off.shown().reveal())).isInstanceOf(EntryAnswer.Opened.class);
  }

  @Test
  void endsAtEveryPropertyAtOnce() {
    assign(cast.desk.id(), oak.property.id());
    IssueAnswer.Issued pin = issue(cast.desk.id(), Form.PIN);
    standing.deactivate(oak.rosa(), oak.property, pin.id());
    assertThat(enter(cast.kiosk, pin.shown().reveal())).isInstanceOf(EntryAnswer.Refused.class);
    standing.delete(cast.rosa(), cast.property, pin.id());
    assertThat(standing.reactivate(oak.rosa(), oak.property, pin.id())).isFalse();
  }

  @Test
  void isOutOfReachOfAnotherPropertysManager() {
    IssueAnswer.Issued pin = issue(cast.desk.id(), Form.PIN);
    assertThat(standing.deactivate(oak.rosa(), oak.property, pin.id())).isFalse();
    assertThat(standing.delete(oak.rosa(), oak.property, pin.id())).isFalse();
    assertThat(standing.stopAll(oak.rosa(), oak.property, cast.desk.id())).isFalse();
    assertThat(standing.issue(oak.rosa(), oak.property, cast.desk.id(), Form.PIN))
        .isInstanceOf(IssueAnswer.NobodyThere.class);
    assertThat(keys.find(oak.property.id(), pin.id())).isEmpty();
    assertThat(keys.reveal(oak.rosa(), oak.property, pin.id(), "curious"))
        .isInstanceOf(KeyRevealAnswer.Ended.class);
    assertThat(enter(cast.kiosk, pin.shown().reveal())).isInstanceOf(EntryAnswer.Opened.class);
  }

  @Test
  void stopsEverythingOfAPersonAtOnce() {
    Recipient ana = cast.ana();
    IssueAnswer.Issued lasting = issue(ana.id(), Form.PIN);
    UUID oneTime = sendOneTimePin(ana);
    LiveKeys live = keys.live(oneTime).orElseThrow();

    assertThat(standing.stopAll(cast.rosa(), cast.property, ana.id())).isTrue();

    assertThat(enter(cast.kiosk, lasting.shown().reveal())).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(enter(cast.kiosk, live.pin().digits().reveal()))
        .isInstanceOf(EntryAnswer.Refused.class);
    assertThat(enter(cast.kiosk, live.qr().reveal())).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(refusals())
        .containsExactly(Refusal.ACCESS_STOPPED, Refusal.ACCESS_STOPPED, Refusal.ACCESS_STOPPED);
    assertThat(keys.ofPerson(ana.id())).extracting(AccessKey::state).containsOnly(KeyState.STOPPED);
    assertThat(valuesKept(ana.id())).isZero();
    assertThat(oneTimePins.find(cast.property.id(), oneTime).orElseThrow().open()).isFalse();
    assertThat(standing.stopAll(cast.rosa(), cast.property, ana.id())).isFalse();
  }

  @Test
  void revivesNothingWhenADeactivatedPersonComesBack() {
    IssueAnswer.Issued pin = issue(cast.desk.id(), Form.PIN);
    Instant now = clock.instant();
    transaction.executeWithoutResult(_ -> {
      sql.sql("update person set deactivated_at = now() where id = ?")
          .param(cast.desk.id())
          .update();
      onDeactivation.forEach(each -> each.deactivated(cast.rosa(), cast.desk.id(), now));
    });
    sql.sql("update person set deactivated_at = null where id = ?").param(cast.desk.id()).update();

    assertThat(enter(cast.kiosk, pin.shown().reveal())).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(state(pin.id())).isEqualTo(KeyState.OWNER_DEACTIVATED);
    assertThat(valuesKept(cast.desk.id())).isZero();
    assertThat(standing.reactivate(cast.rosa(), cast.property, pin.id())).isFalse();
  }

  @Test
  void givesADeactivatedPersonNothing() {
    sql.sql("update person set deactivated_at = now() where id = ?").param(cast.desk.id()).update();
    assertThat(standing.issue(cast.rosa(), cast.property, cast.desk.id(), Form.PIN))
        .isInstanceOf(IssueAnswer.NobodyThere.class);
  }

  @Test
  void saysNotAvailableAlikeForLiveRestingAndWeakNumbersAndLimitsTheTenthTry() {
    UUID mine = issue(cast.manager.id(), Form.PIN).id();
    IssueAnswer.Issued taken = issue(cast.desk.id(), Form.PIN);
    IssueAnswer.Issued gone = issue(cast.ana().id(), Form.PIN);
    standing.delete(cast.rosa(), cast.property, gone.id());
    List<String> tries = List.of(taken.shown().reveal(), gone.shown().reveal(), "147258", "112233");

    for (int i = 0; i < Limit.CHOSEN_PINS.capacity(); i++) {
      assertThat(chosen.choose(cast.rosa(), cast.property, mine, tries.get(i % tries.size())))
          .isEqualTo(new ChosenPins.Answer.NotAvailable());
    }
    assertThat(chosen.choose(cast.rosa(), cast.property, mine, "572841"))
        .isInstanceOf(ChosenPins.Answer.TooMany.class);
    assertThat(state(mine)).isEqualTo(KeyState.LIVE);
    clock.advance(Duration.ofHours(1));
    assertThat(chosen.choose(cast.rosa(), cast.property, mine, "572841"))
        .isInstanceOf(ChosenPins.Answer.Changed.class);
    assertThat(enter(cast.kiosk, "572841" + Pin.damm("572841")))
        .isInstanceOf(EntryAnswer.Opened.class);
    assertThat(state(mine)).isEqualTo(KeyState.REPLACED);
  }

  @Test
  void givesOneNumberToOneOfTwoPeopleChosenForAtOnce() throws Exception {
    // As many as one of them may lose before the limit answers.
    for (int round = 0; round < Limit.CHOSEN_PINS.capacity(); round++) {
      String digits = "5728" + (10 + round);
      UUID first = issue(cast.manager.id(), Form.PIN).id();
      UUID second = issue(cast.desk.id(), Form.PIN).id();
      List<ChosenPins.Answer> answers =
          atOnce(
              () -> chosen.choose(cast.rosa(), cast.property, first, digits),
              () -> chosen.choose(sam(), cast.property, second, digits));
      assertThat(answers).filteredOn(ChosenPins.Answer.Changed.class::isInstance).hasSize(1);
      assertThat(answers).filteredOn(ChosenPins.Answer.NotAvailable.class::isInstance).hasSize(1);
    }
  }

  @Test
  void writesTheAuditRowBeforeAKeyIsRevealedAndAsksForAReason() {
    IssueAnswer.Issued pin = issue(cast.desk.id(), Form.PIN);
    assertThat(keys.reveal(cast.rosa(), cast.property, pin.id(), "  "))
        .isInstanceOf(KeyRevealAnswer.ReasonRequired.class);
    assertThat(keys.reveal(cast.rosa(), cast.property, pin.id(), "Sam lost his phone"))
        .isEqualTo(new KeyRevealAnswer.Revealed(Form.PIN, pin.shown()));
    assertThat(keys.reveal(sam(), cast.property, pin.id(), ""))
        .isInstanceOf(KeyRevealAnswer.Revealed.class);
    assertThat(
            sql.sql(
                    "select count(*) from audit_event where act = 'key.revealed' and subject_id = ?")
                .param(pin.id())
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    // River Street is in New York: UTC-5 in winter, UTC-4 in summer. 2026-11-23 is a Monday.
    "2026-11-23T13:59:59Z, false",
    "2026-11-23T14:00:00Z, true",
    "2026-11-23T21:59:59Z, true",
    "2026-11-23T22:00:00Z, false",
    "2026-11-24T15:00:00Z, false",
    "2027-07-05T13:00:00Z, true",
    "2027-07-05T21:00:00Z, false",
  })
  void letsACourierInDuringTheAgreedHoursOnly(Instant at, boolean opens) {
    UUID bo = courier(null);
    sql.sql("insert into courier_window values (?, 1, 540, 1020)").param(bo).update();
    IssueAnswer.Issued pin = issue(bo, Form.PIN);
    clock.set(at);
    EntryAnswer answer = enter(cast.kiosk, pin.shown().reveal());
    assertThat(answer instanceof EntryAnswer.Opened).isEqualTo(opens);
    assertThat(refusals()).isEqualTo(opens ? List.of() : List.of(Refusal.OUTSIDE_HOURS));
  }

  @ParameterizedTest
  @CsvSource({"2026-11-25T04:59:59Z, true", "2026-11-25T05:00:00Z, false"})
  void letsACourierInUntilTheEndOfTheLastDay(Instant at, boolean opens) {
    IssueAnswer.Issued pin = issue(courier("2026-11-24"), Form.PIN);
    clock.set(at);
    assertThat(enter(cast.kiosk, pin.shown().reveal()) instanceof EntryAnswer.Opened)
        .isEqualTo(opens);
  }

  @Test
  void addsAKeyCardForWhoJustEnteredWithTheirPin() {
    String pin = issue(cast.desk.id(), Form.PIN).shown().reveal();
    UUID entry = UUID.randomUUID();
    entries.enter(cast.kiosk, entry, ShownKey.read(pin), Duration.ZERO);
    ShownKey card = ShownKey.ofReader("0012345678");

    assertThat(cards.add(cast.secondKiosk, entry, card)).isEqualTo(KeyCards.Answer.SIGN_IN_FIRST);
    assertThat(cards.add(cast.kiosk, UUID.randomUUID(), card))
        .isEqualTo(KeyCards.Answer.SIGN_IN_FIRST);
    assertThat(cards.add(cast.kiosk, entry, ShownKey.read(pin)))
        .isEqualTo(KeyCards.Answer.NOT_POSSIBLE);
    assertThat(cards.add(cast.kiosk, entry, card)).isEqualTo(KeyCards.Answer.ADDED);
    assertThat(cards.add(cast.kiosk, entry, card)).isEqualTo(KeyCards.Answer.ADDED);
    assertThat(cards.add(cast.kiosk, entry, ShownKey.ofReader("0099887766")))
        .isEqualTo(KeyCards.Answer.ADDED);
    assertThat(hold(cast.kiosk, "0012345678")).isInstanceOf(EntryAnswer.Opened.class);

    clock.advance(KeyCards.AFTER_ENTRY);
    assertThat(cards.add(cast.kiosk, entry, ShownKey.ofReader("0055555555")))
        .isEqualTo(KeyCards.Answer.SIGN_IN_FIRST);
    assertThat(keys.ofPerson(cast.desk.id()))
        .filteredOn(key -> key.form() == Form.CARD)
        .hasSize(2)
        .allSatisfy(key -> assertThat(key.label()).isEqualTo(cast.kiosk.name()));
  }

  @Test
  void tellsNobodyWhoseACardIs() {
    ShownKey card = ShownKey.ofReader("4455667788");
    UUID sams = enterWithPin(cast.desk.id());
    assertThat(cards.add(cast.kiosk, sams, card)).isEqualTo(KeyCards.Answer.ADDED);
    UUID rosas = enterWithPin(cast.manager.id());
    assertThat(cards.add(cast.kiosk, rosas, card)).isEqualTo(KeyCards.Answer.NOT_POSSIBLE);
  }

  @Test
  void givesRecipientsNoKeyCard() {
    UUID anas = enterWithPin(cast.ana().id());
    assertThat(cards.add(cast.kiosk, anas, ShownKey.ofReader("1122334455")))
        .isEqualTo(KeyCards.Answer.SIGN_IN_FIRST);
  }

  @Test
  void boundsGuessesAtKeyCards() {
    for (int i = 0; i < Limit.ROOM_CARD_MISSES.capacity(); i++) {
      assertThat(hold(i % 2 == 0 ? cast.kiosk : cast.secondKiosk, "77000000" + (10 + i)))
          .isInstanceOf(EntryAnswer.Refused.class);
    }
    assertThat(hold(cast.kiosk, "7700000099")).isInstanceOf(EntryAnswer.Paused.class);
  }

  private UUID enterWithPin(UUID person) {
    UUID entry = UUID.randomUUID();
    String pin = issue(person, Form.PIN).shown().reveal();
    entries.enter(cast.kiosk, entry, ShownKey.read(pin), Duration.ZERO);
    return entry;
  }

  private IssueAnswer.Issued issue(UUID person, Form form) {
    return (IssueAnswer.Issued) standing.issue(cast.rosa(), cast.property, person, form);
  }

  private UUID sendOneTimePin(Recipient ana) {
    var request =
        new OneTimePinRequest(
            cast.maple.id(), Set.of(Via.EMAIL), clock.instant().plus(Duration.ofHours(24)), "");
    return ((SendAnswer.Sent) oneTimePins.send(cast.rosa(), cast.property, ana.id(), request)).id();
  }

  private Actor sam() {
    return Actor.staff(cast.desk.id(), cast.desk.name());
  }

  private EntryAnswer hold(Kiosk kiosk, String card) {
    return entries.enter(kiosk, UUID.randomUUID(), ShownKey.ofReader(card), Duration.ZERO);
  }

  private EntryAnswer enter(Kiosk kiosk, String shown) {
    return entries.enter(kiosk, UUID.randomUUID(), ShownKey.read(shown), Duration.ZERO);
  }

  /** Why entries were refused, the newest first. */
  private List<Refusal> refusals() {
    return entries.ofProperty(cast.property.id(), EntryFilter.REFUSED, null, 50).stream()
        .map(Entry::refusal)
        .toList();
  }

  /** Sealed values that could still be opened. */
  private int valuesKept(UUID person) {
    return sql.sql(
            """
            select count(*) from access_key join access_grant on access_grant.id = grant_id
            where person_id = ? and sealed is not null
            """)
        .param(person)
        .query(Integer.class)
        .single();
  }

  private KeyState state(UUID key) {
    return keys.find(cast.property.id(), key).orElseThrow().state();
  }

  private void assign(UUID person, UUID property) {
    sql.sql("insert into assignment values (?, ?)").params(person, property).update();
  }

  private UUID courier(@Nullable String lastDay) {
    UUID id = UUID.randomUUID();
    sql.sql(
            """
            insert into person (id, kind, organization_id, first_name, last_name, language, sort_name, created_at)
            values (?, 'COURIER', ?, 'Bo', 'Larsen', 'en', 'larsen, bo', now())
            """)
        .params(id, cast.property.organizationId())
        .update();
    sql.sql("insert into courier values (:id, 'Parcel Post', cast(:lastDay as date))")
        .param("id", id)
        .param("lastDay", lastDay)
        .update();
    assign(id, cast.property.id());
    return id;
  }

  private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
    try (var pool = Executors.newFixedThreadPool(2)) {
      var first = pool.submit(one);
      var second = pool.submit(other);
      return List.of(first.get(), second.get());
    }
  }
}
