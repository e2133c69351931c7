package dev.postern.portal;

import dev.postern.people.Passkeys;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Asks who it is before a page that needs to know; see {@link Confirmation}. */
@Controller
class ConfirmationPage {
  private final Confirmation confirmation;
  private final Passkeys passkeys;
  private final PasskeyChallenges challenges;
  private final Threshold threshold;

  ConfirmationPage(
      Confirmation confirmation,
      Passkeys passkeys,
      PasskeyChallenges challenges,
      Threshold threshold) {
    this.confirmation = confirmation;
    this.passkeys = passkeys;
    this.challenges = challenges;
    this.threshold = threshold;
  }

  @Needs({})
  @GetMapping(Confirmation.PATH)
  ModelAndView ask(HttpServletRequest request, @RequestParam(defaultValue = "") String back) {
    if (confirmation.fresh(request)) return SeeOther.to(Back.to(back));
    return page(back, new FormErrors());
  }

  @Needs({})
  @PostMapping(Confirmation.PATH)
  ModelAndView create(
      Desk desk,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") Secret password,
      @RequestParam(defaultValue = "") String back) {
    FormErrors errors = new FormErrors();
    confirmation.check(request, desk, password, errors);
    return errors.any() ? page(back, errors) : SeeOther.to(Back.to(back));
  }

  @Needs({})
  @PostMapping(Confirmation.PATH + "/challenges")
  ResponseEntity<Map<String, Object>> createChallenge(Desk desk, HttpServletRequest request) {
    return challenges.toShow(request, PasskeyChallenges.Purpose.CONFIRM, desk.member());
  }

  /** A passkey in the password's place; the page that asked goes on by itself. */
  @Needs({})
  @PostMapping(Confirmation.PATH + "/passkey")
  ResponseEntity<Void> createByPasskey(
      Desk desk, HttpServletRequest request, @RequestParam(defaultValue = "") String answer) {
    boolean theirs =
        challenges
            .take(request, PasskeyChallenges.Purpose.CONFIRM)
            .flatMap(challenge -> passkeys.check(challenges.site(), challenge, answer))
            .filter(member -> member.id().equals(desk.member().id()))
            .isPresent();
    if (!theirs) {
      threshold.refuse(desk.member(), Threshold.With.PASSKEY);
      return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT).build();
    }
    confirmation.confirmed(request);
    return ResponseEntity.noContent().build();
  }

  private static ModelAndView page(String back, FormErrors errors) {
    ModelAndView page =
        new ModelAndView("portal/confirmation-page")
            .addObject("back", Back.to(back))
            .addObject("errors", errors);
    if (errors.any()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }
}
