package dev.postern.portal;

import dev.postern.access.Entries;
import dev.postern.door.DoorStates;
import dev.postern.door.Doors;
import dev.postern.door.Health;
import dev.postern.people.Capability;
import dev.postern.web.NotFound;
import dev.postern.web.Texts;
import dev.postern.web.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One door: how it is at this moment, a guided test, and what happened at it. */
@Controller
class DoorPage {
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);
  private static final Duration TEST_LASTS = Duration.ofMinutes(10);
  private static final int EVENTS = 50;
  private static final int ENTRIES = 20;

  private final DeskRooms rooms;
  private final Doors doors;
  private final DoorStates states;
  private final Entries entries;
  private final Texts texts;
  private final Clock clock;

  DoorPage(
      DeskRooms rooms, Doors doors, DoorStates states, Entries entries, Texts texts, Clock clock) {
    this.rooms = rooms;
    this.doors = doors;
    this.states = states;
    this.entries = entries;
    this.texts = texts;
    this.clock = clock;
  }

  @Needs(Capability.MANAGE_KIOSKS)
  @GetMapping("/portal/doors/{id}")
  String show(Desk desk, @PathVariable UUID id, Model model) {
    model.addAttribute("view", view(desk, id));
    return "portal/doors/door";
  }

  /** The moving part alone, asked for again and again while the page is open. */
  @Needs(Capability.MANAGE_KIOSKS)
  @GetMapping("/portal/doors/{id}/now")
  String now(Desk desk, @PathVariable UUID id, Model model) {
    model.addAttribute("view", view(desk, id));
    return "portal/doors/now";
  }

  /** A look at the device at this moment; nothing moves. */
  @Needs(Capability.MANAGE_KIOSKS)
  @PostMapping("/portal/doors/{id}/looks")
  String look(Desk desk, @PathVariable UUID id, RedirectAttributes next) {
    DeskRooms.RoomDoor at = rooms.door(desk, id);
    Words words = texts.in(desk.locale());
    Health health = doors.probe(at.door().id(), LONGEST_LOOK);
    next.addFlashAttribute(
        health instanceof Health.Well ? "notice" : "warning",
        switch (health) {
          case Health.Well(var contact, String device) ->
              words.of(
                  "doors.look.well",
                  device.isEmpty() ? at.door().name() : device,
                  contact == null ? "" : words.of("doors.contact." + contact));
          case Health.Ill(var because) ->
              words.of("doors.look.ill", words.of("opening." + because));
        });
    return "redirect:/portal/doors/" + at.door().id();
  }

  private DoorView view(Desk desk, UUID id) {
    DeskRooms.RoomDoor at = rooms.door(desk, id);
    Instant now = clock.instant();
    return new DoorView(
        at.room(),
        at.door(),
        states.of(id).orElseThrow(NotFound::new),
        doors.capabilities(at.door()),
        states.history(id, EVENTS),
        entries.ofRoom(desk.property().id(), at.room().id(), ENTRIES),
        now.minus(TEST_LASTS),
        now);
  }
}
