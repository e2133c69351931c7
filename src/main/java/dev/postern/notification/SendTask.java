package dev.postern.notification;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How db-scheduler runs the sender: on any node, again after a node died, at the pauses we say. */
@Configuration(proxyBeanMethods = false)
class SendTask {
  static final TaskDescriptor<Void> NAME = TaskDescriptor.of("notification.send");

  /** After an attempt that ended in a surprise, such as a database that is away. */
  private static final Duration AFTER_A_SURPRISE = Duration.ofSeconds(10);

  @Bean
  Task<Void> sendNotification(ObjectProvider<Sender> sender) {
    return Tasks.custom(NAME)
        .onDeadExecutionRevive()
        .onFailure((complete, operations) ->
            operations.reschedule(complete, complete.getTimeDone().plus(AFTER_A_SURPRISE)))
        .execute((instance, _) ->
            andThen(sender.getObject().attempt(UUID.fromString(instance.getId()))));
  }

  private static CompletionHandler<Void> andThen(Optional<Instant> next) {
    return (complete, operations) ->
        next.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::remove);
  }

  /** The scheduler ticks with the one clock of the program. */
  @Bean
  com.github.kagkarlsson.scheduler.Clock schedulerClock(Clock clock) {
    return clock::instant;
  }

  /** Two nodes on one machine must not take each other's leases for their own. */
  @Bean
  DbSchedulerCustomizer schedulerName() {
    String name = "postern-" + UUID.randomUUID();
    return new DbSchedulerCustomizer() {
      @Override
      public Optional<SchedulerName> schedulerName() {
        return Optional.of(new SchedulerName.Fixed(name));
      }
    };
  }
}
