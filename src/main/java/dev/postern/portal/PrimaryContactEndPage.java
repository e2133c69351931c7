package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.people.PrimaryContact;
import dev.postern.people.PrimaryContacts;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks once, then lets somebody no longer pick up for another. */
@Controller
class PrimaryContactEndPage {
  private static final String PATH = "/portal/primary-contacts/{id}/end";

  private final PrimaryContacts contacts;
  private final Texts texts;

  PrimaryContactEndPage(PrimaryContacts contacts, Texts texts) {
    this.contacts = contacts;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_RECIPIENTS)
  @GetMapping(PATH)
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    return new ModelAndView("portal/contacts/" + (dialog ? "end" : "end-page"))
        .addObject("contact", contact(desk, id));
  }

  @Needs(Capability.MANAGE_RECIPIENTS)
  @PostMapping(PATH)
  ModelAndView create(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    PrimaryContact ended = contact(desk, id);
    if (contacts.end(desk.actor(), ended)) {
      next.addFlashAttribute(
          "notice",
          texts
              .in(desk.locale())
              .of("primary-contact.ended", ended.contact().name(), ended.person().name()));
    }
    return SeeOther.to(RecipientSearch.path(ended.person().id()));
  }

  private PrimaryContact contact(Desk desk, UUID id) {
    return contacts.find(desk.property().id(), id).orElseThrow(NotFound::new);
  }
}
