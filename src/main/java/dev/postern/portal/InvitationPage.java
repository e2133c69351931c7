package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.people.Invitation;
import dev.postern.people.InvitationAnswer;
import dev.postern.people.Invitations;
import dev.postern.web.Forbidden;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One invitation: sent again, or cancelled. */
@Controller
class InvitationPage {
  private static final String CANCELLATION = InvitationsPage.PATH + "/{id}/cancellation";

  private final Invitations invitations;
  private final Texts texts;

  InvitationPage(Invitations invitations, Texts texts) {
    this.invitations = invitations;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(InvitationsPage.PATH + "/{id}/resend")
  ModelAndView resend(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    Invitation again = invitation(desk, id);
    Words words = texts.in(desk.locale());
    if (!again.canBeSentAgain()) {
      return back(next, words.of("invitations.over", again.email()));
    }
    return switch (invitations.resend(desk.member(), desk.property(), again)) {
      case InvitationAnswer.Sent _ -> back(next, words.of("invitations.sent", again.email()));
      case InvitationAnswer.Refused(var faults) -> {
        FormErrors errors = InvitationsPage.errors(faults, words);
        yield back(next, errors.all().values().stream().collect(Collectors.joining(" ")));
      }
    };
  }

  /** The question as a page, for browsers that do not show it as a dialog. */
  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(CANCELLATION)
  ModelAndView ask(Desk desk, @PathVariable UUID id) {
    return new ModelAndView("portal/invitations/cancellation")
        .addObject("invitation", invitation(desk, id));
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(CANCELLATION)
  ModelAndView cancel(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    Invitation ended = invitation(desk, id);
    boolean now = invitations.cancel(desk.member(), desk.property().id(), ended);
    Words words = texts.in(desk.locale());
    return back(next, words.of(now ? "invitations.cancelled" : "invitations.over", ended.email()));
  }

  private static ModelAndView back(RedirectAttributes next, String notice) {
    next.addFlashAttribute("notice", notice);
    return SeeOther.to(InvitationsPage.PATH);
  }

  private Invitation invitation(Desk desk, UUID id) {
    Invitation found = invitations.find(desk.property().id(), id).orElseThrow(NotFound::new);
    if (!Invitations.mayHandle(desk.member(), found)) throw new Forbidden();
    return found;
  }
}
