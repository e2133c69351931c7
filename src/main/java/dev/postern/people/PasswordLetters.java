package dev.postern.people;

import dev.postern.notification.Destination;
import dev.postern.notification.LinkText;
import dev.postern.notification.NewNotification;
import dev.postern.notification.NoticeText;
import dev.postern.notification.NotificationText;
import dev.postern.notification.Notifications;
import dev.postern.notification.PublicUrl;
import dev.postern.notification.Via;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What staff are told about their passwords; never the password. */
@Component
class PasswordLetters {
  /** News that is older than this helps nobody. */
  private static final Duration NEWS = Duration.ofDays(2);

  private final Notifications notifications;
  private final People people;
  private final Places places;
  private final PublicUrl url;
  private final Clock clock;

  PasswordLetters(
      Notifications notifications, People people, Places places, PublicUrl url, Clock clock) {
    this.notifications = notifications;
    this.people = people;
    this.places = places;
    this.url = url;
    this.clock = clock;
  }

  void link(UUID about, StaffMember to, Property property, Secret token, Instant expires) {
    var text =
        new LinkText(
            LinkText.Kind.PASSWORD_RESET,
            to.name(),
            property.name(),
            "",
            url.link(PasswordResets.PATH, token),
            expires,
            property.zone());
    queue(about, to, property, text, expires);
  }

  void stop(UUID about) {
    notifications.stop(about, Notifications.LINK_ENDED);
  }

  /** Tells somebody who works anywhere that they have another password. */
  void changed(StaffMember to) {
    property(to)
        .ifPresent(property -> {
          var text =
              new NoticeText(NoticeText.Kind.PASSWORD_CHANGED, to.name(), property.name(), "", "");
          queue(to.id(), to, property, text, clock.instant().plus(NEWS));
        });
  }

  /** In whose name they are written to: the first of the properties where they work. */
  Optional<Property> property(StaffMember member) {
    return places.properties().stream()
        .filter(property -> member.worksAt(property.id()))
        .findFirst();
  }

  private void queue(
      UUID about, StaffMember to, Property property, NotificationText text, Instant notAfter) {
    notifications.queue(
        new NewNotification(
            property.id(),
            to.id(),
            about,
            new Destination(Via.EMAIL, to.email()),
            null,
            people.find(to.id()).map(Person::language).orElse(property.language()),
            text,
            notAfter));
  }
}
