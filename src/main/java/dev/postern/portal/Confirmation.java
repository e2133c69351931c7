package dev.postern.portal;

import dev.postern.people.SignIn;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Whether the person at this session is still who signed in. What shows a secret or changes how
 * somebody signs in asks for it: a form shows {@code portal/confirmation.jte} and its post calls
 * {@link #check}. Signing in confirms it, so does the password or a passkey; for the next minutes
 * nobody is asked again.
 */
@Component
class Confirmation {
  /** How long a confirmation counts. */
  static final Duration FRESH = Duration.ofMinutes(5);

  /** The page that asks, for pages that must know before they show anything. */
  static final String PATH = "/portal/confirmation";

  /** The name of the password's field. */
  static final String FIELD = "password";

  private static final String CONFIRMED = "confirmed";

  private final SignIn signIn;
  private final Texts texts;
  private final Clock clock;

  Confirmation(SignIn signIn, Texts texts, Clock clock) {
    this.signIn = signIn;
    this.texts = texts;
    this.clock = clock;
  }

  /** Whether this session confirmed lately who it is: then nobody needs to be asked. */
  boolean fresh(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(CONFIRMED) instanceof Long at)) return false;
    return clock.instant().isBefore(Instant.ofEpochMilli(at).plus(FRESH));
  }

  /**
   * Passes if the session is fresh or the password right, which makes it fresh; else says at the
   * field {@value #FIELD} what is wrong. Tries are limited as they are at sign-in.
   */
  void check(HttpServletRequest request, Desk desk, Secret password, FormErrors errors) {
    if (fresh(request)) return;
    Words words = texts.in(desk.locale());
    if (password.reveal().isEmpty()) {
      errors.add(FIELD, words.of("confirmation.error.missing"));
      return;
    }
    switch (signIn.confirm(desk.member(), password)) {
      case SignIn.Answer.SignedIn _ -> confirmed(request);
      case SignIn.Answer.Refused _ -> errors.add(FIELD, words.of("confirmation.error.password"));
      case SignIn.Answer.TooManyTries(Duration pause) ->
          errors.add(FIELD, words.count("confirmation.error.tries", minutes(pause)));
    }
  }

  /** To the page that asks first and then leads on to {@code page}. */
  ModelAndView first(String page) {
    return SeeOther.to(PATH + "?back=" + URLEncoder.encode(page, StandardCharsets.UTF_8));
  }

  /** Whoever is at this session has just shown who they are. */
  void confirmed(HttpServletRequest request) {
    request.getSession().setAttribute(CONFIRMED, clock.instant().toEpochMilli());
  }

  private static long minutes(Duration pause) {
    return pause.plusSeconds(59).toMinutes();
  }
}
