package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
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

/** Asks once, then ends all that a recipient holds; and takes them in again. */
@Controller
class RecipientDeactivationPage {
  private static final String PATH = RecipientSearch.PATH + "/{id}/deactivation";

  private final Recipients recipients;
  private final Texts texts;

  RecipientDeactivationPage(Recipients recipients, Texts texts) {
    this.recipients = recipients;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_RECIPIENTS)
  @GetMapping(PATH)
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    return new ModelAndView("portal/recipients/" + (dialog ? "deactivation" : "deactivation-page"))
        .addObject("recipient", recipient(desk, id));
  }

  /** Who is deactivated already stays as they are; their page says so. */
  @Needs(Capability.MANAGE_RECIPIENTS)
  @PostMapping(PATH)
  ModelAndView create(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    Recipient recipient = recipient(desk, id);
    if (recipients.deactivate(desk.actor(), desk.property().id(), id)) {
      say("recipient.deactivated", desk, recipient, next);
    }
    return SeeOther.to(RecipientSearch.path(id));
  }

  @Needs(Capability.MANAGE_RECIPIENTS)
  @PostMapping(RecipientSearch.PATH + "/{id}/activation")
  ModelAndView end(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    Recipient recipient = recipient(desk, id);
    if (recipients.activate(desk.actor(), desk.property().id(), id)) {
      say("recipient.activated", desk, recipient, next);
    }
    return SeeOther.to(RecipientSearch.path(id));
  }

  private void say(String key, Desk desk, Recipient recipient, RedirectAttributes next) {
    next.addFlashAttribute("notice", texts.in(desk.locale()).of(key, recipient.name()));
  }

  private Recipient recipient(Desk desk, UUID id) {
    return recipients.find(desk.property().id(), id).orElseThrow(NotFound::new);
  }
}
