package dev.postern.access;

import dev.postern.vault.Secret;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who else is told of alarms at doors.
 *
 * @param webhook {@code postern.alarm.webhook}: an address that takes a POST for each alarm; none
 *     if it is not set
 * @param secret {@code postern.alarm.secret}: what the POST is signed with; needed with a webhook
 */
@ConfigurationProperties("postern.alarm")
record AlarmSettings(@Nullable URI webhook, @Nullable Secret secret) {
  AlarmSettings {
    if (webhook != null) {
      String scheme = String.valueOf(webhook.getScheme());
      if (!Set.of("http", "https").contains(scheme) || webhook.getHost() == null) {
        throw new IllegalArgumentException(
            "postern.alarm.webhook: \"" + webhook + "\" is not an address of the web");
      }
      if (secret == null || secret.reveal().length() < 16) {
        throw new IllegalArgumentException(
            "postern.alarm.secret: a webhook needs a secret of 16 characters or more");
      }
    }
  }
}
