package dev.postern.support;

import dev.postern.access.OneTimePinRequest;
import dev.postern.access.OneTimePins;
import dev.postern.access.RevealAnswer;
import dev.postern.access.SendAnswer;
import dev.postern.audit.Actor;
import dev.postern.door.AddedDoor;
import dev.postern.door.Doors;
import dev.postern.limit.Limit;
import dev.postern.notification.Via;
import dev.postern.people.NewRecipient;
import dev.postern.people.NewStaffMember;
import dev.postern.people.Recipient;
import dev.postern.people.RecipientFilter;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.people.Staff;
import dev.postern.people.StaffMember;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.place.Organization;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Room;
import dev.postern.vault.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;

/**
 * The people and places that everybody knows, in a property of their own: Ana in Maple 4B, the desk
 * and the manager of River Street, two kiosks at one room, a simulated door.
 */
public final class Cast {
  /** What everybody on the staff signs in with. */
  public static final Secret PASSWORD = new Secret("the doorman knows it");

  private static final AtomicInteger COUNT = new AtomicInteger();

  public final Property property;
  public final Room maple;
  public final Room annex;
  public final Kiosk kiosk;
  public final Kiosk secondKiosk;
  public final Kiosk annexKiosk;
  public final UUID door;
  public final StaffMember manager;
  public final StaffMember desk;

  private final ApplicationContext program;
  private final Recipients recipients;

  public Cast(ApplicationContext program) {
    this.program = program;
    Places places = program.getBean(Places.class);
    Kiosks kiosks = program.getBean(Kiosks.class);
    Staff staff = program.getBean(Staff.class);
    recipients = program.getBean(Recipients.class);
    int number = COUNT.incrementAndGet();
    Organization organization =
        places.organization().orElseGet(() -> places.found(Actor.SYSTEM, "The Rivers", true));
    property =
        places.addProperty(
            Actor.SYSTEM,
            organization,
            "River Street " + number,
            "1 River Street",
            ZoneId.of("America/New_York"),
            "US",
            "en");
    maple = places.addRoom(Actor.SYSTEM, property.id(), "Maple Room");
    annex = places.addRoom(Actor.SYSTEM, property.id(), "Annex");
    kiosk = kiosks.add(Actor.SYSTEM, maple, "Maple kiosk");
    secondKiosk = kiosks.add(Actor.SYSTEM, maple, "Maple kiosk 2");
    annexKiosk = kiosks.add(Actor.SYSTEM, annex, "Annex kiosk");
    door =
        ((AddedDoor.Added) program.getBean(Doors.class).addSimulated(maple.id(), "Maple door"))
            .door()
            .id();
    manager = member(staff, organization, "Rosa", "manager", Role.MANAGER, number);
    desk = member(staff, organization, "Sam", "desk", Role.STAFF, number);
  }

  public Actor rosa() {
    return Actor.staff(manager.id(), manager.name());
  }

  /** A code for this kiosk's next screen, when the wrong ones of other tests are forgotten. */
  public String pairingCode(Kiosk kiosk) {
    program.getBean(HandClock.class).advance(Limit.PAIRING_TRIES.emptiesIn());
    return program.getBean(Kiosks.class).invite(Actor.SYSTEM, kiosk.id()).reveal();
  }

  /** A key to the Maple Room for a day, as its recipient would read it. */
  public RevealAnswer.Revealed oneTimePin(Recipient recipient) {
    OneTimePins oneTimePins = program.getBean(OneTimePins.class);
    Property asSetByNow = program.getBean(Places.class).property(property.id());
    Instant tomorrow = program.getBean(HandClock.class).instant().plus(Duration.ofHours(24));
    var request = new OneTimePinRequest(maple.id(), Set.of(Via.EMAIL), tomorrow, "");
    var sent = (SendAnswer.Sent) oneTimePins.send(rosa(), asSetByNow, recipient.id(), request);
    return (RevealAnswer.Revealed)
        oneTimePins.reveal(rosa(), property, sent.id(), "to try the kiosk");
  }

  /** A recipient with an e-mail address and a phone. */
  public Recipient ana() {
    return add(ana("Maple 4B", "ana@mail.example", "718 555 0150"));
  }

  /** A recipient as a file gives one, to be changed. */
  public static NewRecipient ana(String unit, String email, String phone) {
    return new NewRecipient(
        null, "Ana", "Ibáñez", unit, email, phone, "", "", "en", false, false, true, true);
  }

  /** Adds a recipient under a unit that no other has, so that it is found again. */
  public Recipient add(NewRecipient given) {
    String unit = "u" + COUNT.incrementAndGet();
    NewRecipient one =
        new NewRecipient(
            given.externalId(),
            given.firstName(),
            given.lastName(),
            unit,
            given.email(),
            given.phone(),
            given.preferredEmail(),
            given.preferredPhone(),
            given.language(),
            given.lowShelf(),
            given.optedOut(),
            given.emailOn(),
            given.smsOn());
    var imported = recipients.add(Actor.SYSTEM, property, List.of(one));
    if (imported.count() != 1) throw new IllegalArgumentException(imported.errors().toString());
    return recipients
        .search(property.id(), unit, RecipientFilter.ACTIVE, null, 10)
        .recipients()
        .stream()
        .filter(found -> found.unit().equals(unit))
        .findFirst()
        .orElseThrow();
  }

  private StaffMember member(
      Staff staff, Organization organization, String first, String mailbox, Role role, int n) {
    return staff.add(
        Actor.SYSTEM,
        organization,
        new NewStaffMember(
            first, "Rivera", mailbox + n + "@river.example", role, Set.of(property.id())),
        PASSWORD);
  }
}
