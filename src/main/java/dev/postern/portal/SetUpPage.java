package dev.postern.portal;

import dev.postern.people.StaffMember;
import dev.postern.place.Places;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Sheets;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The first page of a real site. It exists until the site has its organization. */
@Controller
@ConditionalOnProperty(name = "postern.rehearsal", havingValue = "false")
class SetUpPage {
  private final Places places;
  private final SetUpCode code;
  private final SetUp setUp;
  private final Sessions sessions;
  private final Sheets sheets;
  private final Clock clock;

  SetUpPage(
      Places places, SetUpCode code, SetUp setUp, Sessions sessions, Sheets sheets, Clock clock) {
    this.places = places;
    this.code = code;
    this.setUp = setUp;
    this.sessions = sessions;
    this.sheets = sheets;
    this.clock = clock;
  }

  @GetMapping("/setup")
  String show(HttpServletRequest request, Model model) {
    onlyWhileEmpty();
    Words words = sheets.of(request).words();
    String country = request.getLocale().getCountry();
    return page(
        model,
        SetUpForm.empty(
            ZoneId.systemDefault().getId(),
            country.isEmpty() ? "US" : country,
            words.locale().getLanguage()),
        new FormErrors(),
        words);
  }

  @PostMapping("/setup")
  String create(
      HttpServletRequest request,
      HttpServletResponse response,
      SetUpForm form,
      Model model,
      RedirectAttributes next) {
    onlyWhileEmpty();
    Words words = sheets.of(request).words();
    FormErrors errors = check(form, words);
    if (!errors.any()) {
      try {
        StaffMember administrator = setUp.found(form);
        sessions.begin(administrator, request, response);
        next.addFlashAttribute("notice", words.of("setup.done"));
        return "redirect:/portal/kiosks";
      } catch (IllegalStateException foundedMeanwhile) {
        onlyWhileEmpty();
        throw foundedMeanwhile;
      } catch (SetUp.DoorRefused refused) {
        refused
            .faults()
            .forEach(fault ->
                errors.add(
                    fault.field().equals("password") ? "doorPassword" : "doorHost",
                    words.of("door.fault." + fault.reason(), fault.least(), fault.most())));
      }
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return page(model, form, errors, words);
  }

  private FormErrors check(SetUpForm form, Words words) {
    FormErrors wrongCode = new FormErrors();
    code.check(form.code())
        .ifPresent(wrong -> wrongCode.add("code", sentence(wrong.pause(), words)));
    return wrongCode.any() ? wrongCode : SetUpCheck.errors(form, words);
  }

  private static String sentence(Duration pause, Words words) {
    return pause.isZero()
        ? words.of("setup.error.code")
        : words.count("setup.error.pause", pause.toMinutes() + 1);
  }

  private String page(Model model, SetUpForm form, FormErrors errors, Words words) {
    model.addAttribute("form", form);
    model.addAttribute("errors", errors);
    model.addAttribute("choices", SetUpChoices.in(words.locale(), clock.instant()));
    return "portal/setup";
  }

  private void onlyWhileEmpty() {
    if (places.organization().isPresent()) throw new NotFound();
  }
}
