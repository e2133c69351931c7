package dev.postern.access;

import static dev.postern.access.EntriesTest.atOnce;
import static dev.postern.support.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.audit.Actor;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.place.Strictness;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forty-five PINs of seven random digits are live at the property, so that a guess costs 45 in 9.4
 * million, and what may be spent at once, a tenth of one in a thousand, is enough for twenty.
 */
@RehearsalTest
class GuardTest {
  private static final int LIVE = 45;
  private static final int AT_ONCE = 20;
  private static final double COST = LIVE * Pin.chanceOfOne(7);

  @Autowired ApplicationContext program;
  @Autowired Entries entries;
  @Autowired RoomGuards guards;
  @Autowired OneTimePins pins;
  @Autowired AccessKeys keys;
  @Autowired Kiosks kiosks;
  @Autowired ChanceBudgetTable budgets;
  @Autowired LivePins live;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;

  private Cast cast;
  private Recipient ana;
  private LiveKeys anas;
  private Instant began;

  @BeforeEach
  void fortyFivePinsAreLive() {
    began = clock.instant();
    cast = new Cast(program);
    ana = cast.ana();
    LivePinsIn.add(sql, cast.property.id(), ana.id(), 7, LIVE - 1);
    sql.sql("update property set pin_length = 8 where id = :id")
        .param("id", cast.property.id())
        .update();
    anas = send();
  }

  /** Tasks of the programs that tests share wait for the time they were asked for at. */
  @AfterEach
  void timeIsWhatItWas() {
    clock.set(began);
  }

  @Test
  void looksUpNoMoreUnknownPinsThanTheBudgetHoldsHoweverManyComeAtOnce() throws Exception {
    List<Kiosk> many = kiosks(30);
    List<EntryAnswer> answers =
        atOnce(90, i -> () -> enter(many.get(i % many.size()), unknownPin()));

    assertThat(answers).filteredOn(EntryAnswer.Refused.class::isInstance).hasSize(AT_ONCE);
    assertThat(misses()).isEqualTo(AT_ONCE);
    assertThat(spent(Part.PIN)).isCloseTo(AT_ONCE * COST, within(1e-12));
  }

  @Test
  void letsMorePeopleInAtOnceThanTheBudgetHolds() throws Exception {
    List<Kiosk> many = kiosks(30);
    List<ShownKey> theirs = new ArrayList<>();
    for (int i = 0; i < 60; i++) theirs.add(typed(sendTo(cast.ana())));
    List<EntryAnswer> answers =
        atOnce(60, i -> () -> enter(many.get(i % many.size()), theirs.get(i)));
    assertThat(answers).hasSize(60).allMatch(EntryAnswer.Opened.class::isInstance);
  }

  @Test
  void givesBackWhatWasNoGuess() {
    double before = spent(Part.PIN);
    enter(cast.annexKiosk, typed(anas)); // another room's
    assertThat(enter(cast.kiosk, typed(anas))).isInstanceOf(EntryAnswer.Opened.class);
    for (int i = 0; i < 2 * AT_ONCE; i++) {
      assertThat(enter(cast.kiosk, typed(anas))).isInstanceOf(EntryAnswer.Refused.class);
    }
    assertThat(spent(Part.PIN)).isCloseTo(before, within(1e-12));
    assertThat(misses()).isZero();
  }

  @Test
  void paysForAGuessOfItsLengthAlone() {
    enter(cast.kiosk, ShownKey.read(Pin.draw(10, "").digits().reveal()));
    assertThat(spent(Part.PIN)).isCloseTo(Pin.chanceOfOne(10), within(1e-15));
  }

