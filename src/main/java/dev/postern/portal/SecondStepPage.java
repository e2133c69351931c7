package dev.postern.portal;

import dev.postern.people.Passkeys;
import dev.postern.people.SecondFactors;
import dev.postern.people.StaffMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Between the password and the portal, for whoever has a second factor. */
@Controller
class SecondStepPage {
  static final String PATH = PortalSecurity.SIGN_IN + "/second-step";

  private final Halfway halfway;
  private final SecondFactors secondFactors;
  private final Passkeys passkeys;
  private final Threshold threshold;

  SecondStepPage(
      Halfway halfway, SecondFactors secondFactors, Passkeys passkeys, Threshold threshold) {
    this.halfway = halfway;
    this.secondFactors = secondFactors;
    this.passkeys = passkeys;
    this.threshold = threshold;
  }

  @OpenToAll
  @GetMapping(PATH)
  String show(
      HttpServletRequest request, @RequestParam(defaultValue = "") String back, Model model) {
    return halfway
        .of(request)
        .map(member -> page(model, member, back, "", 0))
        .orElse("redirect:" + PortalSecurity.SIGN_IN + "?again");
  }

  @OpenToAll
  @PostMapping(PATH)
  String create(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String back,
      Model model) {
    Optional<StaffMember> found = halfway.of(request);
    if (found.isEmpty()) return "redirect:" + PortalSecurity.SIGN_IN + "?again";
    StaffMember member = found.get();
    return switch (secondFactors.check(member, threshold.property(member).orElse(null), code)) {
      case SecondFactors.CodeAnswer.Right _ -> {
        halfway.end(request);
        threshold.letIn(member, Threshold.With.SECOND_FACTOR, request, response);
        yield "redirect:" + Back.to(back);
      }
      case SecondFactors.CodeAnswer.Wrong _ -> {
        threshold.refuse(member, Threshold.With.SECOND_FACTOR);
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        yield page(model, member, back, "second-step.refused", 0);
      }
      case SecondFactors.CodeAnswer.TooManyTries(Duration pause) -> {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader("Retry-After", String.valueOf(pause.toSeconds() + 1));
        yield page(model, member, back, "second-step.pause", pause.toMinutes() + 1);
      }
    };
  }

  private String page(Model model, StaffMember member, String back, String said, long minutes) {
    boolean app = secondFactors.of(member.id()).appSince() != null;
    boolean passkey = !passkeys.of(member.id()).isEmpty();
    model.addAttribute("form", new SecondStepForm(back, said, minutes, app, passkey));
    return "portal/second-step";
  }
}
