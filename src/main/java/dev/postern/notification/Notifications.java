package dev.postern.notification;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people are told, from the queue to the provider's receipt. A notification queued in a
 * transaction that commits is sent at least once before its time is over, or is seen to have
 * failed; one queued in a transaction that rolls back never existed.
 */
@Component
public class Notifications {
  /** For {@link #stop}: the key was cancelled. */
  public static final String CANCELLED = "notification.words.cancelled";

  /** For {@link #stop}: a newer key took its place. */
  public static final String REPLACED = "notification.words.replaced";

  /** For {@link #stop}: the key was used, ended, or its person was deactivated. */
  public static final String ENDED = "notification.words.ended";

  /** For {@link #stop}: the link was used, cancelled or replaced. */
  public static final String LINK_ENDED = "notification.words.link-ended";

  private final NotificationTable notifications;
  private final Queue queue;
  private final Gateways gateways;
  private final Words words = new Words();
  private final Clock clock;

  Notifications(NotificationTable notifications, Queue queue, Gateways gateways, Clock clock) {
    this.notifications = notifications;
    this.queue = queue;
    this.gateways = gateways;
    this.clock = clock;
  }

  /** Whether the site has a gateway for the channel; without one every notification fails. */
  public boolean available(Via via) {
    return gateways.available(via);
  }

  /**
   * Queues in the caller's transaction; sending begins once that commits.
   *
   * @throws IllegalArgumentException if this kind of text must not go that way
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public UUID queue(NewNotification notification) {
    if (!notification.mayGo()) {
      throw new IllegalArgumentException(
          notification.text().tells() + " can't go to " + notification.to().via());
    }
    return queue.add(notification, null, clock.instant());
  }

  /**
   * Nothing more is sent about this grant or link: what is queued is blocked and erased, what is
   * just being sent gets no further attempt and no fall-back. What is sent stays sent.
   *
   * @param words why, for staff: one of the constants here, or a sentence
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stop(UUID about, String words) {
    stop(List.of(about), words);
  }

  /** The same for several. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stop(List<UUID> abouts, String words) {
    notifications.lockAbout(abouts);
    notifications.stop(abouts, words, clock.instant());
  }

  public Optional<Notification> find(UUID id) {
    return notifications.find(id).map(this::readable);
  }

  /** All that told, or will tell, of this grant, oldest first. */
  public List<Notification> about(UUID grant) {
    return notifications.about(grant).stream().map(this::readable).toList();
  }

  /** Newest first. */
  public List<Notification> ofPerson(UUID person, int limit) {
    return notifications.ofPerson(person, limit).stream().map(this::readable).toList();
  }

  /**
   * Newest first.
   *
   * @param before the last one of the previous page, or null for the first page
   */
  public List<Notification> ofProperty(UUID property, @Nullable UUID before, int limit) {
    return notifications.ofProperty(property, before, limit).stream().map(this::readable).toList();
  }

  /** Those that failed since then, newest first. */
  public List<Notification> failed(UUID property, Instant since, int limit) {
    return notifications.failed(property, since, limit).stream().map(this::readable).toList();
  }

  private Notification readable(Notification is) {
    return new Notification(
        is.id(),
        is.personId(),
        is.kind(),
        is.about(),
        is.to(),
        is.fallbackOf(),
        is.state(),
        is.attempts(),
        words.read(LocaleContextHolder.getLocale(), is.words()),
        is.queuedAt(),
        is.changedAt());
  }
}
