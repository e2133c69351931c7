package dev.postern.notification;

import static java.util.Objects.requireNonNull;

import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a notification says, sealed and bound to its row, so that it can't be moved to another. */
@Component
class SealedText {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Vault vault;

  SealedText(Vault vault) {
    this.vault = vault;
  }

  byte[] seal(NotificationText text, UUID notification) {
    return vault.seal(
        new Secret(JSON.writeValueAsString(plain(text).values)), boundTo(notification));
  }

  NotificationText open(byte[] sealed, UUID notification) {
    String plain = vault.open(sealed, boundTo(notification)).reveal();
    return text(new Plain(JSON.readValue(plain, new TypeReference<Map<String, String>>() {})));
  }

  private static String boundTo(UUID notification) {
    return "notification:" + notification;
  }

  private static Plain plain(NotificationText text) {
    var plain = new Plain(new TreeMap<>()).put("kind", text.tells().name());
    return switch (text) {
      case OneTimePinText is ->
          plain
              .put("recipient", is.recipientName())
              .put("property", is.propertyName())
              .put("room", is.roomName())
              .put("pin", is.pin())
              .put("grouped", is.pinGrouped())
              .put("qr", is.qr())
              .put("expires", is.expiresAt().toString())
              .put("zone", is.zone().getId());
      case AccessKeyText is ->
          plain
              .put("person", is.personName())
              .put("property", is.propertyName())
              .put("pin", is.pin())
              .put("grouped", is.pinGrouped())
              .put("qr", is.qr());
      case LinkText is ->
          plain
              .put("link", is.kind().name())
              .put("person", is.personName())
              .put("property", is.propertyName())
              .put("by", is.byName())
              .put("address", is.address())
              .put("expires", is.expiresAt().toString())
              .put("zone", is.zone().getId());
      case NoticeText is ->
          plain
              .put("notice", is.kind().name())
              .put("person", is.personName())
              .put("property", is.propertyName())
              .put("by", is.byName())
              .put("what", is.what());
    };
  }

  private static NotificationText text(Plain plain) {
    // What was queued before there were kinds is a one-time PIN.
    String kind = plain.values.getOrDefault("kind", Notification.Kind.ONE_TIME_PIN.name());
    return switch (Notification.Kind.valueOf(kind)) {
      case ONE_TIME_PIN ->
          new OneTimePinText(
              plain.get("recipient"),
              plain.get("property"),
              plain.get("room"),
              new Secret(plain.get("pin")),
              new Secret(plain.get("grouped")),
              new Secret(plain.get("qr")),
              Instant.parse(plain.get("expires")),
              ZoneId.of(plain.get("zone")));
      case ACCESS_KEY ->
          new AccessKeyText(
              plain.get("person"),
              plain.get("property"),
              plain.secret("pin"),
              plain.secret("grouped"),
              plain.secret("qr"));
      case LINK ->
          new LinkText(
              LinkText.Kind.valueOf(plain.get("link")),
              plain.get("person"),
              plain.get("property"),
              plain.get("by"),
              new Secret(plain.get("address")),
              Instant.parse(plain.get("expires")),
              ZoneId.of(plain.get("zone")));
      case NOTICE ->
          new NoticeText(
              NoticeText.Kind.valueOf(plain.get("notice")),
              plain.get("person"),
              plain.get("property"),
              plain.get("by"),
              plain.get("what"));
    };
  }

  /** What is sealed, by name. */
  private record Plain(Map<String, String> values) {
    Plain put(String name, String value) {
      values.put(name, value);
      return this;
    }

    Plain put(String name, @Nullable Secret value) {
      return value == null ? this : put(name, value.reveal());
    }

    String get(String name) {
      return requireNonNull(values.get(name), name);
    }

    @Nullable Secret secret(String name) {
      String value = values.get(name);
      return value == null ? null : new Secret(value);
    }

    @Override
    public String toString() {
      return "•••";
    }
  }
}
