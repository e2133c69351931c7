package dev.postern.portal;

import dev.postern.notification.LinkText;
import dev.postern.people.AcceptanceAnswer;
import dev.postern.people.Acceptances;
import dev.postern.people.Invitation;
import dev.postern.people.Invitations;
import dev.postern.people.StaffMember;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import dev.postern.web.FormErrors;
import dev.postern.web.Sheets;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where the link of an invitation leads: a name, a password, and one is on the staff. */
@Controller
class AcceptancePage {
  private static final String ACCEPTANCE = Invitations.PATH + "/acceptance";
  private static final LinkText.Kind KIND = LinkText.Kind.INVITATION;

  private final Acceptances acceptances;
  private final Places places;
  private final Sessions sessions;
  private final Desks desks;
  private final Sheets sheets;

  AcceptancePage(
      Acceptances acceptances, Places places, Sessions sessions, Desks desks, Sheets sheets) {
    this.acceptances = acceptances;
    this.places = places;
    this.sessions = sessions;
    this.desks = desks;
    this.sheets = sheets;
  }

  /** Uses nothing up: mail scanners follow links too. */
  @OpenToAll
  @GetMapping(Invitations.PATH)
  ModelAndView arrive(HttpServletRequest request) {
    return new ModelAndView("portal/link")
        .addObject("title", words(request).of("invitation.title"))
        .addObject("action", Invitations.PATH);
  }

  @OpenToAll
  @PostMapping(Invitations.PATH)
  ModelAndView open(HttpServletRequest request, @RequestParam(defaultValue = "") Secret token) {
    if (acceptances.look(OpenedLink.hash(token)).isEmpty()) return over(request);
    OpenedLink.keep(request, KIND, token);
    return SeeOther.to(ACCEPTANCE);
  }

  @OpenToAll
  @GetMapping(ACCEPTANCE)
  ModelAndView show(HttpServletRequest request) {
    Optional<byte[]> link = OpenedLink.of(request, KIND);
    if (link.isEmpty()) return elsewhere(request);
    return acceptances
        .look(link.get())
        .map(invitation -> form(invitation, AcceptanceForm.empty(), new FormErrors()))
        .orElseGet(() -> over(request));
  }

  @OpenToAll
  @PostMapping(ACCEPTANCE)
  ModelAndView create(
      HttpServletRequest request,
      HttpServletResponse response,
      AcceptanceForm given,
      RedirectAttributes next) {
    Optional<byte[]> link = OpenedLink.of(request, KIND);
    if (link.isEmpty()) return elsewhere(request);
    Optional<Invitation> invitation = acceptances.look(link.get());
    if (invitation.isEmpty()) return over(request);
    Words words = words(request);
    Property property = places.property(invitation.get().propertyId());
    FormErrors errors = given.errors(List.of(invitation.get().email(), property.name()), words);
    if (errors.any()) return unprocessable(form(invitation.get(), given, errors));
    return switch (acceptances.accept(
        link.get(),
        given.firstName(),
        given.lastName(),
        given.password(),
        words.locale().getLanguage())) {
      case AcceptanceAnswer.Accepted(StaffMember member) -> {
        OpenedLink.forget(request, KIND);
        sessions.begin(member, request, response);
        next.addFlashAttribute("notice", words.of("invitation.joined", property.name()));
        yield SeeOther.to("/portal");
      }
      case AcceptanceAnswer.Over() -> over(request);
    };
  }

  /** A link that was used here is no mistake: whoever is signed in goes on to the portal. */
  private ModelAndView elsewhere(HttpServletRequest request) {
    return SeeOther.to(desks.of(request).isPresent() ? "/portal" : Invitations.PATH);
  }

  private ModelAndView form(Invitation invitation, AcceptanceForm given, FormErrors errors) {
    return new ModelAndView("portal/acceptance")
        .addObject("invitation", invitation)
        .addObject("property", places.property(invitation.propertyId()))
        .addObject("form", given)
        .addObject("errors", errors);
  }

  private static ModelAndView unprocessable(ModelAndView page) {
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private ModelAndView over(HttpServletRequest request) {
    OpenedLink.forget(request, KIND);
    Words words = words(request);
    ModelAndView page =
        new ModelAndView("portal/link-over")
            .addObject("title", words.of("invitation.over.title"))
            .addObject("means", words.of("invitation.over.means"))
            .addObject("next", words.of("invitation.over.next"))
            .addObject("address", PortalSecurity.SIGN_IN)
            .addObject("go", words.of("sign-in.title"));
    page.setStatus(HttpStatus.GONE);
    return page;
  }

  private Words words(HttpServletRequest request) {
    return sheets.of(request).words();
  }
}
