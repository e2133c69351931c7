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
import dev.postern.notification.NoticeText;
import dev.postern.notification.Notifications;
import dev.postern.notification.PublicUrl;
import dev.postern.notification.Via;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A new address to sign in with. It counts once a link that was sent to it was used; the old
 * address is told.
 */
@Component
public class EmailChanges {
  /** How long a link waits. */
  public static final Duration LIFE = Duration.ofHours(24);

  /** Where a link leads. */
  public static final String PATH = "/portal/email-change";

  private final EmailChangeTable table;
  private final StaffTable staff;
  private final ProfileTable profiles;
  private final Places places;
  private final Notifications notifications;
  private final OwnerNotices notices;
  private final PublicUrl url;
  private final Limits limits;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  EmailChanges(
      EmailChangeTable table,
      StaffTable staff,
      ProfileTable profiles,
      Places places,
      Notifications notifications,
      OwnerNotices notices,
      PublicUrl url,
      Limits limits,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.staff = staff;
    this.profiles = profiles;
    this.places = places;
    this.notifications = notifications;
    this.notices = notices;
    this.url = url;
    this.limits = limits;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A change that waits for its link to be used. */
  public record Waiting(String name, String email, Instant expiresAt) {}

  /** The answer to a wish for another address. */
  public sealed interface Answer {
    record LinkSent(String email) implements Answer {}

    record NoAddress() implements Answer {}

    /** They sign in with it already. */
    record Unchanged() implements Answer {}

    /** Somebody else on the staff signs in with it. */
    record Taken() implements Answer {}

    record TooMany(Duration pause) implements Answer {}
  }

  /** Sends a link to the new address; an older one works no more. */
  @Transactional
  public Answer ask(StaffMember member, Property at, String written) {
    Optional<String> address =
        ContactData.email(written).map(email -> email.toLowerCase(Locale.ROOT));
    if (address.isEmpty()) return new Answer.NoAddress();
    if (address.get().equals(member.email())) return new Answer.Unchanged();
    Optional<Duration> wait = limits.take(Limit.EMAIL_CHANGES, member.id().toString());
    if (wait.isPresent()) return new Answer.TooMany(wait.get());
    if (table.isTaken(address.get())) return new Answer.Taken();
    Instant now = clock.instant();
    UUID id = Uuid7.at(now);
    Secret token = Secrets.random();
    var change = new EmailChangeTable.Stored(member.id(), at.id(), address.get(), now.plus(LIFE));
    table.add(id, change, Secrets.hash(token), now);
    sendLink(member, at, id, change, token);
    remember(member, at.id(), Act.EMAIL_CHANGE_ASKED);
    return new Answer.LinkSent(address.get());
  }

  /** The change that this person asked for and that is not confirmed yet. */
  @Transactional(readOnly = true)
  public Optional<Waiting> waiting(StaffMember member) {
    return table.ofPerson(member.id(), clock.instant()).map(change -> waiting(member, change));
  }

  /** The link that was sent works no more. */
  @Transactional
  public void withdraw(StaffMember member) {
    table.end(member.id(), clock.instant());
  }

  /** What a link would do; looking at it does not use it up. */
  @Transactional(readOnly = true)
  public Optional<Waiting> find(byte[] tokenHash) {
    return table
        .find(tokenHash, clock.instant())
        .flatMap(change -> staff.find(change.personId()).map(member -> waiting(member, change)));
  }

  /**
   * Uses a link: its person signs in with the new address from now on, which is returned. Empty if
   * the link is over, its person was deactivated, or somebody else took the address meanwhile.
   */
  public Optional<String> confirm(byte[] tokenHash) {
    try {
      return Optional.ofNullable(transaction.execute(_ -> confirmed(tokenHash, clock.instant())))
          .flatMap(email -> email);
    } catch (DuplicateKeyException taken) {
      return Optional.empty();
    }
  }

  /** A link that works no more was used: that is worth remembering, though not without end. */
  @Transactional
  public void rememberRefusal() {
    if (limits.take(Limit.UNKNOWN_LINKS, "email-change").isPresent()) return;
    audit.record(
        null, Actor.SYSTEM, Act.EMAIL_CHANGE_REFUSED, new Subject("link", null, ""), Map.of());
  }

  private Optional<String> confirmed(byte[] tokenHash, Instant now) {
    Optional<EmailChangeTable.Stored> change = table.use(tokenHash, now);
    Optional<StaffMember> member = change.flatMap(used -> staff.find(used.personId()));
    if (change.isEmpty() || member.isEmpty()) return Optional.empty();
    StaffMember before = member.get();
    String email = change.get().email();
    table.signInWith(before.id(), email);
    profiles.change(before.organizationId(), before.id(), profiles.find(before.id()), email);
    Property at = places.property(change.get().propertyId());
    notices.tell(
        before, at, NoticeText.Kind.EMAIL_CHANGED, new Destination(Via.EMAIL, email).masked());
    remember(before, at.id(), Act.EMAIL_CHANGED);
    return Optional.of(email);
  }

  private void sendLink(
      StaffMember member, Property at, UUID id, EmailChangeTable.Stored change, Secret token) {
    notifications.queue(
        new NewNotification(
            at.id(),
            member.id(),
            id,
            new Destination(Via.EMAIL, change.email()),
            null,
            profiles.find(member.id()).language(),
            new LinkText(
                LinkText.Kind.EMAIL_CHANGE,
                member.name(),
                at.name(),
                "",
                url.link(PATH, token),
                change.expiresAt(),
                at.zone()),
            change.expiresAt()));
  }

  private static Waiting waiting(StaffMember member, EmailChangeTable.Stored change) {
    return new Waiting(member.name(), change.email(), change.expiresAt());
  }

  private void remember(StaffMember member, UUID propertyId, Act act) {
    audit.record(
        propertyId,
        Actor.staff(member.id(), member.name()),
        act,
        new Subject("staff-member", member.id(), member.name()),
        Map.of());
  }
}
