package dev.postern.access;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.audit.AuditLog;
import dev.postern.audit.Subject;
import dev.postern.notification.Destination;
import dev.postern.notification.Via;
import dev.postern.people.ContactData;
import dev.postern.people.Recipient;
import dev.postern.people.Recipients;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Room;
import dev.postern.vault.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A recipient without a PIN asks for one at the kiosk. Whether the address is known is looked up
 * later and elsewhere than where it is asked, so neither the answer nor its time can tell; what is
 * sent goes only to what is on file.
 */
@Component
public class PinRequests {
  /** Requests answered at one kiosk in any hour. */
  static final int KIOSK_PER_HOUR = 30;

  /** PINs sent to one recipient on request in any hour. */
  static final int PERSON_PER_HOUR = 3;

  /** The same in any day. */
  static final int PERSON_PER_DAY = 6;

  /** More people behind one address are no household. */
  static final int MOST_PEOPLE = 12;

  /**
   * So long at the most until it is looked up: what the look-up costs shows at no other request.
   */
  private static final Duration LATEST_LOOK = Duration.ofSeconds(2);

  private static final Duration REMEMBERED = Duration.ofDays(90);

  private final PinRequestTable table;
  private final OneTimePins pins;
  private final Recipients recipients;
  private final Kiosks kiosks;
  private final Places places;
  private final AuditLog audit;
  private final ObjectProvider<Scheduler> scheduler; // it knows the task, which knows this
  private final Clock clock;

  PinRequests(
      PinRequestTable table,
      OneTimePins pins,
      Recipients recipients,
      Kiosks kiosks,
      Places places,
      AuditLog audit,
      ObjectProvider<Scheduler> scheduler,
      Clock clock) {
    this.table = table;
    this.pins = pins;
    this.recipients = recipients;
    this.kiosks = kiosks;
    this.places = places;
    this.audit = audit;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** What the kiosk is told; it depends on nothing but the property and the letters typed. */
  public enum Answer {
    /** If somebody's parcels are announced there, a PIN is on its way. */
    ASKED,
    /** It is neither an e-mail address nor a phone number. */
    NO_ADDRESS,
    /** The property does not offer it. */
    NOT_OFFERED
  }

  /**
   * Asks for a PIN. The same is done for every address, known or not.
   *
   * @param id made by the kiosk for each touch of its button: sent again it asks nothing twice
   * @param typed an e-mail address or a phone number as people write them
   */
  @Transactional
  public Answer ask(Kiosk kiosk, UUID id, String typed) {
    Property property = places.property(kiosk.room().propertyId());
    if (!property.requestPinOn()) return Answer.NOT_OFFERED;
    Optional<Destination> address = read(typed, property.country());
    if (address.isEmpty()) return Answer.NO_ADDRESS;
    Instant now = clock.instant();
    Secret plain = new Secret(address.get().via().name() + " " + address.get().address());
    if (table.ask(id, kiosk, plain, now)) {
      Duration wait =
          Duration.ofMillis(ThreadLocalRandom.current().nextLong(LATEST_LOOK.toMillis()));
      scheduler
          .getObject()
          .schedule(PinRequestTask.NAME.instance(id.toString()).build(), now.plus(wait));
    }
    return Answer.ASKED;
  }

  /** What became of the requests at a room since then. */
  @Transactional(readOnly = true)
  public Map<PinRequestOutcome, Integer> counts(Room room, Instant since) {
    return table.counts(room.id(), since);
  }

  /** Sends PINs to those whose address it is. Doing it twice does nothing more. */
  @Transactional
  void lookUp(UUID id) {
    Optional<PinRequestTable.Asked> asked = table.lockAsked(id);
    if (asked.isEmpty()) return;
    Kiosk kiosk = kiosks.kiosk(asked.get().kioskId());
    Property property = places.property(kiosk.room().propertyId());
    String[] plain = asked.get().address().reveal().split(" ", 2);
    Destination address = new Destination(Via.valueOf(plain[0]), plain[1]);
    PinRequestOutcome outcome = answer(id, kiosk, property, address);
    table.close(id, outcome);
    if (outcome != PinRequestOutcome.ANSWERED) {
      Room room = kiosk.room();
      refused(kiosk, property, new Subject("room", room.id(), room.name()), outcome);
    }
  }

  private PinRequestOutcome answer(UUID id, Kiosk kiosk, Property property, Destination address) {
    Instant now = clock.instant();
    if (!property.requestPinOn()) return PinRequestOutcome.SWITCHED_OFF;
    int answered = table.lockAndCountAnswered(kiosk.id(), now.minus(Duration.ofHours(1)));
    if (answered >= KIOSK_PER_HOUR) return PinRequestOutcome.KIOSK_LIMIT;
    List<Recipient> people = recipients.lockByAddress(property.id(), address);
    if (people.isEmpty()) return PinRequestOutcome.UNKNOWN;
    if (people.size() > MOST_PEOPLE) return PinRequestOutcome.TOO_MANY_PEOPLE;
    for (Recipient person : people) answer(id, kiosk, property, person, address.via(), now);
    return PinRequestOutcome.ANSWERED;
  }

  private void answer(
      UUID id, Kiosk kiosk, Property property, Recipient person, Via via, Instant now) {
    PinRequestOutcome outcome = outcome(property, person, via, now);
    if (outcome == PinRequestOutcome.SENT) {
      table.answer(id, person.id(), outcome, pins.sendRequested(kiosk, property, person, via), now);
      return;
    }
    table.answer(id, person.id(), outcome, null, now);
    refused(kiosk, property, new Subject("recipient", person.id(), person.name()), outcome);
  }

  private PinRequestOutcome outcome(Property property, Recipient person, Via via, Instant now) {
    if (!person.active()) return PinRequestOutcome.DEACTIVATED;
    if (person.optedOut()) return PinRequestOutcome.OPTED_OUT;
    if (!(Channel.of(property, person).get(via) instanceof Channel.Open)) {
      return PinRequestOutcome.CHANNEL_CLOSED;
    }
    boolean often =
        table.countSent(person.id(), now.minus(Duration.ofHours(1))) >= PERSON_PER_HOUR
            || table.countSent(person.id(), now.minus(Duration.ofDays(1))) >= PERSON_PER_DAY;
    return often ? PinRequestOutcome.LIMIT : PinRequestOutcome.SENT;
  }

  private void refused(Kiosk kiosk, Property property, Subject subject, PinRequestOutcome outcome) {
    audit.record(
        property.id(),
        Actor.kiosk(kiosk.id(), kiosk.name()),
        Act.PIN_REQUEST_REFUSED,
        subject,
        Map.of("because", outcome.name()));
  }

  /** Forgets old requests; run again and again, on any node. */
  @Transactional
  void forgetOld() {
    table.forget(clock.instant().minus(REMEMBERED));
  }

  private static Optional<Destination> read(String typed, String country) {
    return typed.contains("@")
        ? ContactData.email(typed)
            .map(email -> new Destination(Via.EMAIL, email.toLowerCase(Locale.ROOT)))
        : ContactData.phone(typed, country).map(phone -> new Destination(Via.SMS, phone));
  }
}
