package dev.postern.access;

import dev.postern.notification.Destination;
import dev.postern.notification.NewNotification;
import dev.postern.notification.Notifications;
import dev.postern.notification.OneTimePinText;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.place.Property;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a one-time PIN into notifications, one for each chosen channel. */
@Component
class Letters {
  private final Notifications notifications;

  Letters(Notifications notifications) {
    this.notifications = notifications;
  }

  void queue(
      Property property,
      Recipient recipient,
      OneTimePin pin,
      LiveKeys live,
      Set<Via> chosen,
      Map<Via, Channel> channels) {
    OneTimePinText text =
        new OneTimePinText(
            recipient.name(),
            property.name(),
            pin.room().name(),
            live.pin().digits(),
            live.pin().grouped(),
            live.qr(),
            pin.expiresAt(),
            property.zone());
    for (Via via : chosen) {
      Destination to = destination(channels, via);
      if (to == null) throw new IllegalArgumentException(via + " is closed");
      // The other channel stands in for one that fails, unless it was chosen and is on its way.
      Destination fallback =
          chosen.contains(via.other()) ? null : destination(channels, via.other());
      notifications.queue(
          new NewNotification(
              property.id(),
              recipient.id(),
              pin.id(),
              to,
              fallback,
              recipient.language(),
              text,
              pin.expiresAt()));
    }
  }

  private static @Nullable Destination destination(Map<Via, Channel> channels, Via via) {
    return channels.get(via) instanceof Channel.Open open ? open.destination() : null;
  }
}
