package dev.postern.access;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks up who asked for a PIN, on any node, again after a node died. */
@Configuration(proxyBeanMethods = false)
class PinRequestTask {
  static final TaskDescriptor<Void> NAME = TaskDescriptor.of("pin-request.look-up");

  /** After a surprise, such as a database that is away. */
  private static final Duration AFTER_A_SURPRISE = Duration.ofSeconds(10);

  @Bean
  Task<Void> lookUpPinRequest(ObjectProvider<PinRequests> requests) {
    return Tasks.custom(NAME)
        .onDeadExecutionRevive()
        .onFailure((complete, operations) ->
            operations.reschedule(complete, complete.getTimeDone().plus(AFTER_A_SURPRISE)))
        .execute((instance, _) -> {
          requests.getObject().lookUp(UUID.fromString(instance.getId()));
          return new CompletionHandler.OnCompleteRemove<>();
        });
  }
}
