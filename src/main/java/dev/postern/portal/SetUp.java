package dev.postern.portal;

import dev.postern.audit.Actor;
import dev.postern.door.AddedDoor;
import dev.postern.door.DoorFault;
import dev.postern.people.NewStaffMember;
import dev.postern.people.Role;
import dev.postern.people.Staff;
import dev.postern.people.StaffMember;
import dev.postern.place.Kiosks;
import dev.postern.place.Organization;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Room;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes a site out of nothing, or leaves nothing. */
@Component
class SetUp {
  private final Places places;
  private final Kiosks kiosks;
  private final RoomDoors doors;
  private final Staff staff;

  SetUp(Places places, Kiosks kiosks, RoomDoors doors, Staff staff) {
    this.places = places;
    this.kiosks = kiosks;
    this.doors = doors;
    this.staff = staff;
  }

  /**
   * @return the first administrator
   * @throws DoorRefused and nothing is kept, if the door cannot be added
   * @throws IllegalStateException if somebody else was quicker
   */
  @Transactional
  public StaffMember found(SetUpForm form) {
    Actor actor = Actor.SYSTEM;
    Organization organization = places.found(actor, form.organization(), false);
    Property property =
        places.addProperty(
            actor,
            organization,
            form.property(),
            form.address(),
            ZoneId.of(form.zone()),
            form.country(),
            form.language());
    Room room = places.addRoom(actor, property.id(), form.room());
    kiosks.add(actor, room, form.kiosk());
    addDoor(form, room);
    return staff.add(
        actor,
        organization,
        new NewStaffMember(
            form.firstName(),
            form.lastName(),
            form.email(),
            Role.ADMINISTRATOR,
            Set.of(),
            form.language()),
        form.password());
  }

  private void addDoor(SetUpForm form, Room room) {
    switch (form.door()) {
      case NONE -> {}
      case SHELLY -> {
        AddedDoor answer =
            doors.add(
                Actor.SYSTEM,
                room,
                room.name(),
                "shelly",
                Map.of("host", form.doorHost()),
                form.doorPassword());
        if (answer instanceof AddedDoor.Refused(List<DoorFault> faults)) {
          throw new DoorRefused(faults);
        }
      }
    }
  }

  /** Takes everything back that was written before the door. */
  static final class DoorRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<DoorFault> faults;

    DoorRefused(List<DoorFault> faults) {
      super("door refused", null, false, false);
      this.faults = faults;
    }

    List<DoorFault> faults() {
      return faults;
    }
  }
}
