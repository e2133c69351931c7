package dev.postern.portal;

import dev.postern.notification.LinkText;
import dev.postern.people.PasswordResetAnswer;
import dev.postern.people.PasswordResets;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.Sheets;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where the link to a new password leads. Afterwards one signs in, with all that this asks for. */
@Controller
class PasswordResetPage {
  private static final String NEW_PASSWORD = PasswordResets.PATH + "/new-password";
  private static final LinkText.Kind KIND = LinkText.Kind.PASSWORD_RESET;

  private final PasswordResets resets;
  private final Desks desks;
  private final Sheets sheets;

  PasswordResetPage(PasswordResets resets, Desks desks, Sheets sheets) {
    this.resets = resets;
    this.desks = desks;
    this.sheets = sheets;
  }

  /** Uses nothing up: mail scanners follow links too. */
  @OpenToAll
  @GetMapping(PasswordResets.PATH)
  ModelAndView arrive(HttpServletRequest request) {
    return new ModelAndView("portal/link")
        .addObject("title", words(request).of("password-reset.title"))
        .addObject("action", PasswordResets.PATH);
  }

  @OpenToAll
  @PostMapping(PasswordResets.PATH)
  ModelAndView open(HttpServletRequest request, @RequestParam(defaultValue = "") Secret token) {
    if (resets.look(OpenedLink.hash(token)).isEmpty()) return over(request);
    OpenedLink.keep(request, KIND, token);
    return SeeOther.to(NEW_PASSWORD);
  }

  @OpenToAll
  @GetMapping(NEW_PASSWORD)
  ModelAndView show(HttpServletRequest request) {
    Optional<byte[]> link = OpenedLink.of(request, KIND);
    if (link.isEmpty()) return SeeOther.to(PasswordResets.PATH);
    return resets
        .look(link.get())
        .map(owner -> form(owner, new FormErrors()))
        .orElseGet(() -> over(request));
  }

  @OpenToAll
  @PostMapping(NEW_PASSWORD)
  ModelAndView create(
      HttpServletRequest request, @RequestParam(defaultValue = "") Secret password) {
    Optional<byte[]> link = OpenedLink.of(request, KIND);
    if (link.isEmpty()) return SeeOther.to(PasswordResets.PATH);
    Optional<StaffMember> owner = resets.look(link.get());
    if (owner.isEmpty()) return over(request);
    FormErrors errors = new FormErrors();
    PasswordField.check("password", password, about(owner.get()), errors, words(request));
    if (errors.any()) {
      ModelAndView again = form(owner.get(), errors);
      again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
      return again;
    }
    return switch (resets.use(link.get(), password)) {
      case PasswordResetAnswer.Changed _ -> {
        OpenedLink.forget(request, KIND);
        yield SeeOther.to(PortalSecurity.SIGN_IN + "?changed");
      }
      case PasswordResetAnswer.Over() -> over(request);
    };
  }

  private List<String> about(StaffMember owner) {
    List<String> about = new ArrayList<>();
    about.addAll(List.of(owner.firstName(), owner.lastName(), owner.email()));
    desks.properties(owner).stream().map(Property::name).forEach(about::add);
    return about;
  }

  private static ModelAndView form(StaffMember owner, FormErrors errors) {
    return new ModelAndView("portal/password-reset")
        .addObject("email", owner.email())
        .addObject("errors", errors);
  }

  private ModelAndView over(HttpServletRequest request) {
    OpenedLink.forget(request, KIND);
    Words words = words(request);
    ModelAndView page =
        new ModelAndView("portal/link-over")
            .addObject("title", words.of("password-reset.over.title"))
            .addObject("means", words.of("password-reset.over.means"))
            .addObject("next", words.of("password-reset.over.next"))
            .addObject("address", ForgottenPasswordPage.PATH)
            .addObject("go", words.of("password-reset.over.go"));
    page.setStatus(HttpStatus.GONE);
    return page;
  }

  private Words words(HttpServletRequest request) {
    return sheets.of(request).words();
  }
}
