package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.place.Places;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody does with an invitation's link: look at it, as often as they like, and accept. */
@Component
public class Acceptances {
  private final InvitationTable table;
  private final Staff staff;
  private final Passwords passwords;
  private final Places places;
  private final Limits limits;
  private final AuditLog audit;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Acceptances(
      InvitationTable table,
      Staff staff,
      Passwords passwords,
      Places places,
      Limits limits,
      AuditLog audit,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.staff = staff;
    this.passwords = passwords;
    this.places = places;
    this.limits = limits;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * The invitation behind a link, if it can be accepted now; else the refusal is remembered.
   * Looking at it uses nothing up.
   */
  @Transactional
  public Optional<Invitation> look(byte[] tokenHash) {
    Optional<Invitation> found = table.find(tokenHash, clock.instant());
    if (found.isPresent() && good(found.get())) return found;
    refuse(found);
    return Optional.empty();
  }

  /**
   * Makes the one invited a staff member, once: of two at the same time one is told {@code Over}.
   *
   * @throws IllegalArgumentException if the password is too short; ask {@link PasswordRules} first
   */
  public AcceptanceAnswer accept(
      byte[] tokenHash, String firstName, String lastName, Secret password, String language) {
    Optional<Invitation> invitation = look(tokenHash);
    if (invitation.isEmpty()) return new AcceptanceAnswer.Over();
    String hash = passwords.hash(password); // slow, so before the transaction
    var given =
        new NewStaffMember(
            firstName,
            lastName,
            invitation.get().email(),
            invitation.get().role(),
            invitation.get().properties(),
            language);
    Optional<StaffMember> member = claim(invitation.get(), given, hash);
    if (member.isPresent()) return new AcceptanceAnswer.Accepted(member.get());
    transaction.executeWithoutResult(_ -> refuse(invitation));
    return new AcceptanceAnswer.Over();
  }

  private Optional<StaffMember> claim(Invitation is, NewStaffMember given, String hash) {
    try {
      return transaction.execute(status -> add(is, given, hash));
    } catch (DuplicateKeyException onTheStaffMeanwhile) {
      return Optional.empty();
    }
  }

  private Optional<StaffMember> add(Invitation is, NewStaffMember given, String hash) {
    Instant now = clock.instant();
    UUID id = Uuid7.at(now);
    if (!table.accept(is.id(), id, now)) return Optional.empty();
    String name = (given.firstName().strip() + " " + given.lastName().strip()).strip();
    Actor actor = Actor.staff(id, name);
    StaffMember member =
        staff.add(actor, places.property(is.propertyId()).organizationId(), id, given, hash);
    audit.record(
        is.propertyId(),
        actor,
        Act.INVITATION_ACCEPTED,
        Invitations.subject(is),
        Map.of("role", is.role().name()));
    return Optional.of(member);
  }

  /** Who invited must still be there and able to: a link can't outlive its sender's rights. */
  private boolean good(Invitation is) {
    return is.state() == Invitation.State.OPEN
        && staff.find(is.invitedBy()).filter(by -> Invitations.mayHandle(by, is)).isPresent();
  }

  /** Links that never were are remembered only so often: nobody fills the log with them. */
  private void refuse(Optional<Invitation> found) {
    if (found.isEmpty() && limits.take(Limit.UNKNOWN_LINKS, "invitation").isPresent()) return;
    audit.record(
        found.map(Invitation::propertyId).orElse(null),
        Actor.SYSTEM,
        Act.INVITATION_REFUSED,
        found.map(Invitations::subject).orElse(new Subject("invitation", null, "")),
        found.map(is -> Map.of("state", is.state().name())).orElse(Map.of()));
  }
}
