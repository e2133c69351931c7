package dev.postern.notification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.database.Uuid7;
import dev.postern.notification.GatewayAnswer.Later;
import dev.postern.notification.GatewayAnswer.Refused;
import dev.postern.notification.GatewayAnswer.Taken;
import dev.postern.notification.Notification.Kind;
import dev.postern.notification.Notification.State;
import dev.postern.support.HandClock;
import dev.postern.support.PosternTest;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@PosternTest
@Import(HandGateways.class)
class SenderTest {
  private static final Destination EMAIL = new Destination(Via.EMAIL, "ana@example.com");
  private static final Destination SMS = new Destination(Via.SMS, "+15550100150");

  @Autowired Notifications notifications;
  @Autowired NotificationTable table;
  @Autowired SealedText texts;
  @Autowired Sender sender;
  @Autowired Receipts receipts;
  @Autowired HandGateways gateways;
  @Autowired HandClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Vault vault;
  @Autowired TransactionTemplate transaction;

  private RiverStreet riverStreet;

  @BeforeEach
  void openRiverStreet() {
    gateways.takeEverything();
    LocaleContextHolder.setLocale(Locale.ENGLISH);
    riverStreet = RiverStreet.open(jdbc, now());
  }

  @AfterEach
  void noLocale() {
    LocaleContextHolder.resetLocaleContext();
  }

  @Test
  void sendsOnceWhenEightNodesTryAtOnce() throws Exception {
    gateways.emailAnswer =
        email -> {
          pause();
          return new Taken("<1>", false);
        };
    UUID id = queued(EMAIL, null);
    atOnce(8, () -> sender.attempt(id));
    assertThat(gateways.emails(id)).hasSize(1);
    assertThat(state(id)).isEqualTo(State.SENT);
  }

  @Test
  void keepsTheTextSealedWhileQueuedAndErasesItOnceSent() {
    UUID id = queued(SMS, null);
    assertThat(new String(sealed(id).orElseThrow(), ISO_8859_1))
        .doesNotContain(Ana.PIN, Ana.GROUPED, Ana.QR, "Ortiz");
    sender.attempt(id);
    assertThat(sealed(id)).isEmpty();
    assertThat(gateways.texts(id).getFirst().text().reveal()).contains(Ana.GROUPED);
    assertThat(notifications.find(id).orElseThrow().attempts()).isEqualTo(1);
  }

  @Test
  void doesNotOpenATextThatWasMovedToAnotherNotification() {
    UUID one = queued(SMS, null);
    UUID other = queued(SMS, null);
    jdbc.sql(
            "update notification set sealed_text = (select sealed_text from notification where id = ?) where id = ?")
        .params(one, other)
        .update();
    assertThatThrownBy(() -> sender.attempt(other)).isInstanceOf(IllegalStateException.class);
    assertThat(gateways.texts(other)).isEmpty();
  }

  @Test
  void triesAgainAfterGrowingPausesAndGivesUpInTheEnd() {
    gateways.emailAnswer = email -> new Later("450 busy");
    UUID id = queued(EMAIL, null);
    List<Duration> pauses = new ArrayList<>();
    for (Optional<Instant> next = sender.attempt(id); next.isPresent(); next = sender.attempt(id)) {
      assertThat(state(id)).isEqualTo(State.QUEUED);
      pauses.add(Duration.between(now(), next.get()));
      clock.set(next.get());
    }
    assertThat(pauses).hasSize(7).isSorted();
    assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    assertThat(notifications.find(id).orElseThrow())
        .matches(gone -> gone.state() == State.FAILED && gone.attempts() == 8)
        .matches(gone -> gone.words().equals("450 busy"));
    assertThat(sealed(id)).isEmpty();
  }

  @Test
  void sendsNothingAfterItsTime() {
    UUID id = queued(EMAIL, SMS);
    clock.advance(Duration.ofHours(24));
    assertThat(sender.attempt(id)).isEmpty();
    assertThat(gateways.emails(id)).isEmpty();
    assertThat(sealed(id)).isEmpty();
    assertThat(notifications.find(id).orElseThrow())
        .matches(gone -> gone.state() == State.BLOCKED)
        .matches(gone -> gone.words().equals("Its time was over before it could be sent."));
    LocaleContextHolder.setLocale(Locale.GERMAN);
    assertThat(notifications.find(id).orElseThrow().words()).startsWith("Die Frist war vorbei");
  }

  @Test
  void givesUpWhenTheNextTryWouldBeTooLate() {
    gateways.emailAnswer = email -> new Later("450 busy");
    UUID id = queued(EMAIL, null);
    clock.advance(Duration.ofHours(24).minusSeconds(3));
    assertThat(sender.attempt(id)).isEmpty();
    assertThat(state(id)).isEqualTo(State.FAILED);
  }

