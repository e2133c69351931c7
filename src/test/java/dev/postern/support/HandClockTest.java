package dev.postern.support;

import static dev.postern.support.Patience.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RehearsalTest
class HandClockTest {
  private static final TaskDescriptor<Void> OF_NOTHING = TaskDescriptor.of("notification.send");

  @Autowired HandClock clock;
  @Autowired Scheduler scheduler;

  /** The scheduler's own pause is a second of this clock, which stands still after the step. */
  @Test
  void letsWhatIsDueBeDoneAfterTheSmallestStep() {
    String id = UUID.randomUUID().toString();
    Duration step = Duration.ofMillis(100);
    scheduler.schedule(OF_NOTHING.instance(id).build(), clock.instant().plus(step));
    clock.advance(step);
    await("the task").until(() -> !isScheduled(id));
  }

  private boolean isScheduled(String id) {
    return scheduler
        .getScheduledExecution(TaskInstanceId.of(OF_NOTHING.getTaskName(), id))
        .isPresent();
  }
}
