package dev.postern.notification;

import static java.util.Objects.requireNonNull;

import dev.postern.notification.Notification.State;
import dev.postern.notification.NotificationTable.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One attempt to send one notification: claim it, hand it to the gateway with no transaction open,
 * settle what came of it. Any node may run any attempt; the row's state decides who does.
 */
@Component
class Sender {
  /** Longer than any gateway's time limit: a lease this old was left behind by a dead node. */
  static final Duration LEASE = Duration.ofMinutes(1);

  private static final String TIME_IS_OVER = "notification.words.expired";
  private static final String OUR_FAULT = "notification.words.internal";
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final NotificationTable notifications;
  private final SealedText texts;
  private final Gateways gateways;
  private final Fallback fallback;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final RandomGenerator random = RandomGenerator.getDefault();

  Sender(
      NotificationTable notifications,
      SealedText texts,
      Gateways gateways,
      Fallback fallback,
      TransactionTemplate transaction,
      Clock clock) {
    this.notifications = notifications;
    this.texts = texts;
    this.gateways = gateways;
    this.fallback = fallback;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** When to try again; nothing when there is nothing left to do. */
  Optional<Instant> attempt(UUID id) {
    Instant now = clock.instant();
    Optional<Claimed> claimed = notifications.claim(id, now, now.minus(LEASE));
    if (claimed.isEmpty()) return leave(id, now);
    // A claim on a lease that ended may be the second text that leaves: the node that died can have
    // handed it over before. Twice is better than not at all; it is the same key or link.
    NotificationText text = texts.open(requireNonNull(claimed.get().sealed()), id);
    return settle(claimed.get(), text, handOver(claimed.get(), text));
  }

  private Optional<Instant> leave(UUID id, Instant now) {
    if (notifications.block(id, TIME_IS_OVER, now, now.minus(LEASE))) return Optional.empty();
    return notifications
        .find(id)
        .filter(other -> other.state() == State.SENDING)
        .map(other -> other.changedAt().plus(LEASE).plusSeconds(1));
  }

  private GatewayAnswer handOver(Claimed claimed, NotificationText text) {
    try {
      return gateways.send(claimed.id(), claimed.to(), claimed.language(), text);
    } catch (RuntimeException surprise) {
      // Its message could quote the text, so only its kind and place are written down.
      LOG.error(
          "Notification {} could not be sent: {} at {}",
          claimed.id(),
          surprise.getClass().getName(),
          surprise.getStackTrace().length == 0 ? "?" : surprise.getStackTrace()[0]);
      return new GatewayAnswer.Later(OUR_FAULT);
    }
  }

  private Optional<Instant> settle(Claimed claimed, NotificationText text, GatewayAnswer answer) {
    Instant now = clock.instant();
    return switch (answer) {
      case GatewayAnswer.Taken(var providerId, var arrived) -> {
        State state = arrived ? State.DELIVERED : State.SENT;
        notifications.taken(claimed.id(), claimed.attempt(), state, providerId, now);
        yield Optional.empty();
      }
      case GatewayAnswer.Refused(var words) -> giveUp(claimed, Words.of(words, text), now);
      case GatewayAnswer.Later(var words) -> tryLater(claimed, Words.of(words, text), now);
    };
  }

  private Optional<Instant> tryLater(Claimed claimed, String words, Instant now) {
    Optional<Instant> next =
        Pauses.after(claimed.attempt(), claimed.fallback() != null, random)
            .map(now::plus)
            .filter(claimed.notAfter()::isAfter);
    if (next.isEmpty()) return giveUp(claimed, words, now);
    return next.filter(_ -> notifications.later(claimed.id(), claimed.attempt(), words, now));
  }

  private Optional<Instant> giveUp(Claimed claimed, String words, Instant now) {
    transaction.executeWithoutResult(_ -> {
      notifications.lockAbout(claimed.about()); // so that a stop can't miss the fall-back
      if (notifications.failed(claimed.id(), claimed.attempt(), words, now)) {
        fallback.queue(claimed, now);
      }
    });
    return Optional.empty();
  }
}
