package dev.postern.rehearsal;

import dev.postern.audit.Actor;
import dev.postern.door.AddedDoor;
import dev.postern.door.DoorField;
import dev.postern.door.Doors;
import dev.postern.door.SimulatedDoors;
import dev.postern.people.NewStaffMember;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.people.Staff;
import dev.postern.place.Kiosks;
import dev.postern.place.Organization;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.PropertySettings;
import dev.postern.place.Room;
import dev.postern.vault.Secret;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The property that everybody rehearses at: its people, its room, its kiosk and its paper door. */
@Component
@OnlyInRehearsal
class RiverStreet {
  static final String PROPERTY = "River Street";
  static final String ROOM = "Maple Room";
  static final String MANAGER = "manager@river-street.example";
  static final String STAFF = "desk@river-street.example";

  private final Places places;
  private final Kiosks kiosks;
  private final Doors doors;
  private final Recipients recipients;
  private final Staff staff;
  private final SignInFile signIn;

  RiverStreet(
      Places places,
      Kiosks kiosks,
      Doors doors,
      Recipients recipients,
      Staff staff,
      SignInFile signIn) {
    this.places = places;
    this.kiosks = kiosks;
    this.doors = doors;
    this.recipients = recipients;
    this.staff = staff;
    this.signIn = signIn;
  }

  /**
   * Builds all of it in one transaction. The password is on the disk before a row is: a start that
   * is killed in the middle leaves a file that the next one replaces, and no row.
   *
   * @throws IllegalStateException if the site has its organization already; nothing changes then
   */
  @Transactional
  public void build() {
    Organization organization = places.found(Actor.SYSTEM, "River Street Residences", true);
    Secret password = signIn.renew();
    Property property = property(organization);
    Room room = places.addRoom(Actor.SYSTEM, property.id(), ROOM);
    kiosks.add(Actor.SYSTEM, room, ROOM + " kiosk");
    addDoor(room);
    addRecipients(property);
    add(organization, property, password, "Rosa", "Delgado", MANAGER, Role.MANAGER);
    add(organization, property, password, "Sam", "Okafor", STAFF, Role.STAFF);
  }

  private Property property(Organization organization) {
    Property property =
        places.addProperty(
            Actor.SYSTEM,
            organization,
            PROPERTY,
            "18 River Street, New York, NY",
            ZoneId.of("America/New_York"),
            "US",
            "en");
    places.change(Actor.SYSTEM, property, PropertySettings.of(property).requestPin(true));
    return property;
  }

  private void addDoor(Room room) {
    AddedDoor answer =
        doors.add(
            room.id(),
            ROOM + " door",
            SimulatedDoors.DRIVER,
            Map.of(DoorField.CONTACT.name(), DoorField.OPEN_WHEN_ON),
            null);
    if (answer instanceof AddedDoor.Refused(var faults)) {
      throw new IllegalStateException("The simulated door was refused: " + faults);
    }
  }

  private void addRecipients(Property property) {
    var imported = recipients.add(Actor.SYSTEM, property, RiverStreetRecipients.read());
    if (!imported.errors().isEmpty()) {
      throw new IllegalStateException("Sample recipients were refused: " + imported.errors());
    }
  }

  private void add(
      Organization organization,
      Property property,
      Secret password,
      String firstName,
      String lastName,
      String email,
      Role role) {
    staff.add(
        Actor.SYSTEM,
        organization,
        new NewStaffMember(firstName, lastName, email, role, Set.of(property.id())),
        password);
  }
}