  @Test
  void queuesTheOtherChannelOnceWhenOneFailsForGood() throws Exception {
    gateways.emailAnswer =
        email -> {
          pause();
          return new Refused("550 no such person");
        };
    UUID id = queued(EMAIL, SMS);
    atOnce(4, () -> sender.attempt(id));
    List<Notification> all = notifications.about(riverStreet.grant());
    assertThat(all).hasSize(2);
    assertThat(all.get(0).state()).isEqualTo(State.FAILED);
    assertThat(all.get(0).words()).isEqualTo("550 no such person");
    assertThat(all.get(1).fallbackOf()).isEqualTo(id);
    assertThat(all.get(1).to()).isEqualTo(SMS);
    UUID fallback = all.get(1).id();
    await(() -> state(fallback) == State.SENT); // by the scheduler
    assertThat(gateways.texts(fallback)).hasSize(1);
    assertThat(gateways.texts(fallback).getFirst().text().reveal()).contains(Ana.GROUPED);
  }

  @Test
  void turnsToTheOtherChannelAfterFourTries() {
    gateways.emailAnswer = email -> new Later("450 busy");
    UUID id = queued(EMAIL, SMS);
    for (int attempt = 1; attempt <= 4; attempt++) sender.attempt(id);
    assertThat(notifications.about(riverStreet.grant()))
        .extracting(Notification::to)
        .containsExactly(EMAIL, SMS);
  }

  @Test
  void leavesALiveLeaseAloneAndTakesOverADeadOne() {
    UUID id = queued(EMAIL, null);
    assertThat(table.claim(id, now(), now().minus(Sender.LEASE)))
        .isPresent(); // a node that then dies
    assertThat(sender.attempt(id).orElseThrow()).isAfter(now().plus(Sender.LEASE));
    assertThat(gateways.emails(id)).isEmpty();
    clock.advance(Sender.LEASE.plusSeconds(2));
    assertThat(sender.attempt(id)).isEmpty();
    assertThat(gateways.emails(id)).hasSize(1);
    assertThat(state(id)).isEqualTo(State.SENT);
  }

  @Test
  void doesNotLetANodeThatWokeUpLateSettleAnothersAttempt() {
    UUID id = queued(EMAIL, null);
    assertThat(table.claim(id, now(), now().minus(Sender.LEASE))).isPresent();
    clock.advance(Sender.LEASE.plusSeconds(2));
    sender.attempt(id);
    assertThat(table.failed(id, 1, "late", now())).isFalse();
    assertThat(table.later(id, 1, "late", now())).isFalse();
    assertThat(state(id)).isEqualTo(State.SENT);
  }

  @Test
  void blocksWhatIsQueuedWhenTheKeyEnds() {
    UUID id = queued(EMAIL, SMS);
    stop(Notifications.CANCELLED);
    assertThat(sender.attempt(id)).isEmpty();
    assertThat(gateways.emails(id)).isEmpty();
    assertThat(sealed(id)).isEmpty();
    assertThat(notifications.find(id).orElseThrow().words())
        .isEqualTo("The PIN was cancelled first.");
  }

  @Test
  void triesNoFurtherWhenTheKeyEndsInMidAttempt() {
    for (GatewayAnswer answer : List.of(new Later("450"), new Refused("550"))) {
      gateways.emailAnswer =
          email -> {
            stop(Notifications.REPLACED);
            return answer;
          };
      UUID id = queued(EMAIL, SMS);
      assertThat(sender.attempt(id)).isEmpty();
      assertThat(state(id)).isEqualTo(State.BLOCKED);
      assertThat(sealed(id)).isEmpty();
    }
    assertThat(notifications.about(riverStreet.grant())).hasSize(2); // no fall-back
  }

  @Test
  void sendsNothingAgainWhenTheKeyEndedWhileItsNodeWasDead() {
    UUID id = queued(EMAIL, null);
    assertThat(table.claim(id, now(), now().minus(Sender.LEASE))).isPresent();
    stop(Notifications.ENDED);
    assertThat(state(id)).isEqualTo(State.SENDING);
    clock.advance(Sender.LEASE.plusSeconds(2));
    assertThat(sender.attempt(id)).isEmpty();
    assertThat(gateways.emails(id)).isEmpty();
    assertThat(state(id)).isEqualTo(State.BLOCKED);
    assertThat(sealed(id)).isEmpty();
  }

