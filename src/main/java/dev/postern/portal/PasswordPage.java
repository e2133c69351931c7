package dev.postern.portal;

import dev.postern.people.PasswordChanges;
import dev.postern.people.SignIn;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A new password, for whoever knows the old one. */
@Controller
class PasswordPage {
  private static final String PATH = MyAccountPage.PATH + "/password";

  private final PasswordChanges passwords;
  private final Confirmation confirmation;
  private final Sessions sessions;
  private final Texts texts;

  PasswordPage(
      PasswordChanges passwords, Confirmation confirmation, Sessions sessions, Texts texts) {
    this.passwords = passwords;
    this.confirmation = confirmation;
    this.sessions = sessions;
    this.texts = texts;
  }

  @Needs({})
  @GetMapping(PATH)
  ModelAndView show() {
    return page(new FormErrors());
  }

  @Needs({})
  @PostMapping(PATH)
  ModelAndView change(
      Desk desk,
      HttpServletRequest request,
      @RequestParam(defaultValue = "") Secret password,
      @RequestParam(defaultValue = "") Secret next,
      RedirectAttributes then) {
    Words words = texts.in(desk.locale());
    FormErrors errors = errors(desk, password, next, words);
    if (errors.any()) return page(errors);
    switch (passwords.change(desk.member(), desk.property(), password, next)) {
      case SignIn.Answer.SignedIn _ -> {
        sessions.endOthers(desk.member().id(), request);
        confirmation.confirmed(request);
        then.addFlashAttribute("notice", words.of("my-account.password.changed"));
        return SeeOther.to(PATH);
      }
      case SignIn.Answer.Refused _ ->
          errors.add("password", words.of("confirmation.error.password"));
      case SignIn.Answer.TooManyTries(Duration pause) ->
          errors.add(
              "password",
              words.count("confirmation.error.tries", pause.plusSeconds(59).toMinutes()));
    }
    return page(errors);
  }

  private static FormErrors errors(Desk desk, Secret password, Secret next, Words words) {
    FormErrors errors = new FormErrors();
    if (password.reveal().isEmpty()) {
      errors.add("password", words.of("confirmation.error.missing"));
    }
    if (next.equals(password)) {
      errors.add("next", words.of("my-account.password.same"));
    }
    var member = desk.member();
    PasswordField.check(
        "next",
        next,
        List.of(member.firstName(), member.lastName(), member.email(), desk.property().name()),
        errors,
        words);
    return errors;
  }

  private static ModelAndView page(FormErrors errors) {
    ModelAndView page = new ModelAndView("portal/myaccount/password").addObject("errors", errors);
    if (errors.any()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }
}
