package dev.postern.notification;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.postern.database.Uuid7;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A row and the task that sends it, both in the caller's transaction or neither. */
@Component
class Queue {
  private final NotificationTable notifications;
  private final SealedText texts;
  private final ObjectProvider<Scheduler> scheduler; // it knows the sender, which knows the queue

  Queue(NotificationTable notifications, SealedText texts, ObjectProvider<Scheduler> scheduler) {
    this.notifications = notifications;
    this.texts = texts;
    this.scheduler = scheduler;
  }

  UUID add(NewNotification queued, @Nullable UUID fallbackOf, Instant now) {
    UUID id = Uuid7.at(now);
    notifications.insert(id, queued, fallbackOf, texts.seal(queued.text(), id), now);
    scheduler.getObject().schedule(SendTask.NAME.instance(id.toString()).build(), now);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            scheduler.getObject().triggerCheckForDueExecutions();
          }
        });
    return id;
  }
}
