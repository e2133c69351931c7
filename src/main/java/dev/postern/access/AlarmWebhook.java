package dev.postern.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.postern.place.Room;
import dev.postern.vault.Secret;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/**
 * Alarms for other programs: one signed POST each, told in the transaction of what it is about and
 * sent after it, again for a day until somebody says 2xx. The header {@code Postern-Signature} is
 * the HMAC-SHA-256 of the body in hex; {@code id} is the same however often it comes.
 */
@Configuration(proxyBeanMethods = false)
class AlarmWebhook {
  private static final Logger LOG = LoggerFactory.getLogger(AlarmWebhook.class);
  private static final TaskDescriptor<String> NAME =
      TaskDescriptor.of("alarm.webhook", String.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 9; // then about an hour and a half between tries
  private static final int MOST_TRIES = 25;

  private final AlarmSettings settings;
  private final ObjectProvider<SchedulerClient> scheduler;
  private final JsonMapper json;

  AlarmWebhook(AlarmSettings settings, ObjectProvider<SchedulerClient> scheduler, JsonMapper json) {
    this.settings = settings;
    this.scheduler = scheduler;
    this.json = json;
  }

  /** Nothing, unless a webhook is set. */
  void tell(Room room, String alarm, UUID id, @Nullable UUID entryId, Instant at) {
    if (settings.webhook() == null) return;
    Map<String, String> body = new LinkedHashMap<>();
    body.put("id", id.toString());
    body.put("alarm", alarm);
    body.put("at", at.toString());
    body.put("room", room.name());
    body.put("roomId", room.id().toString());
    body.put("propertyId", room.propertyId().toString());
    if (entryId != null) body.put("entryId", entryId.toString());
    scheduler
        .getObject()
        .scheduleIfNotExists(
            NAME.instance(id.toString()).data(json.writeValueAsString(body)).scheduledTo(at));
  }

  @Bean
  Task<String> sendAlarm() {
    return Tasks.custom(NAME)
        .onDeadExecutionRevive()
        .onFailure((complete, operations) -> {
          int failures = complete.getExecution().consecutiveFailures;
          if (failures >= MOST_TRIES) {
            LOG.error("Alarm {} was not taken", complete.getExecution().taskInstance.getId());
            operations.remove();
            return;
          }
          Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
          operations.reschedule(complete, complete.getTimeDone().plus(pause));
        })
        .execute((instance, _) -> {
          post(instance.getData());
          return new CompletionHandler.OnCompleteRemove<>();
        });
  }

  private void post(String body) {
    Secret secret = settings.secret();
    if (settings.webhook() == null || secret == null) return;
    HttpRequest request =
        HttpRequest.newBuilder(settings.webhook())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Postern-Signature", signature(body, secret))
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) throw new IllegalStateException("The webhook said " + status);
    } catch (IOException e) {
      throw new IllegalStateException("The webhook could not be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The program ends", e);
    }
  }

  private static String signature(String body, Secret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.reveal().getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", e);
    }
  }
}
