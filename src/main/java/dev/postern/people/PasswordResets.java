package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.people.PasswordResetTable.Sent;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What somebody does with the link to a new password: look at it, as often as they like, and use it
 * once. Any other change of their address or password ends it, and so does a newer link.
 */
@Component
public class PasswordResets {
  /** How long a link is good. */
  public static final Duration LIFE = Duration.ofMinutes(30);

  /** The public page that the link leads to. */
  public static final String PATH = "/portal/password-reset";

  private final PasswordResetTable table;
  private final StaffTable staff;
  private final PasswordLetters letters;
  private final Passwords passwords;
  private final Limits limits;
  private final AuditLog audit;
  private final ObjectProvider<OnPasswordReset> listeners; // they know modules that know this one
  private final TransactionTemplate transaction;
  private final Clock clock;

  PasswordResets(
      PasswordResetTable table,
      StaffTable staff,
      PasswordLetters letters,
      Passwords passwords,
      Limits limits,
      AuditLog audit,
      ObjectProvider<OnPasswordReset> listeners,
      TransactionTemplate transaction,
      Clock clock) {
    this.table = table;
    this.staff = staff;
    this.letters = letters;
    this.passwords = passwords;
    this.limits = limits;
    this.audit = audit;
    this.listeners = listeners;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The owner of a link that can be used now; else the refusal is remembered. Uses nothing up. */
  @Transactional
  public Optional<StaffMember> look(byte[] tokenHash) {
    return good(tokenHash).map(Good::member);
  }

  /**
   * Gives the owner of the link a new password and ends all their sessions, once.
   *
   * @throws IllegalArgumentException if the password is too short; ask {@link PasswordRules} first
   */
  public PasswordResetAnswer use(byte[] tokenHash, Secret password) {
    Optional<Good> good = transaction.execute(_ -> good(tokenHash));
    if (good.isEmpty()) return new PasswordResetAnswer.Over();
    String hash = passwords.hash(password); // slow, so in no transaction
    StaffMember member = good.get().member();
    boolean changed =
        Boolean.TRUE.equals(transaction.execute(_ -> change(good.get().id(), member, hash)));
    return changed ? new PasswordResetAnswer.Changed(member) : new PasswordResetAnswer.Over();
  }

  private boolean change(UUID id, StaffMember member, String hash) {
    if (!table.use(id, hash, clock.instant())) {
      refuse(member);
      return false;
    }
    listeners.forEach(each -> each.passwordReset(member.id()));
    letters.changed(member);
    audit.record(
        propertyId(member),
        Actor.staff(member.id(), member.name()),
        Act.PASSWORD_RESET_USED,
        subject(member),
        Map.of());
    return true;
  }

  private record Good(UUID id, StaffMember member) {}

  private Optional<Good> good(byte[] tokenHash) {
    Optional<Sent> sent = table.find(tokenHash, clock.instant());
    Optional<StaffMember> owner = sent.flatMap(found -> staff.find(found.personId()));
    if (sent.isPresent() && sent.get().good() && owner.isPresent()) {
      return Optional.of(new Good(sent.get().id(), owner.get()));
    }
    refuse(owner.orElse(null));
    return Optional.empty();
  }

  /** Links that never were are remembered only so often: nobody fills the log with them. */
  private void refuse(@Nullable StaffMember owner) {
    if (owner == null && limits.take(Limit.UNKNOWN_LINKS, "password-reset").isPresent()) return;
    audit.record(
        owner == null ? null : propertyId(owner),
        Actor.SYSTEM,
        Act.PASSWORD_RESET_REFUSED,
        owner == null ? new Subject("staff-member", null, "") : subject(owner),
        Map.of());
  }

  private @Nullable UUID propertyId(StaffMember member) {
    return letters.property(member).map(Property::id).orElse(null);
  }

  static Subject subject(StaffMember member) {
    return new Subject("staff-member", member.id(), member.name());
  }
}
