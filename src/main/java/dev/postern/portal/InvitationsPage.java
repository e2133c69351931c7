package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.people.Invitation;
import dev.postern.people.InvitationAnswer;
import dev.postern.people.InvitationFault;
import dev.postern.people.Invitations;
import dev.postern.people.NewInvitation;
import dev.postern.people.Role;
import dev.postern.place.Property;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who was invited to the staff of the property, and the form to invite. */
@Controller
class InvitationsPage {
  static final String PATH = "/portal/invitations";
  private static final int SIZE = 50;

  private final Invitations invitations;
  private final Desks desks;
  private final Texts texts;

  InvitationsPage(Invitations invitations, Desks desks, Texts texts) {
    this.invitations = invitations;
    this.desks = desks;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(PATH)
  ModelAndView list(Desk desk, @RequestParam(required = false) @Nullable UUID before) {
    List<Property> theirs = desks.properties(desk.member());
    Pages<Invitation> page =
        Pages.of(
            invitations.ofProperty(desk.property().id(), before, SIZE + 1), SIZE, Invitation::id);
    List<InvitationRow> rows =
        page.rows().stream()
            .map(invitation -> InvitationRow.of(invitation, desk.member(), theirs))
            .toList();
    return new ModelAndView("portal/invitations/list")
        .addObject("page", new Pages<>(rows, page.next()));
  }

  @Needs(Capability.MANAGE_STAFF)
  @GetMapping(PATH + "/new")
  ModelAndView ask(Desk desk) {
    return form(desk, "", Role.STAFF, Set.of(desk.property().id()), new FormErrors());
  }

  @Needs(Capability.MANAGE_STAFF)
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @RequestParam(defaultValue = "") String email,
      @RequestParam(defaultValue = "STAFF") Role role,
      @RequestParam(defaultValue = "") Set<UUID> property,
      RedirectAttributes next) {
    if (!desk.member().worksAtAll(property)) throw new NotFound();
    Words words = texts.in(desk.locale());
    var given = new NewInvitation(email, role, properties(desk, role, property));
    return switch (invitations.invite(desk.member(), desk.property(), given)) {
      case InvitationAnswer.Sent(Invitation sent) -> {
        next.addFlashAttribute("notice", words.of("invitations.sent", sent.email()));
        yield SeeOther.to(PATH);
      }
      case InvitationAnswer.Refused(Set<InvitationFault> faults) -> {
        ModelAndView again = form(desk, email, role, property, errors(faults, words));
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield again;
      }
    };
  }

  /** Who works everywhere, or can only work here, needs no ticks. */
  private Set<UUID> properties(Desk desk, Role role, Set<UUID> ticked) {
    boolean noChoice = role == Role.ADMINISTRATOR || desks.properties(desk.member()).size() == 1;
    return ticked.isEmpty() && noChoice ? Set.of(desk.property().id()) : ticked;
  }

  static FormErrors errors(Set<InvitationFault> faults, Words words) {
    FormErrors errors = new FormErrors();
    faults.forEach(fault ->
        errors.add(
            switch (fault) {
              case NO_ADDRESS, ON_THE_STAFF, NO_EMAIL -> "email";
              case ROLE -> "role";
              case PROPERTIES -> "property";
            },
            words.of("invitations.error." + fault.name())));
    return errors;
  }

  private ModelAndView form(
      Desk desk, String email, Role role, Set<UUID> chosen, FormErrors errors) {
    List<Property> theirs = desks.properties(desk.member());
    return new ModelAndView("portal/invitations/form")
        .addObject("form", InvitationForm.of(desk.member(), theirs, email, role, chosen))
        .addObject("errors", errors);
  }
}