  @Test
  void asksForTheUnitOnceAlonePinsAreUsedUpAndStillLetsPeopleIn() throws Exception {
    use(Part.PIN);

    assertThat(enter(cast.kiosk, typed(anas))).isInstanceOf(EntryAnswer.UnitNeeded.class);
    assertThat(enter(cast.kiosk, typed(anas).of("Oak 99"))).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(spent(Part.UNIT_AND_PIN)).isCloseTo(Pin.chanceOfOne(7), within(1e-12));
    assertThat(enter(cast.kiosk, typed(anas).of(ana.unit())))
        .isInstanceOf(EntryAnswer.Opened.class);
    assertThat(spent(Part.UNIT_AND_PIN)).isCloseTo(Pin.chanceOfOne(7), within(1e-12));
    assertThat(refusals()).contains(Refusal.UNIT_NEEDED, Refusal.UNKNOWN_KEY);
  }

  @Test
  void takesNoPinsOnceUnitsAreUsedUpTooButEveryQrCode() {
    use(Part.PIN);
    use(Part.UNIT_AND_PIN);

    assertThat(enter(cast.kiosk, typed(anas))).isInstanceOf(EntryAnswer.PinsClosed.class);
    assertThat(enter(cast.kiosk, typed(anas).of(ana.unit())))
        .isInstanceOf(EntryAnswer.PinsClosed.class);
    assertThat(enter(cast.kiosk, new ShownKey.ScannedQr(anas.qr())))
        .isInstanceOf(EntryAnswer.Opened.class);
  }

  @Test
  void chargesAUnitWithAllItsLivePins() {
    use(Part.PIN);
    enter(cast.kiosk, unknownPin().of(ana.unit()));
    assertThat(spent(Part.UNIT_AND_PIN)).isCloseTo(LIVE * Pin.chanceOfOne(7), within(1e-12));
  }

  @Test
  void refusesPinsWhenTheGuardCannotBeAskedAndStillTakesQrCodes() {
    sql.sql("alter table chance_budget rename to chance_budget_away").update();
    try {
      assertThat(enter(cast.kiosk, typed(anas))).isInstanceOf(EntryAnswer.PinsClosed.class);
      assertThat(enter(cast.kiosk, new ShownKey.ScannedQr(anas.qr())))
          .isInstanceOf(EntryAnswer.Opened.class);
    } finally {
      sql.sql("alter table chance_budget_away rename to chance_budget").update();
    }
    assertThat(refusals()).contains(Refusal.GUARD_FAILED);
  }

