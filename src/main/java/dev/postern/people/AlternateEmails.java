package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.notification.Destination;
import dev.postern.notification.LinkText;
import dev.postern.notification.NewNotification;
import dev.postern.notification.Notifications;
import dev.postern.notification.PublicUrl;
import dev.postern.notification.Via;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A further address of a recipient gets no key until whoever reads its mail has said that it is
 * theirs: by a link that is good once, for this address, as long as it stays on file.
 */
@Component
public class AlternateEmails {
  /** How long a link is good. */
  public static final Duration LIFE = Duration.ofDays(7);

  /** The public page that the link leads to. */
  public static final String PATH = "/recipient-email";

  private final AlternateEmailTable table;
  private final RecipientTable recipients;
  private final Notifications notifications;
  private final PublicUrl url;
  private final Limits limits;
  private final AuditLog audit;
  private final Clock clock;

  AlternateEmails(
      AlternateEmailTable table,
      RecipientTable recipients,
      Notifications notifications,
      PublicUrl url,
      Limits limits,
      AuditLog audit,
      Clock clock) {
    this.table = table;
    this.recipients = recipients;
    this.notifications = notifications;
    this.url = url;
    this.limits = limits;
    this.audit = audit;
    this.clock = clock;
  }

  /** The last question about the address that is on file now, if one was asked. */
  @Transactional(readOnly = true)
  public Optional<AlternateEmailLink> latest(UUID personId) {
    return table.latest(personId, clock.instant());
  }

  /**
   * Sends a link, unless nothing is to be confirmed; the one before is worthless from then on.
   *
   * @return empty, or how long to wait because too many were sent lately
   */
  @Transactional
  public Optional<Duration> ask(Actor actor, Property property, UUID recipientId) {
    Optional<Recipient> recipient =
        recipients.lock(recipientId).filter(AlternateEmails::canBeAsked);
    if (recipient.isEmpty()) return Optional.empty();
    Optional<Duration> pause = limits.take(Limit.ALTERNATE_EMAIL_LINKS, recipientId.toString());
    if (pause.isEmpty()) send(actor, property, recipient.get(), clock.instant());
    return pause;
  }

  /**
   * The link behind a token, if it is good now; else the refusal is remembered. Uses nothing up.
   */
  @Transactional
  public Optional<AlternateEmailLink> look(byte[] tokenHash) {
    Optional<AlternateEmailLink> found = table.find(tokenHash, clock.instant());
    if (found.isPresent() && found.get().state() == AlternateEmailLink.State.OPEN) return found;
    refuse(found);
    return Optional.empty();
  }

  /** Confirms the address; false if the link is not, or no longer, good. */
  @Transactional
  public boolean confirm(byte[] tokenHash) {
    Instant now = clock.instant();
    // Held as an edit holds them: the address cannot change from here on.
    table.find(tokenHash, now).ifPresent(link -> recipients.lock(link.personId()));
    Optional<AlternateEmailLink> link = look(tokenHash);
    if (link.isEmpty()) return false;
    AlternateEmailLink is = link.get();
    table.confirm(is, now);
    audit.record(
        is.propertyId(), Actor.SYSTEM, Act.ALTERNATE_EMAIL_CONFIRMED, subject(is), Map.of());
    return true;
  }

  /** After the address was written, changed or taken away, in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  void changed(Actor actor, Property property, Recipient recipient, Instant now) {
    end(recipient.id(), now);
    if (canBeAsked(recipient)) ask(actor, property, recipient.id());
  }

  /** The link that is out is worthless from now on. */
  @Transactional(propagation = Propagation.MANDATORY)
  void end(UUID recipientId, Instant now) {
    table
        .end(recipientId, now)
        .ifPresent(link -> notifications.stop(link, Notifications.LINK_ENDED));
  }

  private static boolean canBeAsked(Recipient recipient) {
    return recipient.active()
        && recipient.alternateEmail() != null
        && recipient.alternateEmailConfirmedAt() == null;
  }

  private void send(Actor actor, Property property, Recipient recipient, Instant now) {
    end(recipient.id(), now);
    UUID id = Uuid7.at(now);
    Secret token = Secrets.random();
    table.add(id, recipient, Secrets.hash(token), actor, now, now.plus(LIFE));
    notifications.queue(letter(actor, property, recipient, id, token, now.plus(LIFE)));
    audit.record(
        property.id(),
        actor,
        Act.ALTERNATE_EMAIL_ASKED,
        new Subject("recipient", recipient.id(), recipient.name()),
        Map.of());
  }

  private NewNotification letter(
      Actor actor, Property property, Recipient to, UUID id, Secret token, Instant expires) {
    var text =
        new LinkText(
            LinkText.Kind.ALTERNATE_EMAIL,
            to.name(),
            property.name(),
            actor.equals(Actor.SYSTEM) ? "" : actor.name(),
            url.link(PATH, token),
            expires,
            property.zone());
    return new NewNotification(
        property.id(),
        to.id(),
        id,
        new Destination(Via.EMAIL, Objects.requireNonNull(to.alternateEmail())),
        null,
        to.language(),
        text,
        expires);
  }

  /** Links that never were are remembered only so often: nobody fills the log with them. */
  private void refuse(Optional<AlternateEmailLink> found) {
    if (found.isEmpty() && limits.take(Limit.UNKNOWN_LINKS, "alternate-email").isPresent()) return;
    audit.record(
        found.map(AlternateEmailLink::propertyId).orElse(null),
        Actor.SYSTEM,
        Act.ALTERNATE_EMAIL_REFUSED,
        found.map(AlternateEmails::subject).orElse(new Subject("recipient", null, "")),
        found.map(is -> Map.of("state", is.state().name())).orElse(Map.of()));
  }

  private static Subject subject(AlternateEmailLink is) {
    return new Subject("recipient", is.personId(), is.personName());
  }
}
