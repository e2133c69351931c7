package dev.postern.people;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.notification.NoticeText;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Staff members giving themselves a new password. */
@Component
public class PasswordChanges {
  private final SignIn signIn;
  private final StaffTable staff;
  private final Passwords passwords;
  private final OwnerNotices notices;
  private final AuditLog audit;

  PasswordChanges(
      SignIn signIn, StaffTable staff, Passwords passwords, OwnerNotices notices, AuditLog audit) {
    this.signIn = signIn;
    this.staff = staff;
    this.passwords = passwords;
    this.notices = notices;
    this.audit = audit;
  }

  /**
   * The new password is theirs if the old one is right, which is what the answer tells of. Whoever
   * calls this ends the person's other sessions.
   *
   * @param next one in which {@link PasswordRules} find no fault
   */
  @Transactional
  public SignIn.Answer change(StaffMember member, Property at, Secret old, Secret next) {
    SignIn.Answer answer = signIn.confirm(member, old);
    if (!(answer instanceof SignIn.Answer.SignedIn)) return answer;
    staff.changePassword(member.id(), passwords.hash(next));
    audit.record(
        at.id(),
        Actor.staff(member.id(), member.name()),
        Act.PASSWORD_CHANGED,
        new Subject("staff-member", member.id(), member.name()),
        Map.of());
    notices.tell(member, at, NoticeText.Kind.PASSWORD_CHANGED, "");
    return answer;
  }
}
