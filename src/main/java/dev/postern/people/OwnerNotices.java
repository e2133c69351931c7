package dev.postern.people;

import dev.postern.database.Uuid7;
import dev.postern.notification.Destination;
import dev.postern.notification.NewNotification;
import dev.postern.notification.NoticeText;
import dev.postern.notification.Notifications;
import dev.postern.notification.Via;
import dev.postern.place.Property;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Tells people what happened to their account, so that they notice what they did not do. */
@Component
class OwnerNotices {
  /** Later than this it is no news. */
  private static final Duration NEWS = Duration.ofDays(3);

  private final Notifications notifications;
  private final ProfileTable profiles;
  private final Clock clock;

  OwnerNotices(Notifications notifications, ProfileTable profiles, Clock clock) {
    this.notifications = notifications;
    this.profiles = profiles;
    this.clock = clock;
  }

  /** In the caller's transaction, to the address that the person signs in with at that moment. */
  void tell(StaffMember member, Property at, NoticeText.Kind kind, String what) {
    if (!notifications.available(Via.EMAIL)) return; // a site without e-mail has nowhere to tell it
    Instant now = clock.instant();
    notifications.queue(
        new NewNotification(
            at.id(),
            member.id(),
            Uuid7.at(now),
            new Destination(Via.EMAIL, member.email()),
            null,
            profiles.find(member.id()).language(),
            new NoticeText(kind, member.name(), at.name(), "", what),
            now.plus(NEWS)));
  }
}
