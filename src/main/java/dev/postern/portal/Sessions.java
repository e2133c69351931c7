package dev.postern.portal;

import dev.postern.audit.Actor;
import dev.postern.people.OnDeactivation;
import dev.postern.people.StaffMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Begins and ends a staff member's sessions. One holds their id and nothing else about them. */
@Component
class Sessions implements OnDeactivation {
  /** However busy it is: one working day, then the password again. */
  static final Duration LONGEST = Duration.ofHours(12);

  private static final String BEGAN = "began";

  private final SecurityContextRepository contexts;
  private final Confirmation confirmation;
  private final FindByIndexNameSessionRepository<? extends Session> stored;
  private final Clock clock;

  Sessions(
      SecurityContextRepository contexts,
      Confirmation confirmation,
      FindByIndexNameSessionRepository<? extends Session> stored,
      Clock clock) {
    this.contexts = contexts;
    this.confirmation = confirmation;
    this.stored = stored;
    this.clock = clock;
  }

  /** Under a new id and with a new form token, so that nobody can have laid one out beforehand. */
  void begin(StaffMember member, HttpServletRequest request, HttpServletResponse response) {
    if (request.getSession(false) != null) request.changeSessionId();
    new HttpSessionCsrfTokenRepository().saveToken(null, request, response);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(member.id().toString(), null, List.of()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
    request.getSession().setAttribute(BEGAN, clock.instant().toEpochMilli());
    confirmation.confirmed(request);
  }

  /** A person who was deactivated is out at their next click. */
  @Override
  public void deactivated(Actor actor, UUID personId, Instant now) {
    endAll(personId);
  }

  /** Ends every session of a person. */
  void endAll(UUID personId) {
    end(personId, "");
  }

  /** Ends every session of a person but the one of this request. */
  void endOthers(UUID personId, HttpServletRequest request) {
    end(personId, request.getSession().getId());
  }

  /**
   * At once, and in the middle of a transaction once more when it has committed: whoever signed in
   * meanwhile did so by what was true before it.
   */
  private void end(UUID personId, String but) {
    endNow(personId, but);
    if (!TransactionSynchronizationManager.isSynchronizationActive()) return;
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            endNow(personId, but);
          }
        });
  }

  private void endNow(UUID personId, String but) {
    stored.findByPrincipalName(personId.toString()).keySet().stream()
        .filter(id -> !id.equals(but))
        .forEach(stored::deleteById);
  }

  /** Ends the session if it has lasted too long; true if it did. */
  boolean endedByAge(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(BEGAN) instanceof Long began)) return false;
    if (clock.instant().isBefore(Instant.ofEpochMilli(began).plus(LONGEST))) return false;
    session.invalidate();
    return true;
  }
}
