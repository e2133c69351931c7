package dev.postern.portal;

import dev.postern.door.AddedDoor;
import dev.postern.door.DoorDriver;
import dev.postern.door.Doors;
import dev.postern.people.Capability;
import dev.postern.place.Room;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Gives a room its door: first which kind, then what that kind needs. */
@Controller
class DoorsPage {
  private final DeskRooms rooms;
  private final RoomDoors roomDoors;
  private final Doors doors;
  private final Texts texts;

  DoorsPage(DeskRooms rooms, RoomDoors roomDoors, Doors doors, Texts texts) {
    this.rooms = rooms;
    this.roomDoors = roomDoors;
    this.doors = doors;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_KIOSKS)
  @GetMapping("/portal/rooms/{id}/new-door")
  ModelAndView ask(
      Desk desk, @PathVariable UUID id, @RequestParam(required = false) @Nullable String driver) {
    Room room = rooms.room(desk, id);
    DoorForm form =
        doors.drivers().stream()
            .filter(it -> it.name().equals(driver))
            .findFirst()
            .map(it -> DoorForm.empty(it, room.name()))
            .orElse(null);
    return page(room, form, new FormErrors());
  }

  @Needs(Capability.MANAGE_KIOSKS)
  @PostMapping("/portal/doors")
  ModelAndView create(
      Desk desk,
      @RequestParam UUID room,
      @RequestParam Map<String, String> typed,
      RedirectAttributes next) {
    Room at = rooms.room(desk, room);
    DoorDriver driver =
        doors.drivers().stream()
            .filter(it -> it.name().equals(typed.get("driver")))
            .findFirst()
            .orElseThrow(NotFound::new);
    Words words = texts.in(desk.locale());
    DoorForm form = DoorForm.typed(driver, typed);
    AddedDoor answer =
        roomDoors.add(
            desk.actor(), at, form.name(), driver.name(), form.values(), DoorForm.password(typed));
    return switch (answer) {
      case AddedDoor.Added(var door) -> {
        next.addFlashAttribute("notice", words.of("kiosks.door.added", at.name()));
        yield SeeOther.to("/portal/doors/" + door.id());
      }
      case AddedDoor.Refused(var faults) -> {
        ModelAndView page = page(at, form, form.errors(faults, words));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  private ModelAndView page(Room room, @Nullable DoorForm form, FormErrors errors) {
    List<String> kinds = doors.drivers().stream().map(DoorDriver::name).toList();
    return new ModelAndView("portal/doors/new")
        .addObject("room", room)
        .addObject("kinds", kinds)
        .addObject("form", form)
        .addObject("errors", errors);
  }
}
