package dev.postern.task;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.Uuid7;
import dev.postern.task.StaffTask.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The tasks of a property's staff. */
@Component
public class StaffTasks {
  public static final int LONGEST_NOTE = 500;
  private static final int SHOWN = 50;

  private final StaffTaskTable table;
  private final AuditLog audit;
  private final Clock clock;

  StaffTasks(StaffTaskTable table, AuditLog audit, Clock clock) {
    this.table = table;
    this.audit = audit;
    this.clock = clock;
  }

  /** Asks somebody to look, in the transaction of what it is about. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(UUID propertyId, UUID roomId, Kind kind, @Nullable UUID entryId) {
    var now = clock.instant();
    table.add(Uuid7.at(now), propertyId, roomId, kind, entryId, now);
  }

  /** What waits, the newest first; at most fifty. */
  @Transactional(readOnly = true)
  public List<StaffTask> open(UUID propertyId) {
    return table.open(propertyId, SHOWN);
  }

  /** Empty if it is done, or another property's. */
  @Transactional(readOnly = true)
  public Optional<StaffTask> find(UUID propertyId, UUID id) {
    return table.find(propertyId, id);
  }

  /** Somebody has looked, and says what they saw; a task that is done stays as it is. */
  @Transactional
  public void done(Actor actor, UUID staffMemberId, StaffTask task, String note) {
    String saw = note.strip();
    String kept = saw.length() > LONGEST_NOTE ? saw.substring(0, LONGEST_NOTE) : saw;
    if (!table.done(task.id(), staffMemberId, kept, clock.instant())) return;
    audit.record(
        task.propertyId(),
        actor,
        Act.TASK_DONE,
        new Subject("room", task.roomId(), task.room()),
        Map.of("task", task.kind().name(), "note", kept));
  }

  /** The matter is over by itself. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void settle(UUID roomId, Kind kind) {
    table.settle(roomId, kind, clock.instant());
  }
}
