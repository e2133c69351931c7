package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Actor;
import dev.postern.door.Opening;
import dev.postern.door.OpeningReason;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoors;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.place.Kiosk;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RehearsalTest
class EntriesTest {
  @Autowired ApplicationContext program;
  @Autowired Entries entries;
  @Autowired OneTimePins pins;
  @Autowired AccessKeys keys;
  @Autowired Decide decide;
  @Autowired Conclude conclude;
  @Autowired EntryTable table;
  @Autowired SimulatedDoors doors;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;
  @Autowired TransactionTemplate transaction;

  private Cast cast;
  private Recipient ana;
  private Instant began;

  @BeforeEach
  void anaLivesHere() {
    began = clock.instant();
    cast = new Cast(program);
    ana = cast.ana();
  }

  /** Tasks of the programs that tests share wait for the time they were asked for at. */
  @AfterEach
  void timeIsWhatItWas() {
    clock.set(began);
  }

  @Test
  void opensOnceAndRefusesTheSecondTry() {
    ShownKey pin = typed(send());

    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(enter(cast.secondKiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);

    assertThat(pulses()).isEqualTo(1);
    assertThat(refusals()).containsExactly(Refusal.ALREADY_USED, Refusal.ALREADY_USED);
  }

  @Test
  void sharesOneEntryBetweenPinAndQrCode() {
    LiveKeys live = send();
    assertThat(enter(cast.kiosk, new ShownKey.ScannedQr(live.qr())))
        .isInstanceOf(EntryAnswer.Opened.class);
    assertThat(enter(cast.kiosk, typed(live))).isInstanceOf(EntryAnswer.Refused.class);
  }

  @Test
  void letsOneOfFiftyClientsAtTwoKiosksIn() throws Exception {
    ShownKey pin = typed(send());
    List<EntryAnswer> answers =
        atOnce(50, i -> () -> enter(i % 2 == 0 ? cast.kiosk : cast.secondKiosk, pin));

    assertThat(answers).filteredOn(EntryAnswer.Opened.class::isInstance).hasSize(1);
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void opensOnceForOneAttemptThatIsAskedTenTimes() throws Exception {
    ShownKey pin = typed(send());
    UUID attempt = UUID.randomUUID();

    List<EntryAnswer> answers =
        atOnce(10, _ -> () -> entries.enter(cast.kiosk, attempt, pin, Duration.ZERO));
    EntryAnswer aMinuteLater = entries.enter(cast.kiosk, attempt, pin, Duration.ZERO);

    assertThat(answers).hasSize(10).allMatch(EntryAnswer.Opened.class::isInstance);
    assertThat(aMinuteLater).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(pulses()).isEqualTo(1);
  }

  /** Two requests of one attempt may come at the same moment, and so be alike in everything. */
  @Test
  void grantsOneAttemptOnceThoughItIsDecidedTwiceTogether() {
    Attempt attempt = attempt(UUID.randomUUID(), typed(send()));
    List<Decision> decisions =
        transaction.execute(_ -> decide.decide(List.of(attempt, attempt, attempt)));

    assertThat(decisions).first().isInstanceOf(Decision.Granted.class);
    assertThat(decisions).filteredOn(Decision.SeenBefore.class::isInstance).hasSize(2);
  }

  @Test
  void letsEveryAnswerWaitForTheDisk() {
    sql.sql(
            """
            create function must_wait() returns trigger language plpgsql as $$ begin
              if current_setting('synchronous_commit') <> 'on' then raise exception 'a lazy commit'; end if;
              return null;
            end $$
            """)
        .update();
    sql.sql(
            """
            create constraint trigger must_wait after insert or update on entry
              deferrable initially deferred for each row execute function must_wait()
            """)
        .update();
    try {
      UUID attempt = UUID.randomUUID();
      entries.enter(cast.kiosk, attempt, typed(send()), Duration.ZERO);
      assertThat(
              sql.sql("select opening from entry where attempt_id = ?")
                  .param(attempt)
                  .query(String.class)
                  .single())
          .isEqualTo("OPENED");
    } finally {
      sql.sql("drop function must_wait() cascade").update();
    }
  }

  @Test
  void saysWhatTheSweeperWroteWhenItWasFirst() {
    UUID attempt = UUID.randomUUID();
    decide.decide(attempt(attempt, typed(send())));
    clock.advance(Entries.DOOR_DEADLINE.plusSeconds(2));
    conclude.settleUnsettled();
    assertThat(conclude(attempt, new Opening.NotOpened(OpeningReason.TOO_LATE)))
        .isInstanceOf(EntryAnswer.Unknown.class);
  }

  @Test
  void doesNotTellAKioskTheAnswerToAnothersAttempt() {
    UUID attempt = UUID.randomUUID();
    assertThat(entries.enter(cast.kiosk, attempt, typed(send()), Duration.ZERO))
        .isInstanceOf(EntryAnswer.Opened.class);
    assertThat(entries.enter(cast.secondKiosk, attempt, new ShownKey.Mistyped(), Duration.ZERO))
        .isInstanceOf(EntryAnswer.Refused.class);
  }

  @Test
  void givesThePinBackWhenTheDoorDidNotOpen() {
    ShownKey pin = typed(send());
    doors.behave(cast.door, Behaviour.REFUSES);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.NotOpened.class);

    doors.behave(cast.door, Behaviour.OPENS);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void keepsThePinSpentWhenNobodyKnowsWhetherTheDoorOpened() {
    ShownKey pin = typed(send());
    doors.behave(cast.door, Behaviour.CUTS_THE_LINE);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Unknown.class);

    doors.behave(cast.door, Behaviour.OPENS);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void givesNoReplacedPinBack() {
    ShownKey first = typed(send());
    UUID attempt = UUID.randomUUID();
    decide.decide(attempt(attempt, first));
    LiveKeys second = send(); // while the first one's door has not answered
    conclude(attempt, new Opening.NotOpened(OpeningReason.UNREACHABLE));

    assertThat(enter(cast.kiosk, first)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(enter(cast.kiosk, typed(second))).isInstanceOf(EntryAnswer.Opened.class);
  }

  @Test
  void settlesWhatALostNodeLeftBehindAsUnknownAndSpent() {
    ShownKey pin = typed(send());
    UUID attempt = UUID.randomUUID();
    assertThat(decide.decide(attempt(attempt, pin))).isInstanceOf(Decision.Granted.class);

    assertThat(conclude.settleUnsettled()).isZero(); // its node may still be waiting
    clock.advance(Entries.DOOR_DEADLINE.plusSeconds(2));
    conclude.settleUnsettled();

    assertThat(entries.enter(cast.kiosk, attempt, pin, Duration.ZERO))
        .isInstanceOf(EntryAnswer.Unknown.class);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(pulses()).isZero();
  }

  @Test
  void opensNothingForAQuestionThatArrivesWhenNobodyMayStandThereAnyMore() {
    ShownKey pin = typed(send());
    UUID attempt = UUID.randomUUID();
    Duration tooLong = Entries.LONGEST_ON_THE_WAY.plusMillis(1);
    assertThat(entries.enter(cast.kiosk, attempt, pin, tooLong))
        .isInstanceOf(EntryAnswer.NotOpened.class);
    assertThat(entries.enter(cast.kiosk, attempt, pin, Duration.ZERO))
        .isInstanceOf(EntryAnswer.NotOpened.class);
    assertThat(pulses()).isZero();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
  }

  @Test
  void doesNotOpenTheMomentItExpires() {
    LiveKeys live = send();
    clock.advance(Duration.ofHours(24).minusSeconds(1));
    doors.behave(cast.door, Behaviour.REFUSES);
    assertThat(enter(cast.kiosk, typed(live))).isInstanceOf(EntryAnswer.NotOpened.class);
    clock.advance(Duration.ofSeconds(1));
    assertThat(enter(cast.kiosk, typed(live))).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(refusals()).containsExactly(Refusal.EXPIRED);
  }

  @Test
  void tellsStaffWhyAndTheKioskNothing() {
    LiveKeys first = send();
    LiveKeys second = send();
    assertThat(enter(cast.kiosk, typed(first))).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(enter(cast.annexKiosk, typed(second))).isInstanceOf(EntryAnswer.Refused.class);
    pins.cancel(cast.rosa(), cast.property, pins.open(cast.property.id()).getFirst().id());
    assertThat(enter(cast.kiosk, typed(second))).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(refusals())
        .containsExactlyInAnyOrder(Refusal.CANCELLED, Refusal.OTHER_ROOM, Refusal.REPLACED);
  }

  @Test
  void opensForNobodyWhoLeftOrOptedOut() {
    ShownKey pin = typed(send());
    sql.sql("update person set opted_out = true where id = :id").param("id", ana.id()).update();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    sql.sql("update person set opted_out = false, deactivated_at = now() where id = :id")
        .param("id", ana.id())
        .update();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(refusals())
        .containsExactlyInAnyOrder(Refusal.PERSON_DEACTIVATED, Refusal.PERSON_OPTED_OUT);
  }

  @Test
  void erasesTheNumberOnceItIsUsed() {
    LiveKeys live = send();
    UUID grant = pins.ofRecipient(ana.id()).getFirst().id();
    assertThat(keys.live(grant)).isPresent();
    enter(cast.kiosk, typed(live));
    assertThat(keys.live(grant)).isEmpty();
    assertThat(
            sql.sql(
                    "select count(*) from access_key where grant_id = :grant and sealed is not null")
                .param("grant", grant)
                .query(Integer.class)
                .single())
        .isZero();
  }

  private EntryAnswer conclude(UUID attempt, Opening opening) {
    Actor kiosk = Actor.kiosk(cast.kiosk.id(), cast.kiosk.name());
    return conclude.conclude(table.entry(attempt), cast.kiosk.id(), kiosk, opening);
  }

  private LiveKeys send() {
    var request =
        new OneTimePinRequest(
            cast.maple.id(),
            Set.of(Via.EMAIL),
            clock.instant().plus(Duration.ofHours(24)),
            "locked out");
    var sent = (SendAnswer.Sent) pins.send(cast.rosa(), cast.property, ana.id(), request);
    return keys.live(sent.id()).orElseThrow();
  }

  private Attempt attempt(UUID id, ShownKey shown) {
    return new Attempt(id, cast.kiosk, shown, clock.instant(), null);
  }

  private EntryAnswer enter(Kiosk kiosk, ShownKey key) {
    return entries.enter(kiosk, UUID.randomUUID(), key, Duration.ZERO);
  }

  private static ShownKey typed(LiveKeys live) {
    return ShownKey.read(live.pin().digits().reveal());
  }

  private int pulses() {
    return doors.state(cast.door).orElseThrow().pulses();
  }

  private List<Refusal> refusals() {
    return entries.ofProperty(cast.property.id(), null, 100).stream()
        .map(Entry::refusal)
        .filter(java.util.Objects::nonNull)
        .toList();
  }

  static <T> List<T> atOnce(int clients, java.util.function.IntFunction<Callable<T>> client)
      throws Exception {
    CyclicBarrier together = new CyclicBarrier(clients);
    List<T> answers = Collections.synchronizedList(new ArrayList<>());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        Callable<T> one = client.apply(i);
        running.add(
            threads.submit(() -> {
              together.await();
              return answers.add(one.call());
            }));
      }
      for (Future<?> future : running) future.get();
    }
    return answers;
  }
}
