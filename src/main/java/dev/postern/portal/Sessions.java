package dev.postern.portal;

import dev.postern.audit.Actor;
import dev.postern.people.OnDeactivation;
import dev.postern.people.OnPasswordReset;
import dev.postern.people.StaffMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
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
class Sessions implements OnDeactivation, OnPasswordReset {
  /** However busy it is: one working day, then the password again. */
  static final Duration LONGEST = Duration.ofHours(12);

  private static final String BEGAN = "began";
  private static final String REF = "ref";
  private static final String BROWSER = "browser";
  private static final String DEVICE = "device";

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
    Browser browser = Browser.of(request.getHeader(HttpHeaders.USER_AGENT));
    HttpSession session = request.getSession();
    session.setAttribute(REF, UUID.randomUUID().toString());
    session.setAttribute(BROWSER, browser.name());
    session.setAttribute(DEVICE, browser.device());
    session.setAttribute(BEGAN, clock.instant().toEpochMilli());
    confirmation.confirmed(request);
  }

  /** A person who was deactivated is out at their next click. */
  @Override
  public void deactivated(Actor actor, UUID personId, Instant now) {
    endAll(personId);
  }

  /** Where a person is signed in: this session first, then the others, the last seen first. */
  List<OpenSession> of(UUID personId, HttpServletRequest request) {
    Instant now = clock.instant();
    String current = request.getSession().getId();
    return stored.findByPrincipalName(personId.toString()).values().stream()
        .filter(session -> isOpen(session, now))
        .map(session -> open(session, now, current))
        .sorted(
            Comparator.comparing(OpenSession::current)
                .thenComparing(OpenSession::lastSeen)
                .reversed())
        .toList();
  }

  /** Ends one of their sessions. */
  void end(UUID personId, OpenSession ended) {
    stored.findByPrincipalName(personId.toString()).values().stream()
        .filter(session -> ended.ref().equals(session.getAttribute(REF)))
        .map(Session::getId)
        .forEach(stored::deleteById);
  }

  /** Whoever knew the old password is out at their next click. */
  @Override
  public void passwordReset(UUID personId) {
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

  private static boolean isOpen(Session session, Instant now) {
    Long began = session.getAttribute(BEGAN); // none while the second factor is still to come
    return began != null
        && !session.isExpired()
        && now.isBefore(Instant.ofEpochMilli(began).plus(LONGEST));
  }

  private static OpenSession open(Session session, Instant now, String current) {
    Instant seen = session.getLastAccessedTime(); // by this machine's clock, not the database's
    return new OpenSession(
        session.getAttributeOrDefault(REF, ""),
        new Browser(
            session.getAttributeOrDefault(BROWSER, ""), session.getAttributeOrDefault(DEVICE, "")),
        Instant.ofEpochMilli(session.<Long>getRequiredAttribute(BEGAN)),
        seen.isAfter(now) ? now : seen,
        session.getId().equals(current));
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
