package dev.postern.portal;

import dev.postern.notification.Notification;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import java.util.List;
import java.util.UUID;

/**
 * A notification and whom it is for.
 *
 * @param person their name
 */
public record NotificationRow(Notification notification, String person) {
  static List<NotificationRow> of(
      List<Notification> notifications, UUID propertyId, Recipients recipients) {
    return notifications.stream()
        .map(notification ->
            new NotificationRow(
                notification,
                recipients
                    .find(propertyId, notification.personId())
                    .map(Recipient::name)
                    .orElse("")))
        .toList();
  }

  /** The mark of its state. */
  public String mark() {
    return switch (notification.state()) {
      case QUEUED, SENDING -> "wait";
      case SENT, DELIVERED -> "go";
      case FAILED -> "no";
      case BLOCKED -> "ended";
    };
  }
}
