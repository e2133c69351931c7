package dev.postern.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.audit.Actor;
import dev.postern.door.Contact;
import dev.postern.door.Door;
import dev.postern.door.DoorStates;
import dev.postern.door.Doors;
import dev.postern.door.OpeningReason;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoors;
import dev.postern.place.Places;
import dev.postern.place.Room;
import dev.postern.support.Cast;
import dev.postern.support.RehearsalTest;
import dev.postern.support.Visitor;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@RehearsalTest
class DoorsPageTest {
  private static final Pattern TASK = Pattern.compile("/portal/tasks/[0-9a-f-]+/done");

  @Autowired ApplicationContext program;
  @Autowired Doors doors;
  @Autowired DoorStates states;
  @Autowired SimulatedDoors simulated;
  @Autowired Places places;

  private Cast cast;
  private Visitor manager;
  private Room room;

  @BeforeEach
  void aRoomHasNoDoorYet() {
    Site site = new Site(program);
    cast = new Cast(program);
    room = places.addRoom(Actor.SYSTEM, cast.property.id(), "Cellar");
    manager = site.visitor().signIn(cast.manager.email(), Cast.PASSWORD.reveal());
  }

  @Test
  void asksForTheKindOfDoorAndThenForWhatThatKindNeeds() {
    String ask = "/portal/rooms/" + room.id() + "/new-door";
    assertThat(manager.get(ask).body())
        .contains("Shelly relay", "ControlByWeb", "Modbus", "MQTT", "UHPPOTE", "simulated door");
    assertThat(manager.get(ask + "?driver=shelly").body())
        .contains("Address of the device", "Password of the device", "Contact at the door");

    var wrong =
        manager.post(
            "/portal/doors",
            Map.of(
                "room", room.id().toString(),
                "driver", "shelly",
                "name", "Cellar door",
                "host", "http://x",
                "relay", "many",
                "password", "very secret"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("Type a host name or an IP address", "Type a whole number from 0 to 99.")
        .contains("value=\"http://x\"", "value=\"many\"")
        .doesNotContain("very secret");
    assertThat(doors.doorOf(room.id())).isEmpty();
  }

  @Test
  void addsTestsChangesAndRemovesADoor() {
    String page = add();
    Door door = doors.doorOf(room.id()).orElseThrow();
    assertThat(page).endsWith(door.id().toString());
    assertThat(manager.get(page).body()).contains("Cellar door", "not looked at yet", "Pull the");

    assertThat(manager.post(page + "/looks", Map.of()).statusCode()).isEqualTo(302);
    assertThat(manager.get(page).body()).contains("Cellar door answers. The door is shut.");
    states.well(door.id(), Contact.CLOSED);
    assertThat(open("Test of the door", page).statusCode()).isEqualTo(303);
    states.well(door.id(), Contact.OPEN);
    assertThat(manager.get(page + "/now").body())
        .contains("The strike was released", "The contact saw it open", "after an entry")
        .contains("Test of the door", "from the portal");

    String settings = page + "/settings";
    assertThat(manager.get(settings).body()).contains("value=\"Cellar door\"");
    assertThat(manager.post(settings, Map.of("name", "Low door")).statusCode()).isEqualTo(303);
    assertThat(manager.get("/portal/kiosks").body()).contains("Low door");

    assertThat(manager.get(page + "/removal").body()).contains("Remove Low door?");
    assertThat(manager.post(page + "/removal", Map.of()).statusCode()).isEqualTo(302);
    assertThat(doors.doorOf(room.id())).isEmpty();
    assertThat(manager.get(page).statusCode()).isEqualTo(404);
    assertThat(manager.get("/portal/audit-log").body())
        .contains("removed the door", "opened from the portal the door of");
  }

  @Test
  void opensNothingWithoutAReason() {
    String page = add();
    assertThat(open("  ", page).statusCode()).isEqualTo(422);
    Door door = doors.doorOf(room.id()).orElseThrow();
    assertThat(simulated.state(door.id()).orElseThrow().pulses()).isZero();
  }

  @Test
  void asksStaffToLookAtADoorOfWhichNobodyKnowsAndKeepsWhatTheySaw() {
    String page = add();
    Door door = doors.doorOf(room.id()).orElseThrow();
    simulated.behave(door.id(), Behaviour.CUTS_THE_LINE);
    open("Ana waits outside", page);
    assertThat(manager.get(page).body())
        .contains("notice look", "Nobody knows whether the door of Cellar opened");

    String dashboard = manager.get("/portal").body();
    assertThat(dashboard).contains("To look at", "Nobody knows whether the door opened");
    Matcher task = TASK.matcher(dashboard);
    assertThat(task.find()).isTrue();
    assertThat(manager.get(task.group()).body()).contains("Go to the door.");
    assertThat(manager.post(task.group(), Map.of("note", "It was shut")).statusCode())
        .isEqualTo(302);
    assertThat(manager.get("/portal").body()).doesNotContain("To look at");
    assertThat(manager.get("/portal/audit-log").body()).contains("looked after", "It was shut");
  }

  @Test
  void saysThatADeviceDoesNotAnswerAndWhy() {
    String page = add();
    Door door = doors.doorOf(room.id()).orElseThrow();
    states.ill(door.id(), OpeningReason.UNREACHABLE);
    assertThat(manager.get(page).body()).contains("does not answer", "could not be reached");
    assertThat(manager.get("/portal/kiosks").body()).contains("could not be reached");
  }

  private String add() {
    var added =
        manager.post(
            "/portal/doors",
            Map.of(
                "room", room.id().toString(),
                "driver", "simulated",
                "name", "Cellar door",
                "contact", "OPEN_WHEN_ON"));
    assertThat(added.statusCode()).isEqualTo(303);
    String page =
        added.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
    assertThat(manager.get(page).body()).contains("Cellar");
    return page;
  }

  private HttpResponse<String> open(String reason, String back) {
    return manager.post(
        "/portal/rooms/" + room.id() + "/opening",
        Map.of("attempt", UUID.randomUUID().toString(), "reason", reason, "back", back));
  }
}
