package dev.postern.notification;

import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a notification says, sealed and bound to its row, so that it can't be moved to another. */
@Component
class SealedText {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private final Vault vault;

  SealedText(Vault vault) {
    this.vault = vault;
  }

  byte[] seal(OneTimePinText text, UUID notification) {
    var plain =
        new Plain(
            text.recipientName(),
            text.propertyName(),
            text.roomName(),
            text.pin().reveal(),
            text.pinGrouped().reveal(),
            text.qr().reveal(),
            text.expiresAt().toString(),
            text.zone().getId());
    return vault.seal(new Secret(JSON.writeValueAsString(plain)), boundTo(notification));
  }

  OneTimePinText open(byte[] sealed, UUID notification) {
    Plain plain = JSON.readValue(vault.open(sealed, boundTo(notification)).reveal(), Plain.class);
    return new OneTimePinText(
        plain.recipient,
        plain.property,
        plain.room,
        new Secret(plain.pin),
        new Secret(plain.grouped),
        new Secret(plain.qr),
        Instant.parse(plain.expires),
        ZoneId.of(plain.zone));
  }

  private static String boundTo(UUID notification) {
    return "notification:" + notification;
  }

  private record Plain(
      String recipient,
      String property,
      String room,
      String pin,
      String grouped,
      String qr,
      String expires,
      String zone) {
    @Override
    public String toString() {
      return "•••";
    }
  }
}
