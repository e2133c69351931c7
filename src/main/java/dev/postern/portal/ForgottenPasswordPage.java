package dev.postern.portal;

import dev.postern.people.ContactData;
import dev.postern.people.ForgottenPasswords;
import dev.postern.web.FormErrors;
import dev.postern.web.Sheets;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Asks for a link to a new password. The answer is the same for every address. */
@Controller
class ForgottenPasswordPage {
  static final String PATH = "/portal/forgotten-password";
  private static final String ASKED = PATH + "/asked";

  private final ForgottenPasswords forgotten;
  private final Sheets sheets;

  ForgottenPasswordPage(ForgottenPasswords forgotten, Sheets sheets) {
    this.forgotten = forgotten;
    this.sheets = sheets;
  }

  @OpenToAll
  @GetMapping(PATH)
  ModelAndView show() {
    return page("", new FormErrors());
  }

  @OpenToAll
  @PostMapping(PATH)
  ModelAndView create(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(defaultValue = "") String email) {
    Words words = sheets.of(request).words();
    FormErrors errors = new FormErrors();
    if (ContactData.email(email).isEmpty()) {
      errors.add("email", words.of("forgotten.error.email"));
      return page(email, errors, HttpStatus.UNPROCESSABLE_CONTENT);
    }
    Optional<Duration> pause = forgotten.ask(email);
    if (pause.isEmpty()) return SeeOther.to(ASKED);
    errors.add("email", words.count("forgotten.pause", pause.get().toMinutes() + 1));
    response.setHeader("Retry-After", String.valueOf(pause.get().toSeconds() + 1));
    return page(email, errors, HttpStatus.TOO_MANY_REQUESTS);
  }

  @OpenToAll
  @GetMapping(ASKED)
  String asked() {
    return "portal/forgotten-password-asked";
  }

  private static ModelAndView page(String email, FormErrors errors) {
    return page(email, errors, HttpStatus.OK);
  }

  private static ModelAndView page(String email, FormErrors errors, HttpStatus status) {
    ModelAndView page =
        new ModelAndView("portal/forgotten-password")
            .addObject("email", email)
            .addObject("errors", errors);
    page.setStatus(status);
    return page;
  }
}
