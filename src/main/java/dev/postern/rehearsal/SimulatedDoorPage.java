package dev.postern.rehearsal;

import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoor.Leaf;
import dev.postern.door.SimulatedDoors;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The simulated door: drawn as it is now, and told what to do when it is asked. */
@Controller
@OnlyInRehearsal
class SimulatedDoorPage {
  private static final String HTMX = "HX-Request";

  private final Stage stage;
  private final SimulatedDoors doors;
  private final Clock clock;

  SimulatedDoorPage(Stage stage, SimulatedDoors doors, Clock clock) {
    this.stage = stage;
    this.doors = doors;
    this.clock = clock;
  }

  @GetMapping("/rehearsal/door")
  String show(Model model) {
    addTo(model);
    return "rehearsal/door";
  }

  /** The door as it is now, or nothing if the page shows it already. */
  @GetMapping("/rehearsal/door/now")
  @Nullable ModelAndView now(
      @RequestParam(defaultValue = "") String seen, HttpServletResponse response) {
    DoorPicture picture = picture();
    if (picture.version().equals(seen)) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return null;
    }
    return new ModelAndView("rehearsal/door-now", Map.of("door", picture));
  }

  @PostMapping("/rehearsal/door")
  ResponseEntity<Void> behave(
      @RequestParam Behaviour behaviour,
      @RequestHeader(value = HTMX, defaultValue = "false") boolean stay) {
    doors.behave(stage.door().doorId(), behaviour);
    return done(stay);
  }

  @PostMapping("/rehearsal/door/leaf")
  ResponseEntity<Void> leaf(
      @RequestParam Leaf leaf, @RequestHeader(value = HTMX, defaultValue = "false") boolean stay) {
    doors.leaf(stage.door().doorId(), leaf);
    return done(stay);
  }

  /** What somebody does to the door with their hands. */
  enum Hand {
    FORCE,
    SHUT,
    EXIT
  }

  @PostMapping("/rehearsal/door/hand")
  ResponseEntity<Void> hand(
      @RequestParam Hand hand, @RequestHeader(value = HTMX, defaultValue = "false") boolean stay) {
    UUID door = stage.door().doorId();
    switch (hand) {
      case FORCE -> doors.move(door, true);
      case SHUT -> doors.move(door, false);
      case EXIT -> doors.pressExitButton(door);
    }
    return done(stay);
  }

  private static ResponseEntity<Void> done(boolean stay) {
    return stay
        ? ResponseEntity.noContent().build()
        : ResponseEntity.status(HttpStatus.SEE_OTHER)
            .location(URI.create("/rehearsal/door"))
            .build();
  }

  void addTo(Model model) {
    model.addAttribute("door", picture());
  }

  private DoorPicture picture() {
    return DoorPicture.of(stage.door(), stage.kiosk().room().name(), clock.instant());
  }
}
