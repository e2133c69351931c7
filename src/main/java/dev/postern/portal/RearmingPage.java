package dev.postern.portal;

import dev.postern.access.RoomGuard;
import dev.postern.access.RoomGuards;
import dev.postern.access.RoomGuards.RearmAnswer;
import dev.postern.people.Capability;
import dev.postern.place.Places;
import dev.postern.place.Room;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Asks for a reason, then lets PINs alone be taken again at a room. */
@Controller
class RearmingPage {
  private static final String PATH = "/portal/rooms/{id}/rearming";

  private final RoomGuards guards;
  private final Places places;
  private final Texts texts;

  RearmingPage(RoomGuards guards, Places places, Texts texts) {
    this.guards = guards;
    this.places = places;
    this.texts = texts;
  }

  @Needs(Capability.REARM_GUARD)
  @GetMapping(PATH)
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    RoomGuard guard = guards.of(desk.property(), room(desk, id));
    return form(dialog ? "rearming" : "rearming-page", guard, "", new FormErrors());
  }

  @Needs(Capability.REARM_GUARD)
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes next) {
    Room room = room(desk, id);
    Words words = texts.in(desk.locale());
    RearmAnswer answer = guards.rearm(desk.actor(), desk.property(), room, reason);
    if (answer == RearmAnswer.DONE) {
      next.addFlashAttribute("notice", words.of("guard.rearm.done", room.name()));
      return SeeOther.to(GuardPage.PATH);
    }
    FormErrors errors = new FormErrors();
    errors.add("reason", words.of("guard.rearm.error." + answer.name()));
    RoomGuard guard = guards.of(desk.property(), room);
    ModelAndView page = form("rearming-page", guard, reason, errors);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static ModelAndView form(
      String template, RoomGuard guard, String reason, FormErrors errors) {
    return new ModelAndView("portal/guard/" + template)
        .addObject("guard", guard)
        .addObject("reason", reason)
        .addObject("errors", errors);
  }

  private Room room(Desk desk, UUID id) {
    return places.rooms(desk.property().id()).stream()
        .filter(room -> room.id().equals(id))
        .findFirst()
        .orElseThrow(NotFound::new);
  }
}