  @Test
  void pausesAKioskFromTheFourthMissInADayOn() {
    for (int i = 0; i < 3; i++) {
      assertThat(enter(cast.kiosk, unknownPin())).isInstanceOf(EntryAnswer.Refused.class);
    }
    for (Duration pause :
        List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            Duration.ofMinutes(8),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15))) {
      assertThat(enter(cast.kiosk, unknownPin())).isInstanceOf(EntryAnswer.Refused.class);
      clock.advance(Duration.ofSeconds(1));
      assertThat(enter(cast.kiosk, typed(anas)))
          .isEqualTo(new EntryAnswer.Paused(pause.minusSeconds(1)));
      clock.advance(pause.minusSeconds(1));
    }
    clock.advance(Duration.ofDays(1));
    assertThat(enter(cast.kiosk, unknownPin())).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(enter(cast.kiosk, typed(anas))).isNotInstanceOf(EntryAnswer.Paused.class);
  }

  @Test
  void takesAQrCodeWhileAKioskPausesAndAPinAtTheOtherOne() {
    for (int i = 0; i < 4; i++) enter(cast.kiosk, unknownPin());
    assertThat(enter(cast.kiosk, typed(anas))).isInstanceOf(EntryAnswer.Paused.class);
    LiveKeys second = send();
    assertThat(enter(cast.kiosk, new ShownKey.ScannedQr(second.qr())))
        .isInstanceOf(EntryAnswer.Opened.class);
    assertThat(enter(cast.secondKiosk, typed(send()))).isInstanceOf(EntryAnswer.Opened.class);
  }

  @Test
  void refillsEvenlyAndNotByLeapsOfTheClock() {
    Strictness strictness = cast.property.strictness();
    use(Part.PIN);
    double full = Part.PIN.capacity(strictness);
    double daily = 0.8 * Part.PIN.yearly(strictness) / 365;

    clock.advance(Duration.ofHours(6));
    assertThat(spent(Part.PIN)).isCloseTo(full - daily / 4, within(1e-12));
    guards.settle();
    clock.advance(Duration.ofDays(3_650)); // a clock that leaps brings a day
    assertThat(spent(Part.PIN)).isCloseTo(full - daily * 1.25, within(1e-12));
    guards.settle();
    clock.advance(Duration.ofDays(-3_650)); // and nothing on its way back
    guards.settle();
    assertThat(spent(Part.PIN)).isCloseTo(full - daily * 1.25, within(1e-12));
    clock.advance(Duration.ofSeconds(-20)); // as nodes differ
    guards.settle();
    clock.advance(Duration.ofSeconds(20));
    assertThat(spent(Part.PIN)).isCloseTo(full - daily * 1.25, within(1e-12));
    clock.advance(Duration.ofHours(18));
    assertThat(spent(Part.PIN)).isCloseTo(full - daily * 2, within(1e-12));
  }

  @Test
  void movesTheReserveToPinsAloneOnceWithAReason() {
    use(Part.PIN);
    assertThat(rearm(" ")).isEqualTo(RoomGuards.RearmAnswer.REASON_REQUIRED);
    assertThat(enter(cast.kiosk, typed(anas))).isInstanceOf(EntryAnswer.UnitNeeded.class);

    assertThat(rearm("a child played with the keypad")).isEqualTo(RoomGuards.RearmAnswer.DONE);
    assertThat(enter(cast.kiosk, typed(anas))).isInstanceOf(EntryAnswer.Opened.class);
    // A reserve of a fifth of B and PINs alone of a half: two fifths of what they hold at once.
    assertThat(spent(Part.PIN)).isCloseTo(0.6e-4, within(1e-12));
    assertThat(rearm("again")).isEqualTo(RoomGuards.RearmAnswer.RESERVE_EMPTY);
  }

  @Test
  void countsPinsOfOtherRoomsAndThoseSwitchedOffAsOnesThatAGuessCouldHit() {
    sql.sql("update access_key set deactivated_at = now() where property_id = :id")
        .param("id", cast.property.id())
        .update();
    enter(cast.annexKiosk, unknownPin());
    RoomGuard guard = guards.of(cast.property, cast.annex);
    assertThat(guard.level(Part.PIN).spent()).isCloseTo(COST, within(1e-12));
    assertThat(guard.live()).isEqualTo(LIVE);
  }

  /** A number that is remembered is not remembered anew by whoever asks, however often. */
  @Test
  void countsAPinThatWasAddedASecondAgoThoughSomebodyAsksAllTheTime() {
    LivePinsIn.add(sql, cast.property.id(), ana.id(), 7, 200);
    enter(cast.kiosk, unknownPin());
    LivePinsIn.add(sql, cast.property.id(), ana.id(), 7, 1);
    Long all = LIVE + 201L;
    await("the new number")
        .until(() -> {
          enter(cast.kiosk, unknownPin());
          return all.equals(live.known(cast.property.id(), 7));
        });
  }

  @Test
  void showsStaffHowTheRoomIsGuarded() {
    for (int i = 0; i < 3; i++) enter(cast.kiosk, unknownPin());
    clock.advance(Duration.ofHours(2));
    enter(cast.kiosk, unknownPin());

    RoomGuard guard = guards.of(cast.property, cast.maple);
    assertThat(guard.live()).isEqualTo(LIVE);
    assertThat(guard.guessesLeft()).isEqualTo(AT_ONCE - 4);
    assertThat(guard.takesPinsAlone()).isTrue();
    assertThat(guard.missesByHour()).hasSize(RoomGuards.HOURS).endsWith(3, 0, 1);
    assertThat(guard.level(Part.PIN).spentInAYear()).isCloseTo(4 * COST, within(1e-12));
    assertThat(guard.alternatives())
        .contains(new RoomGuard.Alternative(Strictness.STANDARD, 8, true, 20, 104));
  }

  @Test
  void tellsStaffOnceOfGuessesAndOfEachPartThatIsUsedUp() {
    List<Kiosk> many = kiosks(10);
    for (int i = 0; i < 2 * AT_ONCE; i++) enter(many.get(i % many.size()), unknownPin());
    for (int i = 0; i < 3 * AT_ONCE; i++) {
      enter(many.get(i % many.size()), unknownPin().of(ana.unit()));
      enter(cast.kiosk, unknownPin());
    }
    assertThat(alerts())
        .containsExactly(
            "GUESSING",
            "QUARTER_SPENT",
            "HALF_SPENT",
            "UNIT_NEEDED",
            "QUARTER_SPENT",
            "HALF_SPENT",
            "PINS_CLOSED");
    assertThat(
            sql.sql(
                    """
                    select count(*) from notification where property_id = :id and kind = 'NOTICE'
                      and person_id = :desk
                    """)
                .param("id", cast.property.id())
                .param("desk", cast.desk.id())
                .query(Integer.class)
                .single())
        .isEqualTo(7);
  }

  @Test
  void holdsAtMostTwoLivePinsPerRecipientAndRoom() {
    program.getBean(StandingKeys.class).issue(cast.rosa(), cast.property, ana.id(), Form.PIN);
    program.getBean(StandingKeys.class).issue(cast.rosa(), cast.property, ana.id(), Form.PIN);
    send();
    send();
    assertThat(
            sql.sql(
                    """
                    select count(*) from access_key join access_grant on access_grant.id = grant_id
                    where person_id = :ana and access_key.form = 'PIN' and ended_at is null
                      and purpose <> 'DELIVERY'
                    """)
                .param("ana", ana.id())
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  private List<Kiosk> kiosks(int many) {
    List<Kiosk> all = new ArrayList<>();
    for (int i = 0; i < many; i++) all.add(kiosks.add(Actor.SYSTEM, cast.maple, "Kiosk " + i));
    return all;
  }

  /** Somebody guessed until nothing was left. */
  private void use(Part part) {
    Strictness strictness = cast.property.strictness();
    Instant now = clock.instant();
    assertThat(budgets.debit(cast.maple.id(), part, part.capacity(strictness), strictness, now))
        .isTrue();
  }

  private double spent(Part part) {
    return budgets
        .spent(cast.maple.id(), cast.property.strictness(), clock.instant())
        .getOrDefault(part, 0.0);
  }

  private RoomGuards.RearmAnswer rearm(String reason) {
    return guards.rearm(cast.rosa(), cast.property, cast.maple, reason);
  }

  private LiveKeys send() {
    return sendTo(ana);
  }

  private LiveKeys sendTo(Recipient recipient) {
    var request =
        new OneTimePinRequest(
            cast.maple.id(), Set.of(Via.EMAIL), clock.instant().plus(Duration.ofDays(7)), "");
    var sent = (SendAnswer.Sent) pins.send(cast.rosa(), cast.property, recipient.id(), request);
    return keys.live(sent.id()).orElseThrow();
  }

  private EntryAnswer enter(Kiosk kiosk, ShownKey key) {
    return entries.enter(kiosk, UUID.randomUUID(), key, Duration.ZERO);
  }

  private static ShownKey typed(LiveKeys live) {
    return ShownKey.read(live.pin().digits().reveal());
  }

  private static ShownKey unknownPin() {
    return ShownKey.read(Pin.draw(7, "").digits().reveal());
  }

  private int misses() {
    return entries.ofProperty(cast.property.id(), null, 1_000).stream()
        .filter(entry -> entry.refusal() == Refusal.UNKNOWN_KEY)
        .toList()
        .size();
  }

  private List<Refusal> refusals() {
    return entries.ofProperty(cast.property.id(), null, 100).stream()
        .map(Entry::refusal)
        .filter(Objects::nonNull)
        .toList();
  }

  private List<String> alerts() {
    return sql.sql(
            """
            select details ->> 'alert' as alert from audit_event
            where property_id = :id and act = 'guard.alerted' order by id
            """)
        .param("id", cast.property.id())
        .query((row, n) -> row.getString("alert"))
        .list();
  }
}
