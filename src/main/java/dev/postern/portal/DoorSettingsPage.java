package dev.postern.portal;

import dev.postern.door.AddedDoor;
import dev.postern.door.Door;
import dev.postern.door.DoorDriver;
import dev.postern.door.Doors;
import dev.postern.people.Capability;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changes a door's name and settings. */
@Controller
class DoorSettingsPage {
  private static final String PATH = "/portal/doors/{id}/settings";

  private final DeskRooms rooms;
  private final RoomDoors roomDoors;
  private final Doors doors;
  private final Texts texts;

  DoorSettingsPage(DeskRooms rooms, RoomDoors roomDoors, Doors doors, Texts texts) {
    this.rooms = rooms;
    this.roomDoors = roomDoors;
    this.doors = doors;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_KIOSKS)
  @GetMapping(PATH)
  ModelAndView ask(Desk desk, @PathVariable UUID id) {
    DeskRooms.RoomDoor at = rooms.door(desk, id);
    return page(at, DoorForm.of(driver(at.door()), at.door()), new FormErrors());
  }

  @Needs(Capability.MANAGE_KIOSKS)
  @PostMapping(PATH)
  ModelAndView change(
      Desk desk,
      @PathVariable UUID id,
      @RequestParam Map<String, String> typed,
      RedirectAttributes next) {
    DeskRooms.RoomDoor at = rooms.door(desk, id);
    DoorForm form = DoorForm.typed(driver(at.door()), typed);
    Words words = texts.in(desk.locale());
    AddedDoor answer =
        roomDoors.change(
            desk.actor(),
            at.room(),
            at.door(),
            form.name(),
            form.values(),
            DoorForm.password(typed));
    return switch (answer) {
      case AddedDoor.Added(var door) -> {
        next.addFlashAttribute("notice", words.of("doors.changed", door.name()));
        yield SeeOther.to("/portal/doors/" + door.id());
      }
      case AddedDoor.Refused(var faults) -> {
        ModelAndView page = page(at, form, form.errors(faults, words));
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        yield page;
      }
    };
  }

  /** A door of a kind that this program no longer knows can only be removed. */
  private DoorDriver driver(Door door) {
    return doors.drivers().stream()
        .filter(it -> it.name().equals(door.driver()))
        .findFirst()
        .orElseThrow(NotFound::new);
  }

  private static ModelAndView page(DeskRooms.RoomDoor at, DoorForm form, FormErrors errors) {
    return new ModelAndView("portal/doors/settings")
        .addObject("door", at.door())
        .addObject("form", form)
        .addObject("errors", errors);
  }
}
