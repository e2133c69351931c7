package dev.postern.notification;

import java.time.Clock;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What providers report after they took a notification. Receipts may come twice, out of order, or
 * before the call that handed the notification over has returned: the outcome is the same.
 */
@Component
public class Receipts {
  private final NotificationTable notifications;
  private final Fallback fallback;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Receipts(
      NotificationTable notifications,
      Fallback fallback,
      ApplicationEventPublisher events,
      Clock clock) {
    this.notifications = notifications;
    this.fallback = fallback;
    this.events = events;
    this.clock = clock;
  }

  /** It arrived; nothing takes that back. */
  @Transactional
  public void delivered(UUID notification, String providerId) {
    notifications.arrived(notification, providerId, clock.instant());
  }

  /**
   * It will not arrive. The fall-back is queued if the text is still there; it is erased once a
   * provider took it, so afterwards only {@link LostNotification} is published.
   */
  @Transactional
  public void failed(UUID notification, String providerId, String words) {
    var now = clock.instant();
    notifications
        .find(notification)
        .ifPresent(about -> notifications.lockAbout(about.about())); // as the sender does
    notifications
        .lockUnderWay(notification, providerId)
        .ifPresent(lost -> {
          if (!notifications.lost(lost.id(), Line.of(words, 300), now)) return;
          if (lost.sealed() != null) fallback.queue(lost, now);
          else
            events.publishEvent(
                new LostNotification(lost.id(), lost.kind(), lost.about(), lost.fallback()));
        });
  }
}
