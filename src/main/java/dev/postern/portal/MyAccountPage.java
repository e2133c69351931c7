package dev.postern.portal;

import dev.postern.people.EmailChanges;
import dev.postern.people.ProfileFault;
import dev.postern.people.Profiles;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who the signed-in person is: name, phone, language, and the address they sign in with. */
@Controller
class MyAccountPage {
  static final String PATH = "/portal/my-account";

  private final Profiles profiles;
  private final EmailChanges emailChanges;
  private final Confirmation confirmation;
  private final Texts texts;

  MyAccountPage(
      Profiles profiles, EmailChanges emailChanges, Confirmation confirmation, Texts texts) {
    this.profiles = profiles;
    this.emailChanges = emailChanges;
    this.confirmation = confirmation;
    this.texts = texts;
  }

  @Needs({})
  @GetMapping(PATH)
  ModelAndView show(Desk desk) {
    return page(desk, MyAccountForm.of(profiles.of(desk.member())), new FormErrors());
  }

  @Needs({})
  @PostMapping(PATH)
  ModelAndView change(
      Desk desk, @RequestParam MultiValueMap<String, String> fields, RedirectAttributes next) {
    MyAccountForm form = MyAccountForm.posted(fields);
    Words words = texts.in(desk.locale());
    Set<ProfileFault> faults = profiles.change(desk.member(), desk.property(), form.profile());
    if (faults.isEmpty()) {
      next.addFlashAttribute("notice", words.of("my-account.saved"));
      return SeeOther.to(PATH);
    }
    FormErrors errors = new FormErrors();
    faults.forEach(fault ->
        errors.add(fault.field(), words.of("my-account.fault." + fault, Profiles.LONGEST_NAME)));
    return page(desk, form, errors);
  }

  @Needs({})
  @PostMapping(PATH + "/email-changes")
  ModelAndView askForEmail(
      Desk desk,
      HttpServletRequest request,
      @RequestParam MultiValueMap<String, String> fields,
      RedirectAttributes next) {
    String typed = OneTimePinForm.field(fields, "email");
    Words words = texts.in(desk.locale());
    FormErrors errors = new FormErrors();
    confirmation.check(request, desk, password(fields), errors);
    if (!errors.any()) {
      switch (emailChanges.ask(desk.member(), desk.property(), typed)) {
        case EmailChanges.Answer.LinkSent(String email) -> {
          next.addFlashAttribute("notice", words.of("my-account.email.sent", email));
          return SeeOther.to(PATH);
        }
        case EmailChanges.Answer.NoAddress _ ->
            errors.add("email", words.of("my-account.email.none"));
        case EmailChanges.Answer.Unchanged _ ->
            errors.add("email", words.of("my-account.email.unchanged"));
        case EmailChanges.Answer.Taken _ -> errors.add("email", words.of("my-account.email.taken"));
        case EmailChanges.Answer.TooMany(Duration pause) ->
            errors.add("email", words.count("my-account.email.too-many", pause.toHours() + 1));
      }
    }
    return page(desk, MyAccountForm.of(profiles.of(desk.member())).withEmail(typed), errors);
  }

  @Needs({})
  @PostMapping(PATH + "/email-changes/withdrawal")
  ModelAndView withdrawEmail(Desk desk, RedirectAttributes next) {
    emailChanges.withdraw(desk.member());
    next.addFlashAttribute("notice", texts.in(desk.locale()).of("my-account.email.withdrawn"));
    return SeeOther.to(PATH);
  }

  private ModelAndView page(Desk desk, MyAccountForm form, FormErrors errors) {
    ModelAndView page =
        new ModelAndView("portal/myaccount/profile")
            .addObject("form", form)
            .addObject("waiting", emailChanges.waiting(desk.member()).orElse(null))
            .addObject("errors", errors);
    if (errors.any()) page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static Secret password(MultiValueMap<String, String> fields) {
    return new Secret(Objects.requireNonNullElse(fields.getFirst(Confirmation.FIELD), ""));
  }
}
