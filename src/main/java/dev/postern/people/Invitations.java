package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.notification.Destination;
import dev.postern.notification.LinkText;
import dev.postern.notification.NewNotification;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How somebody becomes a staff member: a link that is good once, for one address, one role and
 * certain properties, as long as whoever sent it may give them. What is done with it is {@link
 * Acceptances}.
 */
@Component
public class Invitations {
  /** How long a link is good. */
  public static final Duration LIFE = Duration.ofDays(7);

  /** The public page that the link leads to. */
  public static final String PATH = "/portal/invitation";

  private final InvitationTable table;
  private final StaffTable staff;
  private final Notifications notifications;
  private final Places places;
  private final PublicUrl url;
  private final AuditLog audit;
  private final Clock clock;

  Invitations(
      InvitationTable table,
      StaffTable staff,
      Notifications notifications,
      Places places,
      PublicUrl url,
      AuditLog audit,
      Clock clock) {
    this.table = table;
    this.staff = staff;
    this.notifications = notifications;
    this.places = places;
    this.url = url;
    this.audit = audit;
    this.clock = clock;
  }

  /** Sends a link. One that the same address has already is worthless from then on. */
  @Transactional
  public InvitationAnswer invite(StaffMember by, Property desk, NewInvitation given) {
    Optional<String> email =
        ContactData.email(given.email()).map(address -> address.toLowerCase(Locale.ROOT));
    Set<InvitationFault> faults = faults(by, given.role(), given.properties());
    if (email.isEmpty()) faults.add(InvitationFault.NO_ADDRESS);
    if (email.filter(staff::hasAccount).isPresent()) faults.add(InvitationFault.ON_THE_STAFF);
    if (email.isEmpty() || !faults.isEmpty()) return new InvitationAnswer.Refused(faults);
    return new InvitationAnswer.Sent(
        send(by, desk, new NewInvitation(email.get(), given.role(), given.properties())));
  }

  /**
   * Sends a new link for the same address, role and properties; the old one is worthless.
   *
   * @throws IllegalArgumentException if it can't be sent again
   */
  @Transactional
  public InvitationAnswer resend(StaffMember by, Property desk, Invitation again) {
    if (!again.canBeSentAgain()) throw new IllegalArgumentException("it is over");
    return invite(by, desk, new NewInvitation(again.email(), again.role(), again.properties()));
  }

  /** The link is worthless from now on; false if it was over before. */
  @Transactional
  public boolean cancel(StaffMember by, UUID propertyId, Invitation cancelled) {
    if (!table.cancel(cancelled.id(), by.id(), clock.instant())) return false;
    notifications.stop(cancelled.id(), Notifications.LINK_ENDED);
    audit.record(propertyId, actor(by), Act.INVITATION_CANCELLED, subject(cancelled), Map.of());
    return true;
  }

  /** Whether it is this staff member's to cancel and to send again: they could have sent it. */
  public static boolean mayHandle(StaffMember member, Invitation invitation) {
    return member.gives(invitation.role(), invitation.properties());
  }

  /** Those for this property, the newest first; {@code before} the last one of the page before. */
  @Transactional(readOnly = true)
  public List<Invitation> ofProperty(UUID propertyId, @Nullable UUID before, int limit) {
    return table.ofProperty(propertyId, before, limit, clock.instant());
  }

  /** The invitation, if it is one for this property. */
  @Transactional(readOnly = true)
  public Optional<Invitation> find(UUID propertyId, UUID id) {
    return table.find(id, clock.instant()).filter(found -> found.properties().contains(propertyId));
  }

  private Set<InvitationFault> faults(StaffMember by, Role role, Set<UUID> properties) {
    Set<InvitationFault> faults = EnumSet.noneOf(InvitationFault.class);
    if (!notifications.available(Via.EMAIL)) faults.add(InvitationFault.NO_EMAIL);
    if (!by.gives(role)) faults.add(InvitationFault.ROLE);
    if (properties.isEmpty() || !by.worksAtAll(properties)) {
      faults.add(InvitationFault.PROPERTIES);
    }
    return faults;
  }

  private Invitation send(StaffMember by, Property desk, NewInvitation given) {
    Instant now = clock.instant();
    Secret token = Secrets.random();
    Property home = home(desk, given);
    Invitation sent =
        new Invitation(
            Uuid7.at(now),
            home.id(),
            given.email(),
            given.role(),
            given.properties(),
            by.id(),
            by.name(),
            now,
            now.plus(LIFE),
            Invitation.State.OPEN,
            now.plus(LIFE));
    table.lock(sent.email());
    table
        .replace(sent.email(), sent.id())
        .ifPresent(old -> notifications.stop(old, Notifications.LINK_ENDED));
    table.add(sent, Secrets.hash(token));
    notifications.queue(letter(by, home, sent, token));
    audit.record(
        desk.id(),
        actor(by),
        Act.INVITATION_SENT,
        subject(sent),
        Map.of("role", sent.role().name(), "expires", sent.expiresAt().toString()));
    return sent;
  }

  /** The property that is named to the one invited: this desk's, if they will work there. */
  private Property home(Property desk, NewInvitation given) {
    return given.properties().contains(desk.id())
        ? desk
        : places.property(given.properties().iterator().next());
  }

  private NewNotification letter(StaffMember by, Property home, Invitation sent, Secret token) {
    var text =
        new LinkText(
            LinkText.Kind.INVITATION,
            "",
            home.name(),
            by.name(),
            url.link(PATH, token),
            sent.expiresAt(),
            home.zone());
    return new NewNotification(
        home.id(),
        null,
        sent.id(),
        new Destination(Via.EMAIL, sent.email()),
        null,
        home.language(),
        text,
        sent.expiresAt());
  }

  private static Actor actor(StaffMember by) {
    return Actor.staff(by.id(), by.name());
  }

  static Subject subject(Invitation is) {
    return new Subject("invitation", is.id(), is.email());
  }
}
