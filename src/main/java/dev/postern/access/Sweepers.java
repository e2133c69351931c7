package dev.postern.access;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What time itself must settle; any node does it, one at a time. */
@Configuration(proxyBeanMethods = false)
class Sweepers {
  private static final Duration UNSETTLED_EVERY = Duration.ofSeconds(2);
  private static final Duration EXPIRED_EVERY = Duration.ofSeconds(30);

  @Bean
  RecurringTask<Void> settleUnsettledEntries(ObjectProvider<Conclude> conclude) {
    return Tasks.recurring(TaskDescriptor.of("entries.settle"), FixedDelay.of(UNSETTLED_EVERY))
        .execute((_, _) -> conclude.getObject().settleUnsettled());
  }

  @Bean
  RecurringTask<Void> endExpiredKeys(ObjectProvider<AccessKeys> keys) {
    return Tasks.recurring(TaskDescriptor.of("keys.end-expired"), FixedDelay.of(EXPIRED_EVERY))
        .execute((_, _) -> keys.getObject().endExpired());
  }
}
