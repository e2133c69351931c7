package dev.postern.access;

import dev.postern.notification.Destination;
import dev.postern.notification.NewNotification;
import dev.postern.notification.NoticeText;
import dev.postern.notification.Notifications;
import dev.postern.notification.Via;
import dev.postern.people.People;
import dev.postern.people.Person;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Room;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** E-mails to everybody who looks after a property, about one of its rooms. */
@Component
class StaffNotices {
  /** Later than this it is no news. */
  private static final Duration NEWS = Duration.ofDays(1);

  private final Places places;
  private final People people;
  private final Notifications notifications;

  StaffNotices(Places places, People people, Notifications notifications) {
    this.places = places;
    this.people = people;
    this.notifications = notifications;
  }

  /** Queues them in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  void send(Room room, NoticeText.Kind kind, Instant now) {
    if (!notifications.available(Via.EMAIL)) return;
    Property property = places.property(room.propertyId());
    for (Person member : people.staffOf(property.id())) {
      if (member.email() == null) continue;
      notifications.queue(
          new NewNotification(
              property.id(),
              member.id(),
              room.id(),
              new Destination(Via.EMAIL, member.email()),
              null,
              member.language(),
              new NoticeText(kind, member.name(), property.name(), "", room.name()),
              now.plus(NEWS)));
    }
  }
}
