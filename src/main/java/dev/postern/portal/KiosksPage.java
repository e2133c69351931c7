package dev.postern.portal;

import dev.postern.door.DoorStates;
import dev.postern.door.Doors;
import dev.postern.people.Capability;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.place.Places;
import dev.postern.place.Room;
import dev.postern.web.FormErrors;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The kiosks and doors of the property, room by room. */
@Controller
class KiosksPage {
  private static final int LONGEST_NAME = 200;

  private final Places places;
  private final Kiosks kiosks;
  private final Doors doors;
  private final DoorStates states;
  private final Texts texts;
  private final Clock clock;

  KiosksPage(
      Places places, Kiosks kiosks, Doors doors, DoorStates states, Texts texts, Clock clock) {
    this.places = places;
    this.kiosks = kiosks;
    this.doors = doors;
    this.states = states;
    this.texts = texts;
    this.clock = clock;
  }

  @Needs(Capability.MANAGE_KIOSKS)
  @GetMapping("/portal/kiosks")
  String show(Desk desk, Model model) {
    return page(desk, model, new FormErrors(), null);
  }

  @Needs(Capability.MANAGE_KIOSKS)
  @PostMapping("/portal/kiosks")
  String create(
      Desk desk,
      HttpServletResponse response,
      @RequestParam UUID room,
      @RequestParam(defaultValue = "") String name,
      Model model,
      RedirectAttributes next) {
    Room at = room(desk, room);
    Words words = texts.in(desk.locale());
    FormErrors errors = new FormErrors();
    if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
      errors.add("name-" + room, words.of("kiosks.error.name", LONGEST_NAME));
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return page(desk, model, errors, room);
    }
    Kiosk kiosk = kiosks.add(desk.actor(), at, name);
    next.addFlashAttribute("notice", words.of("kiosks.added", kiosk.name(), at.name()));
    return "redirect:/portal/kiosks";
  }

  private Room room(Desk desk, UUID id) {
    return places.rooms(desk.property().id()).stream()
        .filter(room -> room.id().equals(id))
        .findFirst()
        .orElseThrow(NotFound::new);
  }

  private String page(Desk desk, Model model, FormErrors errors, @Nullable UUID open) {
    Instant now = clock.instant();
    List<Kiosk> all = kiosks.ofProperty(desk.property().id());
    List<RoomRow> rooms =
        places.rooms(desk.property().id()).stream()
            .map(room ->
                new RoomRow(
                    room,
                    doors.doorOf(room.id()).map(door -> DoorRow.of(door, states, now)).orElse(null),
                    all.stream()
                        .filter(kiosk -> kiosk.room().id().equals(room.id()))
                        .map(kiosk -> KioskRow.of(kiosk, now))
                        .toList()))
            .toList();
    model.addAttribute("rooms", rooms);
    model.addAttribute("errors", errors);
    model.addAttribute("open", String.valueOf(open));
    return "portal/kiosks";
  }
}
