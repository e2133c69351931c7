package dev.postern.door;

import dev.postern.database.Uuid7;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is known of the doors, and what has happened at them. */
@Component
public class DoorStates {
  /** Who presses the exit button has so long to walk through. */
  private static final Duration WALKING_OUT = Duration.ofSeconds(15);

  private final DoorStateTable table;
  private final DoorEventTable events;
  private final DoorTable doors;
  private final Doors kinds;
  private final ObjectProvider<Releases> releases; // these know modules that know this one
  private final ObjectProvider<OnDoorEvent> listeners;
  private final Clock clock;

  DoorStates(
      DoorStateTable table,
      DoorEventTable events,
      DoorTable doors,
      Doors kinds,
      ObjectProvider<Releases> releases,
      ObjectProvider<OnDoorEvent> listeners,
      Clock clock) {
    this.table = table;
    this.events = events;
    this.doors = doors;
    this.kinds = kinds;
    this.releases = releases;
    this.listeners = listeners;
    this.clock = clock;
  }

  /** A door's state now; empty if there is no such door. */
  @Transactional(readOnly = true)
  public Optional<DoorState> of(UUID doorId) {
    return table.find(doorId);
  }

  /**
   * Whether the contact of the room's door was watched from then on and stayed shut. The door's
   * state cannot change before the caller's transaction ends.
   */
  @Transactional
  public boolean stayedShutSince(UUID roomId, Instant then) {
    Instant now = clock.instant();
    return table.lookOfRoom(roomId).map(it -> it.stayedShutSince(then, now)).orElse(false);
  }

  /** What happened at a door, the newest first. */
  @Transactional(readOnly = true)
  public List<DoorEvent> history(UUID doorId, int size) {
    return events.ofDoor(doorId, size);
  }

  /** The line is well and the contact reads so. */
  @Transactional
  public void well(UUID doorId, @Nullable Contact contact) {
    Instant now = clock.instant();
    Optional<DoorState> before = table.lock(doorId);
    if (before.isEmpty()) return; // the door was removed meanwhile
    table.well(doorId, now);
    reads(doorId, before.get(), contact, now);
  }

  /** A device said something by itself; the same sign counts once. */
  @Transactional
  public void heard(UUID doorId, DoorSign sign) {
    Instant now = clock.instant();
    Optional<DoorState> before = table.lock(doorId);
    if (before.isEmpty() || !table.news(doorId, sign.number())) return;
    switch (sign.kind()) {
      case EXIT_BUTTON -> happened(doorId, DoorEvent.Kind.EXIT_BUTTON, null, "", now);
      case OPENED -> reads(doorId, before.get(), Contact.OPEN, now);
      case CLOSED -> reads(doorId, before.get(), Contact.CLOSED, now);
    }
  }

  /** The line is lost. */
  @Transactional
  public void ill(UUID doorId, OpeningReason because) {
    table.ill(doorId, because, clock.instant());
  }

  /** Tells what has lasted too long, each thing once whatever node is first. */
  @Transactional
  public void tellWhatLasts() {
    Instant now = clock.instant();
    for (UUID door : table.offline(now.minus(DoorState.OFFLINE_AFTER), now)) {
      String because =
          table.find(door).map(DoorState::illBecause).map(OpeningReason::name).orElse("");
      happened(door, DoorEvent.Kind.OFFLINE, null, because, now);
    }
    for (UUID door : table.online()) happened(door, DoorEvent.Kind.ONLINE, null, "", now);
    for (UUID door : table.heldOpen(now.minus(DoorState.HELD_OPEN_AFTER), now)) {
      UUID entry = events.entryOfLastOpening(door).orElse(null);
      happened(door, DoorEvent.Kind.HELD_OPEN, entry, "", now);
    }
  }

  private void reads(UUID doorId, DoorState before, @Nullable Contact contact, Instant now) {
    if (contact == before.contact()) return;
    boolean opened = contact == Contact.OPEN;
    table.contact(doorId, contact, opened, now);
    boolean firstReading = before.contact() == null;
    if (contact == null || (firstReading && !opened)) return;
    if (!opened) {
      happened(doorId, DoorEvent.Kind.CLOSED, null, "", now);
      return;
    }
    Door door = doors.find(doorId).orElseThrow();
    UUID entry =
        Optional.ofNullable(releases.getIfAvailable())
            .flatMap(it -> it.entryReleasing(door.roomId(), now))
            .orElse(null);
    happened(
        doorId,
        entry == null && forced(door, now) ? DoorEvent.Kind.FORCED : DoorEvent.Kind.OPENED,
        entry,
        "",
        now);
  }

  /** Only a door that knows its exit button can tell a guest who leaves from a burglar. */
  private boolean forced(Door door, Instant now) {
    return kinds.capabilities(door).contains(DoorCapability.EXIT_BUTTON)
        && !events.any(door.id(), DoorEvent.Kind.EXIT_BUTTON, now.minus(WALKING_OUT));
  }

  private void happened(
      UUID doorId, DoorEvent.Kind kind, @Nullable UUID entry, String because, Instant now) {
    UUID room = doors.find(doorId).orElseThrow().roomId();
    var event = new DoorEvent(Uuid7.at(now), doorId, room, now, kind, entry, because);
    events.add(event);
    listeners.forEach(each -> each.happened(event));
  }
}
