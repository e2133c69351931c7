package dev.postern.portal;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.people.SignIn;
import dev.postern.people.StaffMember;
import dev.postern.vault.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way into the portal. */
@Controller
class SignInPage {
  private final SignIn signIn;
  private final Sessions sessions;
  private final Desks desks;
  private final AuditLog audit;

  SignInPage(SignIn signIn, Sessions sessions, Desks desks, AuditLog audit) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.desks = desks;
    this.audit = audit;
  }

  @OpenToAll
  @GetMapping(PortalSecurity.SIGN_IN)
  String show(
      HttpServletRequest request, @RequestParam(defaultValue = "") String back, Model model) {
    if (desks.of(request).isPresent()) return "redirect:" + Back.to(back);
    String said =
        request.getParameter("out") != null
            ? "sign-in.out"
            : request.getParameter("again") != null ? "sign-in.again" : "";
    return page(model, new SignInForm("", back, said, 0));
  }

  @OpenToAll
  @PostMapping(PortalSecurity.SIGN_IN)
  String create(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String back,
      Model model) {
    return switch (signIn.check(email, new Secret(password))) {
      case SignIn.Answer.SignedIn(StaffMember member) -> {
        sessions.begin(member, request, response);
        remember(member);
        yield "redirect:" + Back.to(back);
      }
      case SignIn.Answer.Refused() -> {
        rememberRefusal();
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        yield page(model, new SignInForm(email, back, "sign-in.refused", 0));
      }
      case SignIn.Answer.TooManyTries(var pause) -> {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader("Retry-After", String.valueOf(pause.toSeconds() + 1));
        yield page(model, new SignInForm(email, back, "sign-in.pause", pause.toMinutes() + 1));
      }
    };
  }

  private static String page(Model model, SignInForm form) {
    model.addAttribute("form", form);
    return "portal/sign-in";
  }

  private void remember(StaffMember member) {
    desks.properties(member).stream()
        .findFirst()
        .ifPresent(property ->
            audit.record(
                property.id(),
                Actor.staff(member.id(), member.name()),
                Act.STAFF_SIGNED_IN,
                new Subject("staff-member", member.id(), member.name()),
                Map.of()));
  }

  /** Without the address: it may be a password that was typed into the wrong field. */
  private void rememberRefusal() {
    audit.record(
        null, Actor.SYSTEM, Act.STAFF_REFUSED, new Subject("staff-member", null, ""), Map.of());
  }
}
