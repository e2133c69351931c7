package dev.postern.access;

import static dev.postern.support.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.postern.access.SendAnswer.Refused;
import dev.postern.access.SendAnswer.Sent;
import dev.postern.audit.Act;
import dev.postern.audit.AuditEvent;
import dev.postern.audit.AuditLog;
import dev.postern.limit.Limit;
import dev.postern.notification.Destination;
import dev.postern.notification.LostNotification;
import dev.postern.notification.Notification;
import dev.postern.notification.Notifications;
import dev.postern.notification.Receipts;
import dev.postern.notification.Via;
import dev.postern.people.NewRecipient;
import dev.postern.people.Recipient;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RehearsalTest
class OneTimePinsTest {
  private static final Duration DAY = Duration.ofHours(24);

  @Autowired ApplicationContext program;
  @Autowired OneTimePins pins;
  @Autowired AccessKeys keys;
  @Autowired Notifications notifications;
  @Autowired Receipts receipts;
  @Autowired Scheduler scheduler;
  @Autowired AuditLog audit;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;
  @Autowired TransactionTemplate transaction;

  private Cast cast;
  private Recipient ana;

  @BeforeEach
  void anaLivesHere() {
    cast = new Cast(program);
    ana = cast.ana();
  }

  @Test
  void queuesOneNotificationPerChosenChannelWithTheKey() {
    UUID id = sent(send(ana, Set.of(Via.EMAIL, Via.SMS), DAY, ""));
    assertThat(notifications.about(id))
        .extracting(notification -> notification.to().address())
        .containsExactlyInAnyOrder("ana@mail.example", "+17185550150");
    assertThat(acts()).contains(Act.ONE_TIME_PIN_SENT);
    assertThat(pins.open(cast.property.id())).extracting(OneTimePin::id).containsExactly(id);
  }

  @Test
  void makesNothingWhenTheTransactionIsRolledBack() {
    transaction.executeWithoutResult(status -> {
      send(ana, Set.of(Via.EMAIL), DAY, "");
      status.setRollbackOnly();
    });
    assertThat(pins.ofRecipient(ana.id())).isEmpty();
    assertThat(notifications.ofPerson(ana.id(), 10)).isEmpty();
    assertThat(acts()).doesNotContain(Act.ONE_TIME_PIN_SENT);
  }

  @Test
  void replacesAnOlderOneThatNobodyUsed() {
    UUID first = sent(send(ana, Set.of(Via.EMAIL), DAY, ""));
    UUID second = sent(send(ana, Set.of(Via.EMAIL), DAY, ""));
    assertThat(find(first).state()).isEqualTo(OneTimePin.State.REPLACED);
    assertThat(find(second).state()).isEqualTo(OneTimePin.State.OPEN);
    assertThat(keys.live(first)).isEmpty();
    assertThat(acts()).contains(Act.ONE_TIME_PIN_REPLACED);
  }

