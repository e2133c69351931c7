package dev.postern.access;

import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What proves a grant: found by a keyed hash, sealed while live, erased when it ends. */
@Component
public class AccessKeys {
  /** A number that ended is given to nobody for so long: who remembers it must find it dead. */
  static final Duration REST = Duration.ofDays(90);

  private static final int MOST_DRAWS = 100;

  private final AccessKeyTable table;
  private final Vault vault;
  private final Clock clock;

  AccessKeys(AccessKeyTable table, Vault vault, Clock clock) {
    this.table = table;
    this.vault = vault;
    this.clock = clock;
  }

  /** Every key ever issued to a person, the newest first. */
  @Transactional(readOnly = true)
  public List<AccessKey> ofPerson(UUID personId) {
    return table.ofPerson(personId, clock.instant());
  }

  /** A new PIN and a new QR code of one grant, in the caller's transaction. */
  LiveKeys issue(UUID grantId, UUID propertyId, Instant now) {
    Secret qr = QrText.draw();
    if (!table.add(propertyId, grantId, Form.QR, qr, now)) {
      throw new IllegalStateException("130 random bits were drawn twice");
    }
    // The database says whether a number is free: live or resting ones are drawn again.
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      Pin pin = Pin.draw();
      if (table.add(propertyId, grantId, Form.PIN, pin.digits(), now)) {
        return new LiveKeys(pin, qr);
      }
    }
    throw new IllegalStateException("No free PIN was found in %d draws".formatted(MOST_DRAWS));
  }

  /** The PIN and the QR code of a grant, or empty once they ended. */
  @Transactional(readOnly = true)
  Optional<LiveKeys> live(UUID grantId) {
    Optional<Secret> pin = table.live(grantId, Form.PIN);
    Optional<Secret> qr = table.live(grantId, Form.QR);
    if (pin.isEmpty() || qr.isEmpty()) return Optional.empty();
    return Pin.read(pin.get().reveal()).map(read -> new LiveKeys(read, qr.get()));
  }

  /** Ends every key of a grant: the values are erased, only their hashes stay and rest. */
  void end(UUID grantId, Instant now) {
    table.end(grantId, now, now.plus(REST));
  }

  /** Ends the keys of grants that expired; run again and again, on any node. */
  @Transactional
  int endExpired() {
    Instant now = clock.instant();
    return table.endExpired(now, now.plus(REST));
  }

  /** The hash under which a shown key is found. */
  byte[] index(UUID propertyId, Form form, Secret value) {
    return vault.index(propertyId, form.name(), value);
  }
}
