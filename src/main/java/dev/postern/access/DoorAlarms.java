package dev.postern.access;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.door.DoorEvent;
import dev.postern.door.OnDoorEvent;
import dev.postern.door.Releases;
import dev.postern.notification.NoticeText;
import dev.postern.place.Places;
import dev.postern.place.Room;
import dev.postern.task.StaffTask;
import dev.postern.task.StaffTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What happens at a door, told to whom it concerns: to the visits, that somebody went in; to staff,
 * what they must look at, as a task, by e-mail and to the webhook.
 */
@Component
class DoorAlarms implements OnDoorEvent, Releases {
  /**
   * From the decision, so long a door may open because of an entry: the deadline, the longest
   * pulse, and what it takes until a contact is read.
   */
  private static final Duration LONGEST_RELEASE =
      Entries.DOOR_DEADLINE.plusSeconds(10).plusSeconds(3);

  private final VisitTable table;
  private final Visits visits;
  private final StaffTasks tasks;
  private final StaffNotices notices;
  private final AlarmWebhook webhook;
  private final Places places;
  private final AuditLog audit;

  DoorAlarms(
      VisitTable table,
      Visits visits,
      StaffTasks tasks,
      StaffNotices notices,
      AlarmWebhook webhook,
      Places places,
      AuditLog audit) {
    this.table = table;
    this.visits = visits;
    this.tasks = tasks;
    this.notices = notices;
    this.webhook = webhook;
    this.places = places;
    this.audit = audit;
  }

  @Override
  public Optional<UUID> entryReleasing(UUID roomId, Instant at) {
    return table.entryReleasing(roomId, at.minus(LONGEST_RELEASE));
  }

  @Override
  public void happened(DoorEvent event) {
    Room room = places.room(event.roomId());
    switch (event.kind()) {
      case OPENED -> visits.doorOpened(room.id(), event.at());
      case FORCED -> {
        visits.doorOpened(room.id(), event.at());
        alarm(room, event, StaffTask.Kind.DOOR_FORCED, NoticeText.Kind.DOOR_FORCED);
      }
      case HELD_OPEN ->
          alarm(room, event, StaffTask.Kind.DOOR_HELD_OPEN, NoticeText.Kind.DOOR_HELD_OPEN);
      case OFFLINE -> alarm(room, event, StaffTask.Kind.DOOR_OFFLINE, NoticeText.Kind.DOOR_OFFLINE);
      case CLOSED -> tasks.settle(room.id(), StaffTask.Kind.DOOR_HELD_OPEN);
      case ONLINE -> {
        tasks.settle(room.id(), StaffTask.Kind.DOOR_OFFLINE);
        webhook.tell(room, event.kind().name(), event.id(), null, event.at());
      }
      case EXIT_BUTTON -> {}
    }
  }

  /** The door was asked to open, and nobody knows whether it did. */
  void nobodyKnows(UnsettledEntry entry, Instant now) {
    Room room = places.room(entry.roomId());
    tasks.add(entry.propertyId(), entry.roomId(), StaffTask.Kind.DOOR_UNKNOWN, entry.attemptId());
    notices.send(room, NoticeText.Kind.DOOR_UNKNOWN, now);
    webhook.tell(room, "UNKNOWN", entry.attemptId(), entry.attemptId(), now);
  }

  private void alarm(Room room, DoorEvent event, StaffTask.Kind task, NoticeText.Kind notice) {
    tasks.add(room.propertyId(), room.id(), task, event.entryId());
    audit.record(
        room.propertyId(),
        Actor.SYSTEM,
        Act.DOOR_ALARMED,
        new Subject("room", room.id(), room.name()),
        Map.of("alarm", event.kind().name()));
    notices.send(room, notice, event.at());
    webhook.tell(room, event.kind().name(), event.id(), event.entryId(), event.at());
  }
}
