package dev.postern.portal;

import dev.postern.notification.Notification;
import dev.postern.notification.Notification.Kind;
import dev.postern.people.People;
import dev.postern.people.Person;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification and whom it is for.
 *
 * @param person their name, or where it went if they are nobody whose name is known here
 */
public record NotificationRow(Notification notification, String person) {
  static List<NotificationRow> of(
      List<Notification> notifications, UUID propertyId, People people) {
    return notifications.stream()
        .map(notification ->
            new NotificationRow(notification, person(notification, propertyId, people)))
        .toList();
  }

  private static String person(Notification is, UUID propertyId, People people) {
    UUID person = is.personId();
    String name =
        person == null ? "" : people.find(propertyId, person).map(Person::name).orElse("");
    return name.isEmpty() ? is.to().masked() : name;
  }

  /** The page of what it tells of, or null if there is none. */
  public @Nullable String address() {
    return notification.kind() == Kind.ONE_TIME_PIN
        ? "/portal/one-time-pins/" + notification.about()
        : null;
  }

  /** The key of what it tells. */
  public String kind() {
    return "notifications.kind." + notification.kind().name();
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
