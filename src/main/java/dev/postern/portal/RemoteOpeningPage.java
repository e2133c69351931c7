package dev.postern.portal;

import dev.postern.access.EntryAnswer;
import dev.postern.access.RemoteOpenings;
import dev.postern.people.Capability;
import dev.postern.people.People;
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

/** Asks for a reason, then opens a room's door from afar: an entry like any other. */
@Controller
class RemoteOpeningPage {
  private static final String PATH = "/portal/rooms/{id}/opening";

  private final DeskRooms rooms;
  private final RemoteOpenings openings;
  private final People people;
  private final Texts texts;

  RemoteOpeningPage(DeskRooms rooms, RemoteOpenings openings, People people, Texts texts) {
    this.rooms = rooms;
    this.openings = openings;
    this.people = people;
    this.texts = texts;
  }

  @Needs(Capability.OPEN_DOORS)
  @GetMapping(PATH)
  ModelAndView ask(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean test,
      @RequestParam(defaultValue = "/portal") String back,
      @RequestHeader(name = "HX-Request", defaultValue = "false") boolean dialog) {
    Room room = rooms.room(desk, id);
    return form(
        dialog ? "opening" : "opening-page",
        room,
        UUID.randomUUID(),
        test ? texts.in(desk.locale()).of("doors.test.reason") : "",
        Back.to(back),
        new FormErrors());
  }

  /** The same attempt id is the same opening, however often the form is sent. */
  @Needs(Capability.OPEN_DOORS)
  @PostMapping(PATH)
  ModelAndView create(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam UUID attempt,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "/portal") String back,
      RedirectAttributes next) {
    Room room = rooms.room(desk, id);
    Words words = texts.in(desk.locale());
    var member = people.find(desk.member().id()).orElseThrow(NotFound::new);
    return switch (openings.open(desk.actor(), member, room, attempt, reason)) {
      case RemoteOpenings.Answer.Asked(EntryAnswer said) -> {
        String kind = said instanceof EntryAnswer.Opened ? "notice" : "warning";
        next.addFlashAttribute(kind, words.of("opening.answer." + name(said), room.name()));
        yield SeeOther.to(Back.to(back));
      }
      case RemoteOpenings.Answer.NoReason _ ->
          refused(room, attempt, reason, back, words.of("doors.open.error.reason"));
      case RemoteOpenings.Answer.TooMany _ ->
          refused(room, attempt, reason, back, words.of("doors.open.error.many"));
    };
  }

  private static String name(EntryAnswer said) {
    return switch (said) {
      case EntryAnswer.Opened _ -> "opened";
      case EntryAnswer.NotOpened _ -> "not-opened";
      default -> "unknown";
    };
  }

  private static ModelAndView refused(
      Room room, UUID attempt, String reason, String back, String sentence) {
    FormErrors errors = new FormErrors();
    errors.add("reason", sentence);
    ModelAndView page = form("opening-page", room, attempt, reason, Back.to(back), errors);
    page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
    return page;
  }

  private static ModelAndView form(
      String template, Room room, UUID attempt, String reason, String back, FormErrors errors) {
    return new ModelAndView("portal/doors/" + template)
        .addObject("room", room)
        .addObject("attempt", attempt)
        .addObject("reason", reason)
        .addObject("back", back)
        .addObject("errors", errors);
  }
}
