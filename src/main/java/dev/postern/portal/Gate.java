package dev.postern.portal;

import dev.postern.people.Passkeys;
import dev.postern.web.Forbidden;
import dev.postern.web.Sheets;
import dev.postern.web.When;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/**
 * Lets a request of the portal through if its route's {@link Needs} are met, and frames its page.
 */
@Component
class Gate implements HandlerInterceptor {
  private final Desks desks;
  private final Sessions sessions;
  private final Confirmation confirmation;
  private final SecondFactorRule secondFactors;
  private final Passkeys passkeys;
  private final Sheets sheets;
  private final Clock clock;

  Gate(
      Desks desks,
      Sessions sessions,
      Confirmation confirmation,
      SecondFactorRule secondFactors,
      Passkeys passkeys,
      Sheets sheets,
      Clock clock) {
    this.desks = desks;
    this.sessions = sessions;
    this.confirmation = confirmation;
    this.secondFactors = secondFactors;
    this.passkeys = passkeys;
    this.sheets = sheets;
    this.clock = clock;
  }

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (!(handler instanceof HandlerMethod route)) return true;
    if (route.hasMethodAnnotation(OpenToAll.class)) return true;
    if (sessions.endedByAge(request)) {
      PortalSecurity.askToSignIn(request, response);
      return false;
    }
    Needs needs = route.getMethodAnnotation(Needs.class);
    if (needs == null) throw new Forbidden();
    Desk desk = desks.of(request).orElseThrow(Forbidden::new);
    if (!Arrays.stream(needs.value()).allMatch(desk::may)) throw new Forbidden();
    if (SecondFactorRule.spares(request.getRequestURI())) return true;
    if (secondFactors.lacking(desk).isEmpty()) return true;
    PortalSecurity.lead(request, response, SecondFactorPage.PATH);
    return false;
  }

  @Override
  public void postHandle(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable ModelAndView page) {
    if (page == null || isRedirect(page)) return;
    desks.of(request).ifPresent(desk -> page.addObject("frame", frame(request, desk, page)));
  }

  private Frame frame(HttpServletRequest request, Desk desk, ModelAndView page) {
    var sheet = sheets.of(request);
    return new Frame(
        sheet,
        desk,
        desks.properties(desk.member()),
        new When(sheet.words(), desk.property().zone(), clock.instant()),
        confirmation.fresh(request),
        () -> !passkeys.of(desk.member().id()).isEmpty(),
        flashed(page, "notice"),
        flashed(page, "warning"));
  }

  private static String flashed(ModelAndView page, String name) {
    return Objects.toString(page.getModel().get(name), "");
  }

  private static boolean isRedirect(ModelAndView page) {
    String name = page.getViewName();
    return name == null || name.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX);
  }
}
