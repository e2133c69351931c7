package dev.postern.portal;

import dev.postern.notification.LinkText;
import dev.postern.people.AlternateEmailLink;
import dev.postern.people.AlternateEmails;
import dev.postern.place.Places;
import dev.postern.vault.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the owner of an alternate address says that it is theirs. Nobody signs in here. To open the
 * link changes nothing, so that whatever looks through mail for danger confirms nothing.
 */
@Controller
class AlternateEmailPage {
  private static final String PATH = AlternateEmails.PATH;
  private static final String CONFIRMATION = PATH + "/confirmation";
  private static final String DONE = PATH + "/done";
  private static final LinkText.Kind KIND = LinkText.Kind.ALTERNATE_EMAIL;

  private final AlternateEmails emails;
  private final Places places;

  AlternateEmailPage(AlternateEmails emails, Places places) {
    this.emails = emails;
    this.places = places;
  }

  @OpenToAll
  @GetMapping(PATH)
  String arrive() {
    return "portal/recipients/email-link";
  }

  @OpenToAll
  @PostMapping(PATH)
  ModelAndView open(HttpServletRequest request, @RequestParam(defaultValue = "") Secret token) {
    return emails.look(OpenedLink.keep(request, KIND, token)).isPresent()
        ? SeeOther.to(CONFIRMATION)
        : over();
  }

  @OpenToAll
  @GetMapping(CONFIRMATION)
  ModelAndView ask(HttpServletRequest request) {
    Optional<AlternateEmailLink> link = OpenedLink.of(request, KIND).flatMap(emails::look);
    if (link.isEmpty()) return over();
    return new ModelAndView("portal/recipients/email-confirmation")
        .addObject("link", link.get())
        .addObject("property", places.property(link.get().propertyId()).name());
  }

  @OpenToAll
  @PostMapping(CONFIRMATION)
  ModelAndView create(HttpServletRequest request) {
    boolean confirmed = OpenedLink.of(request, KIND).map(emails::confirm).orElse(false);
    OpenedLink.forget(request, KIND);
    return confirmed ? SeeOther.to(DONE) : over();
  }

  @OpenToAll
  @GetMapping(DONE)
  String done() {
    return "portal/recipients/email-done";
  }

  private static ModelAndView over() {
    ModelAndView page = new ModelAndView("portal/recipients/email-over");
    page.setStatus(HttpStatus.GONE);
    return page;
  }
}
