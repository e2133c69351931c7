package dev.postern.portal;

import dev.postern.people.Staff;
import dev.postern.people.StaffMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/**
 * Whose password was right and whose second factor is still to come. It gives access to nothing.
 */
@Component
class Halfway {
  static final Duration LIFE = Duration.ofMinutes(5);

  private static final String WHO = "halfway";
  private static final String SINCE = "halfway-since";

  private final Staff staff;
  private final Clock clock;

  Halfway(Staff staff, Clock clock) {
    this.staff = staff;
    this.clock = clock;
  }

  void begin(StaffMember member, HttpServletRequest request) {
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setAttribute(WHO, member.id().toString());
    session.setAttribute(SINCE, clock.instant().toEpochMilli());
    // Found by its person too, so that it ends with their sessions.
    session.setAttribute(
        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, member.id().toString());
  }

  /** Empty when it took too long, or when they were deactivated meanwhile. */
  Optional<StaffMember> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null
        || !(session.getAttribute(WHO) instanceof String who)
        || !(session.getAttribute(SINCE) instanceof Long since)) {
      return Optional.empty();
    }
    if (!clock.instant().isBefore(Instant.ofEpochMilli(since).plus(LIFE))) return Optional.empty();
    return staff.find(UUID.fromString(who));
  }

  void end(HttpServletRequest request) {
    HttpSession session = request.getSession();
    session.removeAttribute(WHO);
    session.removeAttribute(SINCE);
  }
}
