package dev.postern.portal;

import dev.postern.people.Passkeys;
import dev.postern.people.StaffMember;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in with a passkey alone: it is two factors at once. */
@Controller
class PasskeySignInPage {
  private static final String PATH = PortalSecurity.SIGN_IN + "/passkey";

  private final Passkeys passkeys;
  private final PasskeyChallenges challenges;
  private final Halfway halfway;
  private final Threshold threshold;

  PasskeySignInPage(
      Passkeys passkeys, PasskeyChallenges challenges, Halfway halfway, Threshold threshold) {
    this.passkeys = passkeys;
    this.challenges = challenges;
    this.halfway = halfway;
    this.threshold = threshold;
  }

  /** Says nothing of anybody's passkeys before a password was right. */
  @OpenToAll
  @PostMapping(PATH + "/challenges")
  ResponseEntity<Map<String, Object>> createChallenge(HttpServletRequest request) {
    return challenges.toShow(
        request, PasskeyChallenges.Purpose.SIGN_IN, halfway.of(request).orElse(null));
  }

  @OpenToAll
  @PostMapping(PATH)
  String create(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String answer,
      @RequestParam(defaultValue = "") String back,
      Model model) {
    Optional<StaffMember> member =
        challenges
            .take(request, PasskeyChallenges.Purpose.SIGN_IN)
            .flatMap(challenge -> passkeys.check(challenges.site(), challenge, answer));
    if (member.isPresent()) {
      halfway.end(request);
      threshold.letIn(member.get(), Threshold.With.PASSKEY, request, response);
      return "redirect:" + Back.to(back);
    }
    threshold.refuse(null, Threshold.With.PASSKEY);
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return SignInPage.page(model, new SignInForm("", back, "sign-in.passkey.refused", 0));
  }
}
