package dev.postern.people;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks up who forgot their password on any node, again after a node died. */
@Configuration(proxyBeanMethods = false)
class PasswordResetTask {
  static final TaskDescriptor<Void> NAME = TaskDescriptor.of("password-reset.look-up");

  /** After a surprise, such as a database that is away. */
  private static final Duration AFTER_A_SURPRISE = Duration.ofSeconds(10);

  @Bean
  Task<Void> lookUpPasswordReset(ObjectProvider<ForgottenPasswords> forgotten) {
    return Tasks.custom(NAME)
        .onDeadExecutionRevive()
        .onFailure((complete, operations) ->
            operations.reschedule(complete, complete.getTimeDone().plus(AFTER_A_SURPRISE)))
        .execute((instance, _) -> {
          forgotten.getObject().lookUp(UUID.fromString(instance.getId()));
          return new CompletionHandler.OnCompleteRemove<>();
        });
  }
}
