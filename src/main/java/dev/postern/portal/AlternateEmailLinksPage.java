package dev.postern.portal;

import dev.postern.people.AlternateEmails;
import dev.postern.people.Capability;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks the owner of an alternate address once more. */
@Controller
class AlternateEmailLinksPage {
  private final Recipients recipients;
  private final AlternateEmails emails;
  private final Texts texts;

  AlternateEmailLinksPage(Recipients recipients, AlternateEmails emails, Texts texts) {
    this.recipients = recipients;
    this.emails = emails;
    this.texts = texts;
  }

  /** The notice says what came of it: their page shows the address with its state. */
  @Needs(Capability.MANAGE_RECIPIENTS)
  @PostMapping(RecipientSearch.PATH + "/{id}/alternate-email-links")
  ModelAndView create(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    Recipient recipient = recipients.find(desk.property().id(), id).orElseThrow(NotFound::new);
    Words words = texts.in(desk.locale());
    Optional<Duration> pause = emails.ask(desk.actor(), desk.property(), id);
    if (pause.isPresent()) {
      next.addFlashAttribute(
          "notice", words.count("recipient.alternate.pause", minutes(pause.get())));
    } else if (recipient.alternateEmail() != null
        && recipient.alternateEmailConfirmedAt() == null) {
      next.addFlashAttribute(
          "notice", words.of("recipient.alternate.sent", recipient.alternateEmail()));
    }
    return SeeOther.to(RecipientSearch.path(id));
  }

  private static long minutes(Duration pause) {
    return pause.plusSeconds(59).toMinutes();
  }
}
