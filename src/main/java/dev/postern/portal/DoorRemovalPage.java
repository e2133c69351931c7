package dev.postern.portal;

import dev.postern.people.Capability;
import dev.postern.web.Texts;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes a room its door. */
@Controller
class DoorRemovalPage {
  private static final String PATH = "/portal/doors/{id}/removal";

  private final DeskRooms rooms;
  private final RoomDoors roomDoors;
  private final Texts texts;

  DoorRemovalPage(DeskRooms rooms, RoomDoors roomDoors, Texts texts) {
    this.rooms = rooms;
    this.roomDoors = roomDoors;
    this.texts = texts;
  }

  @Needs(Capability.MANAGE_KIOSKS)
  @GetMapping(PATH)
  String ask(Desk desk, @PathVariable UUID id, Model model) {
    model.addAttribute("door", rooms.door(desk, id).door());
    return "portal/doors/removal";
  }

  @Needs(Capability.MANAGE_KIOSKS)
  @PostMapping(PATH)
  String remove(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    DeskRooms.RoomDoor at = rooms.door(desk, id);
    roomDoors.remove(desk.actor(), at.room(), at.door());
    next.addFlashAttribute("notice", texts.in(desk.locale()).of("doors.removed", at.door().name()));
    return "redirect:/portal/kiosks";
  }
}
