package dev.postern.portal;

import dev.postern.access.PinRequests;
import dev.postern.access.RoomGuard;
import dev.postern.access.RoomGuards;
import dev.postern.people.Capability;
import dev.postern.place.Room;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** How each room of the property is guarded against guessing, in figures that staff can check. */
@Controller
class GuardPage {
  static final String PATH = "/portal/guard";

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration MONTH = Duration.ofDays(30);

  private final RoomGuards guards;
  private final PinRequests requests;
  private final Clock clock;

  GuardPage(RoomGuards guards, PinRequests requests, Clock clock) {
    this.guards = guards;
    this.requests = requests;
    this.clock = clock;
  }

  @Needs(Capability.SEE_ENTRIES)
  @GetMapping(PATH)
  ModelAndView show(Desk desk) {
    Instant now = clock.instant();
    List<GuardRow> rows =
        guards.ofProperty(desk.property()).stream().map(guard -> row(desk, guard, now)).toList();
    return new ModelAndView("portal/guard/guard").addObject("rows", rows);
  }

  private GuardRow row(Desk desk, RoomGuard guard, Instant now) {
    Room room = guard.room();
    GuardRequests asked =
        new GuardRequests(
            requests.counts(room, now.minus(DAY)), requests.counts(room, now.minus(MONTH)));
    boolean shown = desk.property().requestPinOn() || asked.any();
    return new GuardRow(guard, GuardHours.of(guard), shown ? asked : null, now);
  }
}
