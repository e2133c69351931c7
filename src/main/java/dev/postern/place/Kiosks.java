package dev.postern.place;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.database.ShortMemory;
import dev.postern.database.Uuid7;
import dev.postern.vault.Secret;
import dev.postern.vault.Secrets;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Kiosks and how a screen becomes one: staff are shown a pairing code, the screen sends it once and
 * gets a credential of its own, which staff can withdraw at any time.
 */
@Component
public class Kiosks {
  /** Long enough to walk from the desk to the door. */
  public static final Duration PAIRING_CODE_LIFE = Duration.ofMinutes(15);

  private final KioskTable table;
  private final AuditLog audit;
  private final Clock clock;
  private final ShortMemory<ByteBuffer, Kiosk> paired = new ShortMemory<>();

  Kiosks(KioskTable table, AuditLog audit, Clock clock) {
    this.table = table;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional
  public Kiosk add(Actor actor, Room room, String name) {
    Instant now = clock.instant();
    UUID id = Uuid7.at(now);
    table.add(id, room.id(), name.strip(), now);
    Kiosk kiosk = kiosk(id);
    remember(kiosk, actor, Act.KIOSK_ADDED);
    return kiosk;
  }

  /**
   * A code of ten digits that pairs one screen with this kiosk; an older code stops working, the
   * screen that holds the kiosk now goes on until the code is used.
   */
  @Transactional
  public Secret invite(Actor actor, UUID kioskId) {
    Secret code = Secrets.digits(10);
    table.setPairingCode(kioskId, Secrets.hash(code), clock.instant().plus(PAIRING_CODE_LIFE));
    remember(kiosk(kioskId), actor, Act.KIOSK_INVITED);
    return code;
  }

  /**
   * A credential for the screen that knows the code, or empty if the code is wrong, old or used.
   */
  @Transactional
  public Optional<Secret> pair(Secret code) {
    Secret credential = Secrets.random();
    Instant now = clock.instant();
    paired.forget();
    return table
        .pair(Secrets.hash(code), Secrets.hash(credential), now)
        .map(kioskId -> {
          Kiosk kiosk = kiosk(kioskId);
          remember(kiosk, Actor.kiosk(kioskId, kiosk.name()), Act.KIOSK_PAIRED);
          return credential;
        });
  }

  /**
   * The paired kiosk that holds this credential; empty when it was revoked. What another node
   * changed counts here after a second at the latest.
   */
  public Optional<Kiosk> byCredential(Secret credential) {
    byte[] hash = Secrets.hash(credential);
    return paired.get(ByteBuffer.wrap(hash), _ -> table.byCredential(hash));
  }

  /** Withdraws the credential: the screen shows the pairing page at its next request. */
  @Transactional
  public void revoke(Actor actor, UUID kioskId) {
    paired.forget();
    if (table.revoke(kioskId, clock.instant())) remember(kiosk(kioskId), actor, Act.KIOSK_REVOKED);
  }

  /** Notes the kiosk's heartbeat. */
  @Transactional
  public void seen(UUID kioskId) {
    table.seen(kioskId, clock.instant());
  }

  @Transactional(readOnly = true)
  public Kiosk kiosk(UUID id) {
    return table.kiosk(id).orElseThrow();
  }

  @Transactional(readOnly = true)
  public Optional<Kiosk> find(UUID id) {
    return table.kiosk(id);
  }

  @Transactional(readOnly = true)
  public List<Kiosk> ofProperty(UUID propertyId) {
    return table.ofProperty(propertyId);
  }

  private void remember(Kiosk kiosk, Actor actor, Act act) {
    audit.record(
        kiosk.room().propertyId(),
        actor,
        act,
        new Subject("kiosk", kiosk.id(), kiosk.name()),
        Map.of("room", kiosk.room().name()));
  }
}
