package dev.postern.access;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.notification.Notifications;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import dev.postern.place.Kiosk;
import dev.postern.place.Places;
import dev.postern.place.Property;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The main job: a recipient who has no PIN at hand gets one that opens the door a single time. */
@Component
public class OneTimePins {
  private final OneTimePinTable table;
  private final AccessKeys keys;
  private final Recipients recipients;
  private final Places places;
  private final Letters letters;
  private final Notifications notifications;
  private final AuditLog audit;
  private final Limits limits;
  private final Clock clock;

  OneTimePins(
      OneTimePinTable table,
      AccessKeys keys,
      Recipients recipients,
      Places places,
      Letters letters,
      Notifications notifications,
      AuditLog audit,
      Limits limits,
      Clock clock) {
    this.table = table;
    this.keys = keys;
    this.recipients = recipients;
    this.places = places;
    this.letters = letters;
    this.notifications = notifications;
    this.audit = audit;
    this.limits = limits;
    this.clock = clock;
  }

  /** What can be sent to this recipient now. */
  public Offer offer(Property property, Recipient recipient) {
    return Offer.of(property, recipient, places.rooms(property.id()), clock.instant());
  }

  /**
   * Makes a one-time PIN and queues its notifications in one transaction; an older one of the same
   * recipient that nobody used is replaced. The same form sent again leads to the PIN it made.
   */
  @Transactional
  public SendAnswer send(
      Actor actor, Property property, UUID recipientId, OneTimePinRequest request) {
    // Two senders for one recipient take turns, so that one PIN replaces the other.
    Optional<Recipient> found = recipients.lock(property.id(), recipientId);
    if (found.isEmpty()) return new SendAnswer.Refused(Set.of(SendRefusal.RECIPIENT_UNKNOWN));
    Optional<UUID> before = table.ofForm(recipientId, request.form());
    if (before.isPresent()) return new SendAnswer.Sent(before.get());
    Recipient recipient = found.get();
    Offer offer = offer(property, recipient);
    Set<SendRefusal> refusals = offer.refusals(request);
    if (!refusals.isEmpty()) return new SendAnswer.Refused(refusals);

    Instant now = clock.instant();
    replaceOlder(actor, property, recipient, null, now);
    UUID grantId = Uuid7.at(now);
    table.add(grantId, property, recipient, actor, request, now);
    LiveKeys live = keys.issue(grantId, property, recipient.unit(), now);
    OneTimePin pin = table.find(property.id(), grantId, now).orElseThrow();
    letters.queue(property, recipient, pin, live, request.via(), offer.channels());
    remember(actor, property, pin, Act.ONE_TIME_PIN_SENT, details(request));
    return new SendAnswer.Sent(grantId);
  }

  /**
   * A recipient whom the caller holds asked for a PIN at a kiosk: they get the open one of this
   * room once more, which lives on for a little, or a new one.
   *
   * @param via through which they are asked about; the other channel stands in
   * @return the grant's id
   */
  @Transactional(propagation = Propagation.MANDATORY)
  UUID sendRequested(Kiosk kiosk, Property property, Recipient recipient, Via via) {
    Actor actor = Actor.kiosk(kiosk.id(), kiosk.name());
    UUID room = kiosk.room().id();
    Instant now = clock.instant();
    Instant until = now.plus(property.requestPinLife());
    Optional<UUID> open = table.open(recipient.id(), room, now);
    open.ifPresent(id -> table.prolong(id, until));
    UUID id = open.orElseGet(() -> addRequested(actor, property, recipient, room, until, now));
    OneTimePin pin = table.find(property.id(), id, now).orElseThrow();
    Map<Via, Channel> channels = offer(property, recipient).channels();
    letters.queue(property, recipient, pin, keys.live(id).orElseThrow(), Set.of(via), channels);
    remember(
        actor,
        property,
        pin,
        open.isPresent() ? Act.ONE_TIME_PIN_RESENT : Act.ONE_TIME_PIN_SENT,
        Map.of("via", via.name(), "expires", pin.expiresAt().toString()));
    return id;
  }

  private UUID addRequested(
      Actor actor, Property property, Recipient recipient, UUID room, Instant until, Instant now) {
    // Not one that is open: an expired one, or one whose door has not answered yet.
    replaceOlder(actor, property, recipient, room, now);
    UUID id = Uuid7.at(now);
    table.add(
        id, property, recipient, actor, new OneTimePinRequest(room, Set.of(), until, ""), now);
    keys.issue(id, property, recipient.unit(), now);
    return id;
  }

