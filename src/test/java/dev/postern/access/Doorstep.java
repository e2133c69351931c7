package dev.postern.access;

import dev.postern.audit.Actor;
import dev.postern.door.AddedDoor;
import dev.postern.door.Doors;
import dev.postern.door.SimulatedDoors;
import dev.postern.notification.Via;
import dev.postern.people.Recipient;
import dev.postern.place.Kiosk;
import dev.postern.place.Kiosks;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.place.Room;
import dev.postern.support.Cast;
import dev.postern.support.QuietProgram;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A room with a simulated door, kiosks beside it, and one recipient who is sent PIN after PIN. */
final class Doorstep {
  final UUID room;
  final List<RoamingKiosk> kiosks = new ArrayList<>();

  private final QuietProgram program;
  private final Property property;
  private final Recipient recipient;
  private final UUID door;

  record SentPin(UUID grant, String digits) {}

  private Doorstep(QuietProgram program, Property property, Recipient recipient, Room room) {
    this.program = program;
    this.property = property;
    this.recipient = recipient;
    this.room = room.id();
    var added = program.bean(Doors.class).addSimulated(room.id(), "Door of " + room.name());
    door = ((AddedDoor.Added) added).door().id();
  }

  /**
   * So many in one property. Its PINs are the longest there are: of short ones a room's budget has
   * room for only few to be looked up at the same moment, and then the guard would turn people away
   * before the race between them begins.
   */
  static List<Doorstep> add(QuietProgram program, HttpClient http, int count, int kiosksEach) {
    Cast cast = new Cast(program.context());
    Places places = program.bean(Places.class);
    program
        .bean(JdbcClient.class)
        .sql("update property set pin_length = ? where id = ?")
        .params(Property.LONGEST_PIN, cast.property.id())
        .update();
    Property property = places.property(cast.property.id());
    List<Doorstep> doorsteps = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      Room room = places.addRoom(Actor.SYSTEM, property.id(), "Room " + n);
      Doorstep doorstep = new Doorstep(program, property, cast.ana(), room);
      for (int k = 0; k < kiosksEach; k++) doorstep.addKiosk(http, room, "Kiosk " + n + "-" + k);
      doorsteps.add(doorstep);
    }
    return doorsteps;
  }

  private void addKiosk(HttpClient http, Room room, String name) {
    Kiosks all = program.bean(Kiosks.class);
    Kiosk kiosk = all.add(Actor.SYSTEM, room, name);
    String cookie = all.pair(all.invite(Actor.SYSTEM, kiosk.id())).orElseThrow().reveal();
    kiosks.add(new RoamingKiosk(http, "__Host-postern-kiosk=" + cookie));
  }

  /** A new one-time PIN; an older one that was not used is replaced. */
  SentPin send() {
    var until = program.bean(Clock.class).instant().plus(Duration.ofHours(24));
    var request = new OneTimePinRequest(room, Set.of(Via.EMAIL), until, "locked out");
    SendAnswer answer =
        program.bean(OneTimePins.class).send(Actor.SYSTEM, property, recipient.id(), request);
    UUID grant = ((SendAnswer.Sent) answer).id();
    LiveKeys live = program.bean(AccessKeys.class).live(grant).orElseThrow();
    return new SentPin(grant, live.pin().digits().reveal());
  }

  /** How often the door was released. */
  int pulses() {
    return program.bean(SimulatedDoors.class).state(door).orElseThrow().pulses();
  }
}
