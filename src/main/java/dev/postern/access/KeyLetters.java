package dev.postern.access;

import dev.postern.audit.Actor;
import dev.postern.notification.AccessKeyText;
import dev.postern.notification.Destination;
import dev.postern.notification.NewNotification;
import dev.postern.notification.NoticeText;
import dev.postern.notification.NotificationText;
import dev.postern.notification.Notifications;
import dev.postern.notification.Via;
import dev.postern.people.Person;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Sends a lasting key to its owner: by e-mail, or by text where there is no e-mail. */
@Component
class KeyLetters {
  /** A key that could not be sent for a day is given anew rather than sent late. */
  private static final Duration TRIED_FOR = Duration.ofDays(1);

  private final Notifications notifications;
  private final Clock clock;

  KeyLetters(Notifications notifications, Clock clock) {
    this.notifications = notifications;
    this.clock = clock;
  }

  /** The channel through which the new key goes out; none when nothing is on file or allowed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Via> send(Property property, Person owner, UUID keyId, Form form, Secret value) {
    return queue(property, owner, keyId, text(property, owner, form, value));
  }

  /** Tells the owner that somebody else chose a new value, and sends the value. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Via> sendChosen(
      Property property, Person owner, Actor by, UUID keyId, Form form, Secret value) {
    String name = by.name();
    queue(
        property,
        owner,
        keyId,
        new NoticeText(NoticeText.Kind.KEY_CHANGED, owner.name(), property.name(), name, ""));
    return send(property, owner, keyId, form, value);
  }

  private static NotificationText text(Property property, Person owner, Form form, Secret value) {
    return form == Form.PIN
        ? AccessKeyText.ofPin(owner.name(), property.name(), value, AccessKeys.asRead(form, value))
        : AccessKeyText.ofQrCode(owner.name(), property.name(), value);
  }

  private Set<Via> queue(Property property, Person owner, UUID keyId, NotificationText text) {
    List<Destination> ways =
        Stream.of(
                way(Via.EMAIL, owner.email(), owner.emailOn() && property.emailOn()),
                way(Via.SMS, owner.phone(), owner.smsOn() && property.smsOn()))
            .flatMap(Optional::stream)
            .toList();
    if (ways.isEmpty()) return Set.of();
    Instant now = clock.instant();
    notifications.queue(
        new NewNotification(
            property.id(),
            owner.id(),
            keyId,
            ways.getFirst(),
            ways.size() > 1 ? ways.getLast() : null,
            owner.language(),
            text,
            now.plus(TRIED_FOR)));
    return Set.of(ways.getFirst().via());
  }

  private static Optional<Destination> way(Via via, @Nullable String address, boolean open) {
    return address == null || !open ? Optional.empty() : Optional.of(new Destination(via, address));
  }
}