  /** Sends the same PIN again, through the chosen channels. */
  @Transactional
  public SendAnswer resend(Actor actor, Property property, UUID id, Set<Via> via) {
    table.lock(id); // or a message could leave after somebody cancelled
    Optional<OneTimePin> pin = table.find(property.id(), id, clock.instant());
    Optional<LiveKeys> live = keys.live(id);
    if (pin.isEmpty() || !pin.get().open() || live.isEmpty()) {
      return new SendAnswer.Refused(Set.of(SendRefusal.ENDED));
    }
    Recipient recipient = recipients.find(property.id(), pin.get().recipientId()).orElseThrow();
    Offer offer = offer(property, recipient);
    if (offer.refusal() != null) return new SendAnswer.Refused(Set.of(offer.refusal()));
    if (via.isEmpty()) return new SendAnswer.Refused(Set.of(SendRefusal.NO_CHANNEL_CHOSEN));
    if (!via.stream().allMatch(offer::open)) {
      return new SendAnswer.Refused(Set.of(SendRefusal.CHANNEL_CLOSED));
    }
    letters.queue(property, recipient, pin.get(), live.get(), via, offer.channels());
    remember(actor, property, pin.get(), Act.ONE_TIME_PIN_RESENT, Map.of("via", names(via)));
    return new SendAnswer.Sent(id);
  }

  /** Sends an open PIN through the channel that stands in for one that lost it. */
  @Transactional(propagation = Propagation.MANDATORY)
  void standIn(UUID id, Via via) {
    Optional<OneTimePin> pin = table.find(id, clock.instant()).filter(OneTimePin::open);
    Optional<LiveKeys> live = keys.live(id);
    if (pin.isEmpty() || live.isEmpty()) return;
    Property property = places.property(pin.get().room().propertyId());
    Recipient recipient = recipients.find(property.id(), pin.get().recipientId()).orElseThrow();
    Channel channel = offer(property, recipient).channels().get(via);
    if (!(channel instanceof Channel.Open)) return;
    // Only this channel: nothing stands in for the stand-in.
    letters.queue(property, recipient, pin.get(), live.get(), Set.of(via), Map.of(via, channel));
    remember(Actor.SYSTEM, property, pin.get(), Act.ONE_TIME_PIN_RESENT, Map.of("via", via.name()));
  }

  /** Ends it for good, unless it ended already or is being used at this moment. */
  @Transactional
  public boolean cancel(Actor actor, Property property, UUID id) {
    Instant now = clock.instant();
    Optional<OneTimePin> pin = table.find(property.id(), id, now);
    if (pin.isEmpty() || !table.revoke(id, actor, "CANCELLED", now)) return false;
    end(id, Notifications.CANCELLED, now);
    remember(actor, property, pin.get(), Act.ONE_TIME_PIN_CANCELLED, Map.of());
    return true;
  }

  /**
   * Shows a live PIN to staff. That it was shown is committed to the audit log before it is read.
   *
   * @param reason why, in words; required
   */
  public RevealAnswer reveal(Actor actor, Property property, UUID id, String reason) {
    if (reason.isBlank()) return new RevealAnswer.ReasonRequired();
    Optional<OneTimePin> pin = find(property.id(), id).filter(OneTimePin::open);
    if (pin.isEmpty()) return new RevealAnswer.Ended();
    Optional<Duration> pause = limits.take(Limit.REVEALS, String.valueOf(actor.id()));
    if (pause.isPresent()) return new RevealAnswer.TooMany(pause.get());
    String written = reason.strip();
    remember(
        actor,
        property,
        pin.get(),
        Act.ONE_TIME_PIN_REVEALED,
        Map.of("reason", written.substring(0, Math.min(written.length(), Offer.LONGEST_REASON))));
    return keys.live(id)
        .<RevealAnswer>map(live -> new RevealAnswer.Revealed(live.pin().grouped(), live.qr()))
        .orElseGet(RevealAnswer.Ended::new);
  }

  /** The one-time PINs of a property that still open its doors, those that end first on top. */
  @Transactional(readOnly = true)
  public List<OneTimePin> open(UUID propertyId) {
    return table.open(propertyId, clock.instant());
  }

  /** Every one-time PIN that a recipient ever got, the newest first. */
  @Transactional(readOnly = true)
  public List<OneTimePin> ofRecipient(UUID recipientId) {
    return table.ofRecipient(recipientId, clock.instant());
  }

  @Transactional(readOnly = true)
  public Optional<OneTimePin> find(UUID propertyId, UUID id) {
    return table.find(propertyId, id, clock.instant());
  }

  private void replaceOlder(
      Actor actor, Property property, Recipient recipient, @Nullable UUID room, Instant now) {
    for (UUID older : table.replace(recipient.id(), room, actor, now)) {
      OneTimePin pin = table.find(property.id(), older, now).orElseThrow();
      end(older, Notifications.REPLACED, now);
      remember(actor, property, pin, Act.ONE_TIME_PIN_REPLACED, Map.of());
    }
  }

  private void end(UUID id, String words, Instant now) {
    keys.end(id, now);
    notifications.stop(id, words);
  }

  private void remember(
      Actor actor, Property property, OneTimePin pin, Act act, Map<String, String> details) {
    audit.record(
        property.id(),
        actor,
        act,
        new Subject("recipient", pin.recipientId(), pin.recipientName()),
        details);
  }

  private static Map<String, String> details(OneTimePinRequest request) {
    return Map.of(
        "via", names(request.via()),
        "expires", request.expiresAt().toString(),
        "reason", request.reason().strip());
  }

  private static String names(Set<Via> via) {
    return via.stream().sorted().map(Via::name).collect(Collectors.joining(", "));
  }
}
