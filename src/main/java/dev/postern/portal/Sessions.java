package dev.postern.portal;

import dev.postern.people.StaffMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/** Begins a staff member's session. It holds their id and nothing else about them. */
@Component
class Sessions {
  /** However busy it is: one working day, then the password again. */
  static final Duration LONGEST = Duration.ofHours(12);

  private static final String BEGAN = "began";

  private final SecurityContextRepository contexts;
  private final Clock clock;

  Sessions(SecurityContextRepository contexts, Clock clock) {
    this.contexts = contexts;
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
