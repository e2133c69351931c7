package dev.postern.portal;

import dev.postern.people.SecondFactors;
import dev.postern.people.SignIn;
import dev.postern.people.StaffMember;
import dev.postern.vault.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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
  private final SecondFactors secondFactors;
  private final Halfway halfway;
  private final Threshold threshold;
  private final Desks desks;

  SignInPage(
      SignIn signIn,
      SecondFactors secondFactors,
      Halfway halfway,
      Threshold threshold,
      Desks desks) {
    this.signIn = signIn;
    this.secondFactors = secondFactors;
    this.halfway = halfway;
    this.threshold = threshold;
    this.desks = desks;
  }

  @OpenToAll
  @GetMapping(PortalSecurity.SIGN_IN)
  String show(
      HttpServletRequest request, @RequestParam(defaultValue = "") String back, Model model) {
    if (desks.of(request).isPresent()) return "redirect:" + Back.to(back);
    String said =
        request.getParameter("out") != null
            ? "sign-in.out"
            : request.getParameter("changed") != null
                ? "sign-in.password-changed"
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
        if (secondFactors.any(member.id())) {
          halfway.begin(member, request);
          yield "redirect:" + SecondStepPage.PATH + comeBack(back);
        }
        threshold.letIn(member, Threshold.With.PASSWORD, request, response);
        yield "redirect:" + Back.to(back);
      }
      case SignIn.Answer.Refused() -> {
        threshold.refuse(null, Threshold.With.PASSWORD);
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

  private static String comeBack(String back) {
    String page = Back.to(back);
    return page.equals("/portal") ? "" : "?back=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
  }

  static String page(Model model, SignInForm form) {
    model.addAttribute("form", form);
    return "portal/sign-in";
  }
}