  @Test
  void makesOnePinOfOneFormHoweverOftenItIsSentAtOnce() throws Exception {
    var request = new OneTimePinRequest(cast.maple.id(), Set.of(Via.EMAIL), in(DAY), "");
    Callable<SendAnswer> send = () -> pins.send(cast.rosa(), cast.property, ana.id(), request);
    try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
      Set<SendAnswer> answers = new HashSet<>();
      for (var answer : senders.invokeAll(Collections.nCopies(8, send))) answers.add(answer.get());
      assertThat(answers).hasSize(1);
    }
    assertThat(pins.ofRecipient(ana.id())).hasSize(1);
  }

  @Test
  void keepsAnExpiredOneExpiredWhenANewerOneComes() {
    UUID first = sent(send(ana, Set.of(Via.EMAIL), Duration.ofMinutes(6), ""));
    clock.advance(Duration.ofMinutes(7));
    sent(send(ana, Set.of(Via.EMAIL), DAY, ""));
    assertThat(find(first).state()).isEqualTo(OneTimePin.State.EXPIRED);
  }

  @Test
  void erasesExpiredNumbers() {
    UUID id = sent(send(ana, Set.of(Via.EMAIL), Duration.ofMinutes(6), ""));
    clock.advance(Duration.ofMinutes(7));
    keys.endExpired();
    assertThat(keys.live(id)).isEmpty();
  }

  @Test
  void refusesAnExpiryThatIsTooSoonOrTooLate() {
    assertThat(refusals(send(ana, Set.of(Via.EMAIL), Duration.ofMinutes(-1), "")))
        .containsExactly(SendRefusal.EXPIRY_TOO_SOON);
    assertThat(refusals(send(ana, Set.of(Via.EMAIL), Duration.ofMinutes(4), "")))
        .containsExactly(SendRefusal.EXPIRY_TOO_SOON);
    assertThat(refusals(send(ana, Set.of(Via.EMAIL), Duration.ofDays(365), "")))
        .containsExactly(SendRefusal.EXPIRY_TOO_LATE);
    assertThat(send(ana, Set.of(Via.EMAIL), Duration.ofMinutes(6), "")).isInstanceOf(Sent.class);
  }

  @Test
  void refusesAClosedChannelAndNoChannel() {
    Recipient noPhone = cast.add(Cast.ana("", "ana@mail.example", ""));
    assertThat(refusals(send(noPhone, Set.of(Via.SMS), DAY, "")))
        .containsExactly(SendRefusal.CHANNEL_CLOSED);
    assertThat(refusals(send(noPhone, Set.of(), DAY, "a reason")))
        .containsExactly(SendRefusal.NO_CHANNEL_CHOSEN);
  }

  @Test
  void makesAPinToReadOutForWhomNoChannelLeadsToButOnlyWithAReason() {
    Recipient unreachable = cast.add(Cast.ana("", "", ""));
    assertThat(refusals(send(unreachable, Set.of(), DAY, " ")))
        .containsExactly(SendRefusal.REASON_REQUIRED);
    UUID id = sent(send(unreachable, Set.of(), DAY, "stands at the desk"));
    assertThat(notifications.about(id)).isEmpty();
    assertThat(pins.reveal(cast.rosa(), cast.property, id, "stands at the desk"))
        .isInstanceOf(RevealAnswer.Revealed.class);
  }

  @Test
  void refusesWhoOptedOutAndWhoIsOfAnotherProperty() {
    NewRecipient given = Cast.ana("", "ana@mail.example", "");
    Recipient optedOut =
        cast.add(
            new NewRecipient(
                null, "Ana", "Out", "", given.email(), "", "", "", "en", false, true, true, true));
    assertThat(refusals(send(optedOut, Set.of(Via.EMAIL), DAY, "")))
        .containsExactly(SendRefusal.OPTED_OUT);
    Recipient elsewhere = new Cast(program).ana();
    assertThat(refusals(send(elsewhere, Set.of(Via.EMAIL), DAY, "")))
        .containsExactly(SendRefusal.RECIPIENT_UNKNOWN);
  }

  @Test
  void asksForAReasonWhereThePropertyDoes() {
    sql.sql("update property set reason_required = true where id = :id")
        .param("id", cast.property.id())
        .update();
    var property = program.getBean(dev.postern.place.Places.class).property(cast.property.id());
    var request = new OneTimePinRequest(cast.maple.id(), Set.of(Via.EMAIL), in(DAY), "");
    assertThat(refusals(pins.send(cast.rosa(), property, ana.id(), request)))
        .containsExactly(SendRefusal.REASON_REQUIRED);
  }

  @Test
  void sendsTheSamePinAgain() {
    UUID id = sent(send(ana, Set.of(Via.EMAIL), DAY, ""));
    String before = keys.live(id).orElseThrow().pin().digits().reveal();
    assertThat(pins.resend(cast.rosa(), cast.property, id, Set.of(Via.SMS)))
        .isEqualTo(new Sent(id));
    assertThat(keys.live(id).orElseThrow().pin().digits().reveal()).isEqualTo(before);
    assertThat(notifications.about(id))
        .extracting(notification -> notification.to().via())
        .containsExactlyInAnyOrder(Via.EMAIL, Via.SMS);
  }

  @Test
  void letsTheOtherChannelStandInForAnOpenPinThatAProviderLost() {
    UUID id = sent(send(ana, Set.of(Via.SMS), DAY, ""));
    var lost =
        new LostNotification(
            notifications.about(id).getFirst().id(),
            Notification.Kind.ONE_TIME_PIN,
            id,
            new Destination(Via.EMAIL, "ana@mail.example"));
    transaction.executeWithoutResult(_ -> program.publishEvent(lost));
    assertThat(notifications.about(id))
        .extracting(notification -> notification.to().via())
        .containsExactlyInAnyOrder(Via.SMS, Via.EMAIL);

    pins.cancel(cast.rosa(), cast.property, id);
    transaction.executeWithoutResult(_ -> program.publishEvent(lost));
    assertThat(notifications.about(id)).hasSize(2);
  }

  @Test
  void cancelsOnceAndSendsNothingAfterwards() {
    UUID id = sent(send(ana, Set.of(Via.EMAIL), DAY, ""));
    assertThat(pins.cancel(cast.rosa(), cast.property, id)).isTrue();
    assertThat(pins.cancel(cast.rosa(), cast.property, id)).isFalse();
    assertThat(refusals(pins.resend(cast.rosa(), cast.property, id, Set.of(Via.EMAIL))))
        .containsExactly(SendRefusal.ENDED);
    assertThat(pins.reveal(cast.rosa(), cast.property, id, "why not"))
        .isInstanceOf(RevealAnswer.Ended.class);
    assertThat(notifications.about(id))
        .extracting(Notification::state)
        .doesNotContain(Notification.State.QUEUED);
  }

  @Test
  void cancelsWhatStandsInThoughItIsQueuedAtTheSameMoment() throws Exception {
    scheduler.pause(); // nothing leaves meanwhile
    try (var staff = Executors.newVirtualThreadPerTaskExecutor()) {
      UUID id = sent(send(ana, Set.of(Via.SMS), DAY, ""));
      UUID taken = notifications.about(id).getFirst().id();
      sql.sql("update notification set state = 'SENT', sealed_text = null where id = ?")
          .param(taken)
          .update();
      Future<Boolean> cancelled =
          transaction.execute(_ -> {
            receipts.failed(taken, "theirs", "the number is not in use");
            var cancelling = staff.submit(() -> pins.cancel(cast.rosa(), cast.property, id));
            await("the cancellation").until(() -> cancelling.isDone() || somebodyWaitsForItsTurn());
            return cancelling;
          });
      assertThat(cancelled.get()).isTrue();
      assertThat(notifications.about(id))
          .extracting(Notification::state)
          .containsExactlyInAnyOrder(Notification.State.FAILED, Notification.State.BLOCKED);
    } finally {
      scheduler.resume();
    }
  }

  private boolean somebodyWaitsForItsTurn() {
    return sql.sql(
            "select exists (select from pg_locks where locktype = 'advisory' and not granted)")
        .query(Boolean.class)
        .single();
  }

  @Test
  void revealsForAReasonUnderALimitAndIntoTheAuditLog() {
    UUID id = sent(send(ana, Set.of(Via.EMAIL), DAY, ""));
    assertThat(pins.reveal(cast.rosa(), cast.property, id, " "))
        .isInstanceOf(RevealAnswer.ReasonRequired.class);
    for (int i = 0; i < Limit.REVEALS.capacity(); i++) {
      assertThat(pins.reveal(cast.rosa(), cast.property, id, "reads it out"))
          .isInstanceOf(RevealAnswer.Revealed.class);
    }
    assertThat(pins.reveal(cast.rosa(), cast.property, id, "once more"))
        .isInstanceOf(RevealAnswer.TooMany.class);
    assertThat(acts())
        .filteredOn(Act.ONE_TIME_PIN_REVEALED::equals)
        .hasSize(Limit.REVEALS.capacity());
  }

  @Test
  void keepsTheRecordOfEverythingFromBeingChanged() {
    sent(send(ana, Set.of(Via.EMAIL), DAY, ""));
    assertThatThrownBy(() -> sql.sql("delete from audit_event").update())
        .hasMessageContaining("insert-only");
    assertThatThrownBy(() -> sql.sql("update audit_event set actor_name = 'nobody'").update())
        .hasMessageContaining("insert-only");
  }

  private SendAnswer send(Recipient recipient, Set<Via> via, Duration life, String reason) {
    var request = new OneTimePinRequest(cast.maple.id(), via, in(life), reason);
    return pins.send(cast.rosa(), cast.property, recipient.id(), request);
  }

  private java.time.Instant in(Duration life) {
    return clock.instant().plus(life);
  }

  private static UUID sent(SendAnswer answer) {
    assertThat(answer).isInstanceOf(Sent.class);
    return ((Sent) answer).id();
  }

  private static Set<SendRefusal> refusals(SendAnswer answer) {
    assertThat(answer).isInstanceOf(Refused.class);
    return ((Refused) answer).refusals();
  }

  private OneTimePin find(UUID id) {
    return pins.find(cast.property.id(), id).orElseThrow();
  }

  private List<Act> acts() {
    return audit.page(cast.property.id(), null, 100).stream().map(AuditEvent::act).toList();
  }
}
