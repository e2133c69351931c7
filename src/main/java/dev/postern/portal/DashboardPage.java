package dev.postern.portal;

import dev.postern.access.Entries;
import dev.postern.access.OneTimePins;
import dev.postern.access.RoomGuards;
import dev.postern.door.DoorStates;
import dev.postern.door.Doors;
import dev.postern.notification.Notifications;
import dev.postern.people.Capability;
import dev.postern.people.People;
import dev.postern.place.Kiosks;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.task.StaffTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How things are at the property right now. */
@Controller
class DashboardPage {
  private static final int LAST_ENTRIES = 6;
  private static final int LAST_FAILURES = 5;

  /** What failed longer ago is history. */
  static final Duration RECENTLY = Duration.ofDays(3);

  private final OneTimePins pins;
  private final Entries entries;
  private final Kiosks kiosks;
  private final RoomGuards guards;
  private final StaffTasks tasks;
  private final Places places;
  private final Doors doors;
  private final DoorStates states;
  private final Notifications notifications;
  private final People people;
  private final Clock clock;

  DashboardPage(
      OneTimePins pins,
      Entries entries,
      Kiosks kiosks,
      RoomGuards guards,
      StaffTasks tasks,
      Places places,
      Doors doors,
      DoorStates states,
      Notifications notifications,
      People people,
      Clock clock) {
    this.pins = pins;
    this.entries = entries;
    this.kiosks = kiosks;
    this.guards = guards;
    this.tasks = tasks;
    this.places = places;
    this.doors = doors;
    this.states = states;
    this.notifications = notifications;
    this.people = people;
    this.clock = clock;
  }

  @Needs(Capability.SEE_ENTRIES)
  @GetMapping("/portal")
  String show(Desk desk, Model model) {
    model.addAttribute("dashboard", dashboard(desk.property()));
    return "portal/dashboard";
  }

  /** The moving part alone, asked for again and again while the page is open. */
  @Needs(Capability.SEE_ENTRIES)
  @GetMapping("/portal/now")
  String now(Desk desk, Model model) {
    model.addAttribute("dashboard", dashboard(desk.property()));
    return "portal/dashboard-now";
  }

  private Dashboard dashboard(Property at) {
    Instant now = clock.instant();
    UUID property = at.id();
    return new Dashboard(
        tasks.open(property),
        doorRows(property, now),
        guards.troubles(at),
        pins.open(property),
        entries.ofProperty(property, null, LAST_ENTRIES),
        kiosks.ofProperty(property).stream().map(kiosk -> KioskRow.of(kiosk, now)).toList(),
        NotificationRow.of(
            notifications.failed(property, now.minus(RECENTLY), LAST_FAILURES), property, people));
  }

  private List<DoorRow> doorRows(UUID property, Instant now) {
    return places.rooms(property).stream()
        .flatMap(room -> doors.doorOf(room.id()).stream())
        .map(door -> DoorRow.of(door, states, now))
        .toList();
  }
}
