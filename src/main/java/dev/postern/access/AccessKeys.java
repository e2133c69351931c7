package dev.postern.access;

import dev.postern.access.AccessKeyTable.NewKey;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.database.Uuid7;
import dev.postern.limit.Limit;
import dev.postern.limit.Limits;
import dev.postern.people.People;
import dev.postern.place.Property;
import dev.postern.vault.Secret;
import dev.postern.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What proves a grant: found by a keyed hash, sealed while live, erased when it ends. */
@Component
public class AccessKeys {
  /** A number that ended is given to nobody for so long: who remembers it must find it dead. */
  static final Duration REST = Duration.ofDays(90);

  /** So many draws in vain say that something is wrong, not that luck is bad. */
  static final int MOST_DRAWS = 100;

  private final AccessKeyTable table;
  private final LivePins live;
  private final Vault vault;
  private final AuditLog audit;
  private final Limits limits;
  private final Clock clock;

  AccessKeys(
      AccessKeyTable table,
      LivePins live,
      Vault vault,
      AuditLog audit,
      Limits limits,
      Clock clock) {
    this.table = table;
    this.live = live;
    this.vault = vault;
    this.audit = audit;
    this.limits = limits;
    this.clock = clock;
  }

  /** Every key ever issued to a person, the newest first. */
  @Transactional(readOnly = true)
  public List<AccessKey> ofPerson(UUID personId) {
    return table.ofPerson(personId, clock.instant());
  }

  /** The key, if it opens, or ever opened, a door of this property. */
  @Transactional(readOnly = true)
  public Optional<AccessKey> find(UUID propertyId, UUID id) {
    return table.find(propertyId, id, clock.instant());
  }

  /** The properties at whose doors a key is, or was, known. */
  @Transactional(readOnly = true)
  public Set<UUID> properties(UUID id) {
    return table.properties(id);
  }

  /**
   * The keys of a property, the newest first.
   *
   * @param before the cursor of the page before, or null for the first page
   */
  @Transactional(readOnly = true)
  public Page list(UUID propertyId, AccessKeyFilter filter, @Nullable UUID before, int size) {
    List<String> words = People.words(filter.owner());
    if (words.isEmpty() && !filter.owner().isBlank()) return new Page(List.of(), null);
    List<AccessKeyTable.Row> rows =
        table.list(propertyId, filter, words, before, size + 1, clock.instant());
    boolean more = rows.size() > size;
    List<AccessKeyTable.Row> shown = more ? rows.subList(0, size) : rows;
    return new Page(
        shown.stream().map(AccessKeyTable.Row::key).toList(), more ? shown.getLast().id() : null);
  }

  /**
   * @param next the cursor that the next page begins after, or null on the last one
   */
  public record Page(List<AccessKey> keys, @Nullable UUID next) {}

  /**
   * Shows a live key to staff. That it was shown is committed to the audit log before it is read.
   *
   * @param reason why, in words; required unless the key is the reader's own
   */
  public KeyRevealAnswer reveal(Actor actor, Property property, UUID id, String reason) {
    Optional<AccessKey> found = find(property.id(), id).filter(AccessKey::readable);
    if (found.isEmpty()) return new KeyRevealAnswer.Ended();
    AccessKey key = found.get();
    boolean own = key.personId().equals(actor.id());
    if (!own && reason.isBlank()) return new KeyRevealAnswer.ReasonRequired();
    Limit limit = own ? Limit.OWN_REVEALS : Limit.REVEALS;
    Optional<Duration> pause = limits.take(limit, String.valueOf(actor.id()));
    if (pause.isPresent()) return new KeyRevealAnswer.TooMany(pause.get());
    String written = reason.strip();
    Map<String, String> details = new HashMap<>(key.details());
    details.put("reason", written.substring(0, Math.min(written.length(), Offer.LONGEST_REASON)));
    audit.record(property.id(), actor, Act.KEY_REVEALED, key.subject(), details);
    return table
        .value(id)
        .<KeyRevealAnswer>map(
            value -> new KeyRevealAnswer.Revealed(key.form(), asRead(key.form(), value)))
        .orElseGet(KeyRevealAnswer.Ended::new);
  }

  /** A PIN in groups; a QR code's text as it is. */
  static Secret asRead(Form form, Secret value) {
    return form == Form.PIN ? Pin.read(value.reveal()).orElseThrow().grouped() : value;
  }

  /** A new PIN and a new QR code of one grant, in the caller's transaction. */
  LiveKeys issue(UUID grantId, Property property, String unit, Instant now) {
    UUID propertyId = property.id();
    int digits = live.randomDigits(property);
    Secret qr = QrText.draw();
    if (!table.add(propertyId, grantId, key(Form.QR, qr, now), now)) {
      throw new IllegalStateException("130 random bits were drawn twice");
    }
    // The database says whether a number is free: live or resting ones are drawn again.
    for (int draw = 0; draw < MOST_DRAWS; draw++) {
      Pin pin = Pin.draw(digits, unit);
      if (table.add(propertyId, grantId, key(Form.PIN, pin.digits(), now), now)) {
        return new LiveKeys(pin, qr);
      }
    }
    throw new IllegalStateException("No free PIN was found in %d draws".formatted(MOST_DRAWS));
  }

  private static NewKey key(Form form, Secret value, Instant now) {
    return new NewKey(Uuid7.at(now), form, value, "", null, false);
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
    end(List.of(grantId), now);
  }

  /** The same for several. */
  void end(List<UUID> grantIds, Instant now) {
    table.end(grantIds, now, now.plus(REST));
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
