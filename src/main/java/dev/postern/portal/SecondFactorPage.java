package dev.postern.portal;

import dev.postern.people.Passkeys;
import dev.postern.people.SecondFactors;
import dev.postern.people.StaffMember;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.QrSquares;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a person shows beside the password: passkeys, an authenticator app, recovery codes. */
@Controller
class SecondFactorPage {
  static final String PATH = MyAccountPage.PATH + "/second-factor";

  private static final String APP = PATH + "/app";
  private static final String REMOVAL = APP + "/removal";
  private static final String CODES = PATH + "/recovery-codes";

  private final SecondFactors secondFactors;
  private final Passkeys passkeys;
  private final SecondFactorRule rule;
  private final Confirmation confirmation;
  private final Texts texts;

  SecondFactorPage(
      SecondFactors secondFactors,
      Passkeys passkeys,
      SecondFactorRule rule,
      Confirmation confirmation,
      Texts texts) {
    this.secondFactors = secondFactors;
    this.passkeys = passkeys;
    this.rule = rule;
    this.confirmation = confirmation;
    this.texts = texts;
  }

  @Needs({})
  @GetMapping(PATH)
  ModelAndView show(Desk desk) {
    return new ModelAndView("portal/myaccount/second-factor")
        .addObject("passkeys", passkeys.of(desk.member().id()))
        .addObject("has", secondFactors.of(desk.member().id()))
        .addObject("required", rule.lacking(desk).isPresent());
  }

  /** The secret as a picture, until its first code arrives. */
  @Needs({})
  @GetMapping(APP)
  ModelAndView showApp(Desk desk, HttpServletRequest request, HttpServletResponse response) {
    if (!confirmation.fresh(request)) return confirmation.first(APP);
    if (secondFactors.of(desk.member().id()).appSince() != null) return SeeOther.to(PATH);
    return app(desk, new FormErrors(), response);
  }

  @Needs({})
  @PostMapping(APP)
  ModelAndView confirmApp(
      Desk desk,
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String code,
      RedirectAttributes next) {
    if (!confirmation.fresh(request)) return confirmation.first(APP);
    Words words = texts.in(desk.locale());
    FormErrors errors = new FormErrors();
    switch (secondFactors.confirmApp(desk.member(), desk.property(), code)) {
      case SecondFactors.CodeAnswer.Right(List<Secret> codes) -> {
        String notice = words.of("second-factor.app.added");
        if (!codes.isEmpty()) return codes(codes, notice, response);
        next.addFlashAttribute("notice", notice);
        return SeeOther.to(PATH);
      }
      case SecondFactors.CodeAnswer.Wrong _ ->
          errors.add("code", words.of("second-factor.app.wrong"));
      case SecondFactors.CodeAnswer.TooManyTries(Duration pause) ->
          errors.add("code", words.count("second-step.pause", pause.toMinutes() + 1));
    }
    return app(desk, errors, response);
  }

  @Needs({})
  @GetMapping(REMOVAL)
  ModelAndView askToRemoveApp(HttpServletRequest request) {
    if (!confirmation.fresh(request)) return confirmation.first(REMOVAL);
    return new ModelAndView("portal/myaccount/app-removal");
  }

  @Needs({})
  @PostMapping(REMOVAL)
  ModelAndView removeApp(Desk desk, HttpServletRequest request, RedirectAttributes next) {
    if (!confirmation.fresh(request)) return confirmation.first(REMOVAL);
    secondFactors.removeApp(desk.member(), desk.property());
    next.addFlashAttribute("notice", texts.in(desk.locale()).of("second-factor.app.removed"));
    return SeeOther.to(PATH);
  }

  @Needs({})
  @GetMapping(CODES)
  ModelAndView askForCodes(Desk desk, HttpServletRequest request) {
    if (!confirmation.fresh(request)) return confirmation.first(CODES);
    if (!secondFactors.any(desk.member().id())) return SeeOther.to(PATH);
    return new ModelAndView("portal/myaccount/new-codes");
  }

  @Needs({})
  @PostMapping(CODES)
  ModelAndView createCodes(Desk desk, HttpServletRequest request, HttpServletResponse response) {
    if (!confirmation.fresh(request)) return confirmation.first(CODES);
    if (!secondFactors.any(desk.member().id())) return SeeOther.to(PATH);
    return codes(secondFactors.newCodes(desk.member(), desk.property()), "", response);
  }

  /** In this one answer and nowhere else. */
  static ModelAndView codes(List<Secret> codes, String notice, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    return new ModelAndView("portal/myaccount/recovery-codes")
        .addObject("codes", codes.stream().map(Secret::reveal).toList())
        .addObject("notice", notice);
  }

  private ModelAndView app(Desk desk, FormErrors errors, HttpServletResponse response) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    SecondFactors.AppSetUp setUp = waitingApp(desk.member());
    ModelAndView page =
        new ModelAndView("portal/myaccount/app")
            .addObject("qr", QrSquares.of(setUp.address()))
            .addObject("secret", setUp.secret().reveal().replaceAll("(.{4})(?=.)", "$1 "))
            .addObject("errors", errors);
    if (errors.any()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private SecondFactors.AppSetUp waitingApp(StaffMember member) {
    Optional<SecondFactors.AppSetUp> waiting = secondFactors.waitingApp(member);
    if (waiting.isPresent()) return waiting.get();
    secondFactors.beginApp(member);
    return secondFactors.waitingApp(member).orElseThrow();
  }
}