  @Test
  void keepsThePinOutOfAProvidersWords() {
    gateways.emailAnswer =
        email -> new Refused("554 spam:\r\n\"" + Ana.GROUPED + "\", " + Ana.PIN + ", " + Ana.QR);
    UUID id = queued(EMAIL, null);
    sender.attempt(id);
    assertThat(notifications.find(id).orElseThrow().words())
        .isEqualTo("554 spam: \"•••\", •••, •••");
  }

  @Test
  void triesAgainAfterASurprise() {
    gateways.emailAnswer =
        email -> {
          throw new IllegalArgumentException(email.text().reveal());
        };
    UUID id = queued(EMAIL, null);
    assertThat(sender.attempt(id)).isPresent();
    assertThat(notifications.find(id).orElseThrow())
        .matches(waiting -> waiting.state() == State.QUEUED)
        .matches(waiting -> waiting.words().startsWith("Something went wrong inside Postern."));
  }

  @Test
  void queuesNothingWhenTheCallerRollsBack() {
    UUID id =
        transaction.execute(status -> {
          status.setRollbackOnly();
          return notifications.queue(toAna(EMAIL, null));
        });
    assertThat(notifications.about(riverStreet.grant())).isEmpty();
    assertThat(
            jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
                .param(String.valueOf(id))
                .query(Integer.class)
                .single())
        .isZero();
    assertThatThrownBy(() -> notifications.queue(toAna(EMAIL, null)))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void sendsByItselfOnceTheCallerCommitsAndRetriesWhenThePauseIsOver() throws Exception {
    gateways.emailAnswer = email -> new Later("450 busy");
    UUID id = transaction.execute(_ -> notifications.queue(toAna(EMAIL, null)));
    assertThat(id).isNotNull();
    await(() -> state(id) == State.QUEUED && gateways.emails(id).size() == 1);
    gateways.takeEverything();
    clock.advance(Duration.ofSeconds(7));
    await(() -> state(id) == State.SENT);
    assertThat(gateways.emails(id)).hasSize(1);
    await(() ->
        jdbc.sql("select count(*) from scheduled_tasks where task_instance = ?")
                .param(id.toString())
                .query(Integer.class)
                .single()
            == 0);
  }

  @Test
  void believesAReceiptThatOvertakesTheAnswer() {
    gateways.textAnswer =
        sms -> {
          receipts.delivered(sms.id(), "SM1");
          return new Later("cut");
        };
    UUID id = queued(SMS, EMAIL);
    assertThat(sender.attempt(id)).isEmpty();
    assertThat(state(id)).isEqualTo(State.DELIVERED);
    assertThat(sealed(id)).isEmpty();
  }

  @Test
  void foldsReceiptsIntoTheSameStateInAnyOrder() {
    UUID id = queued(SMS, null);
    sender.attempt(id);
    receipts.failed(id, "SM of an older attempt", "Twilio: failed 30003");
    assertThat(state(id)).isEqualTo(State.SENT);
    receipts.delivered(id, "SM" + id);
    receipts.failed(id, "SM" + id, "Twilio: failed 30003");
    receipts.delivered(id, "SM" + id);
    assertThat(state(id)).isEqualTo(State.DELIVERED);

    UUID lost = queued(SMS, EMAIL);
    sender.attempt(lost);
    receipts.failed(lost, "SM" + lost, "Twilio: failed 30003");
    receipts.failed(lost, "SM" + lost, "Twilio: undelivered 30003");
    assertThat(notifications.find(lost).orElseThrow())
        .matches(gone -> gone.state() == State.FAILED)
        .matches(gone -> gone.words().equals("Twilio: failed 30003"));
    assertThat(gateways.lost)
        .containsOnlyOnce(
            new LostNotification(lost, Kind.ONE_TIME_PIN, riverStreet.grant(), EMAIL));
  }

  @Test
  void turnsToTheOtherChannelWhenAReceiptOfFailureOvertakesTheAnswer() {
    gateways.textAnswer =
        sms -> {
          receipts.failed(sms.id(), "SM1", "Twilio: failed 30003");
          return new Taken("SM1", false);
        };
    UUID id = queued(SMS, EMAIL);
    sender.attempt(id);
    assertThat(state(id)).isEqualTo(State.FAILED);
    assertThat(notifications.about(riverStreet.grant()))
        .extracting(Notification::to)
        .containsExactly(SMS, EMAIL);
  }

  @Test
  void listsNewestFirstPageByPage() {
    UUID first = queued(EMAIL, null);
    clock.advance(Duration.ofSeconds(1));
    UUID second = queued(SMS, null);
    clock.advance(Duration.ofSeconds(1));
    UUID third = queued(SMS, null);
    assertThat(notifications.ofProperty(riverStreet.property(), null, 2))
        .extracting(Notification::id)
        .containsExactly(third, second);
    assertThat(notifications.ofProperty(riverStreet.property(), second, 2))
        .extracting(Notification::id)
        .containsExactly(first);
    assertThat(notifications.ofPerson(riverStreet.ana(), 1))
        .extracting(Notification::id)
        .containsExactly(third);
    assertThat(notifications.available(Via.SMS)).isTrue();
  }

  /** A queued notification that no scheduler knows of: attempts are the test's. */
  @Test
  void keepsEveryKindOfTextWholeWhileItIsSealed() {
    var pin = new Secret(Ana.PIN);
    var grouped = new Secret(Ana.GROUPED);
    var qr = new Secret(Ana.QR);
    for (NotificationText text :
        List.of(
            Ana.text(),
            AccessKeyText.ofPin("Bo", "River Street", pin, grouped),
            AccessKeyText.ofQrCode("Bo", "River Street", qr),
            new AccessKeyText("Bo", "River Street", pin, grouped, qr),
            Links.text(LinkText.Kind.INVITATION, ""),
            new NoticeText(NoticeText.Kind.EMAIL_CHANGED, "Mia", "River Street", "", "n•••@b.c"))) {
      UUID id = Uuid7.at(now());
      byte[] sealed = texts.seal(text, id);
      assertThat(texts.open(sealed, id)).isEqualTo(text);
      for (Secret secret : text.secrets()) {
        assertThat(new String(sealed, ISO_8859_1)).doesNotContain(secret.reveal());
      }
    }
  }

  @Test
  void stillReadsAOneTimePinThatWasQueuedBeforeThereWereOtherTexts() {
    UUID id = Uuid7.at(now());
    String before =
        """
        {"recipient":"Ana Ortiz","property":"River Street","room":"Maple Room","pin":"1234567",\
        "grouped":"123 4567","qr":"%s","expires":"2026-11-23T20:05:30Z","zone":"America/New_York"}\
        """
            .formatted(Ana.QR);
    assertThat(texts.open(vault.seal(new Secret(before), "notification:" + id), id))
        .isEqualTo(Ana.text());
  }

  @Test
  void tellsSomebodyWhoIsNotAPersonHereYet() {
    UUID id = transaction.execute(_ -> notifications.queue(linkTo(EMAIL, null)));
    assertThat(notifications.find(id).orElseThrow())
        .matches(is -> is.personId() == null && is.kind() == Kind.LINK);
    sender.attempt(id);
    while (state(id) == State.SENDING) pause(); // the scheduler may have been first
    assertThat(gateways.emails(id).getFirst().text().reveal()).contains(Links.ADDRESS);
    assertThat(state(id)).isEqualTo(State.SENT);
  }

  @Test
  void letsNoLinkGoByTextMessage() {
    for (NewNotification link : List.of(linkTo(SMS, null), linkTo(EMAIL, SMS))) {
      assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> notifications.queue(link)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void keepsALinkOutOfAProvidersWords() {
    gateways.emailAnswer = email -> new Refused("550 no " + Links.ADDRESS + " nor =token42 here");
    UUID id = queued(linkTo(EMAIL, null));
    sender.attempt(id);
    assertThat(notifications.find(id).orElseThrow().words()).isEqualTo("550 no ••• nor =••• here");
  }

  private NewNotification linkTo(Destination to, @Nullable Destination fallback) {
    return new NewNotification(
        riverStreet.property(),
        null,
        UUID.randomUUID(),
        to,
        fallback,
        "en",
        Links.text(LinkText.Kind.INVITATION, ""),
        now().plus(Duration.ofDays(7)));
  }

  private UUID queued(Destination to, @Nullable Destination fallback) {
    return queued(toAna(to, fallback));
  }

  /** Without a task, so that only the test sends it. */
  private UUID queued(NewNotification notification) {
    UUID id = Uuid7.at(now());
    table.insert(id, notification, null, texts.seal(notification.text(), id), now());
    return id;
  }

  private NewNotification toAna(Destination to, @Nullable Destination fallback) {
    return riverStreet.toAna(to, fallback, now());
  }

  private void stop(String words) {
    transaction.executeWithoutResult(_ -> notifications.stop(riverStreet.grant(), words));
  }

  private State state(UUID id) {
    return notifications.find(id).orElseThrow().state();
  }

  private Optional<byte[]> sealed(UUID id) {
    return jdbc.sql("select sealed_text from notification where id = ? and sealed_text is not null")
        .param(id)
        .query((row, _) -> row.getBytes(1))
        .optional();
  }

  private Instant now() {
    return clock.instant();
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> void atOnce(int times, Callable<T> call) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(java.util.Collections.nCopies(times, call))) done.get();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited 20 s").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
