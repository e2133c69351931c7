package dev.postern.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.door.Contact;
import dev.postern.door.DoorField;
import dev.postern.door.DoorSign;
import dev.postern.door.DoorStates;
import dev.postern.door.Doors;
import dev.postern.door.OpeningReason;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoors;
import dev.postern.notification.Via;
import dev.postern.place.Kiosk;
import dev.postern.support.Cast;
import dev.postern.support.HandClock;
import dev.postern.support.RehearsalTest;
import dev.postern.task.StaffTask;
import dev.postern.task.StaffTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A door with a contact: what it says settles whether a single entry is used up. */
@RehearsalTest
class VisitsTest {
  @Autowired ApplicationContext program;
  @Autowired Entries entries;
  @Autowired Visits visits;
  @Autowired OneTimePins pins;
  @Autowired AccessKeys keys;
  @Autowired Doors doors;
  @Autowired DoorStates states;
  @Autowired SimulatedDoors simulated;
  @Autowired StaffTasks tasks;
  @Autowired HandClock clock;
  @Autowired JdbcClient sql;

  private Cast cast;
  private Instant began;

  @BeforeEach
  void theDoorHasAContactAndIsWatched() {
    began = clock.instant();
    cast = new Cast(program);
    doors.change(
        cast.door, "Maple door", Map.of(DoorField.CONTACT.name(), DoorField.OPEN_WHEN_ON), null);
    watched(Contact.CLOSED);
  }

  @AfterEach
  void timeIsWhatItWas() {
    clock.set(began);
  }

  @Test
  void isUsedUpWhenTheContactSeesTheDoorOpen() {
    ShownKey pin = send();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    later(2);
    states.well(cast.door, Contact.OPEN);
    later(3);
    states.well(cast.door, Contact.CLOSED);

    later(10);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    later(60);
    visits.settle();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(pulses()).isEqualTo(1);
    assertThat(lastEntries().getLast().wentIn()).isTrue();
  }

  @Test
  void goesOnForWhoPulledTooLate() {
    ShownKey pin = send();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    later(20);

    assertThat(enter(cast.secondKiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(pulses()).isEqualTo(2);
    assertThat(lastEntries()).filteredOn(it -> it.refusal() == null && !it.continues()).hasSize(1);
  }

  @Test
  void doesNotPulseAgainWhileTheStrikeIsReleased() {
    ShownKey pin = send();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    later(3);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void releasesTheDoorThreeTimesAtMostWhateverTheContactSays() {
    ShownKey pin = send();
    for (int n = 0; n < 6; n++) {
      enter(cast.kiosk, pin);
      later(12);
    }
    assertThat(pulses()).isEqualTo(3);
    later(60);
    visits.settle();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(pulses()).isEqualTo(3);
    assertThat(open()).containsExactly(StaffTask.Kind.DOOR_NEVER_PULLED);
  }

  @Test
  void givesThePinBackWhenNobodyPulled() {
    ShownKey pin = send();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    later(61);
    visits.settle();
    assertThat(lastEntries().getFirst().wentIn()).isFalse();

    assertThat(enter(cast.secondKiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(pulses()).isEqualTo(2);
  }

  @Test
  void givesNothingBackWhileALatePulseMayStillLetSomebodyIn() {
    ShownKey pin = send();
    enter(cast.kiosk, pin);
    later(58);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    later(4);
    visits.settle();
    states.well(cast.door, Contact.OPEN); // pulled at the pulse's last moment
    later(60);
    visits.settle();
    assertThat(enter(cast.secondKiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(pulses()).isEqualTo(2);
  }

  @Test
  void keepsThePinSpentWhenTheContactWasNotWatchedAllTheTime() {
    ShownKey pin = send();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    states.ill(cast.door, OpeningReason.UNREACHABLE);
    later(1);
    states.well(cast.door, Contact.CLOSED);
    later(10);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    later(61);
    visits.settle();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
  }

  @Test
  void trustsNoContactThatReadOpenAllTheTime() {
    states.well(cast.door, Contact.OPEN);
    ShownKey pin = send();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    later(20);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(pulses()).isEqualTo(1);
  }

  @Test
  void keepsThePinSpentWhenNobodyKnowsWhatTheSecondPulseDid() {
    ShownKey pin = send();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    later(20);
    simulated.behave(cast.door, Behaviour.CUTS_THE_LINE);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Unknown.class);
    simulated.behave(cast.door, Behaviour.OPENS);
    later(10);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Refused.class);
    assertThat(open()).containsExactly(StaffTask.Kind.DOOR_UNKNOWN);
  }

  @Test
  void countsNoPulseThatTheDoorRefused() {
    ShownKey pin = send();
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    simulated.behave(cast.door, Behaviour.REFUSES);
    for (int n = 0; n < 4; n++) {
      later(10);
      assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.NotOpened.class);
    }
    simulated.behave(cast.door, Behaviour.OPENS);
    later(10);
    assertThat(enter(cast.kiosk, pin)).isInstanceOf(EntryAnswer.Opened.class);
    assertThat(pulses()).isEqualTo(2);
  }

  @Test
  void callsStaffForADoorThatOpensWithoutLeaveAndForOneThatIsHeldOpen() {
    states.well(cast.door, Contact.OPEN);
    assertThat(open()).containsExactly(StaffTask.Kind.DOOR_FORCED);

    later(61);
    states.tellWhatLasts();
    states.tellWhatLasts();
    assertThat(open())
        .containsExactlyInAnyOrder(StaffTask.Kind.DOOR_FORCED, StaffTask.Kind.DOOR_HELD_OPEN);
    states.well(cast.door, Contact.CLOSED);
    assertThat(open()).containsExactly(StaffTask.Kind.DOOR_FORCED);
  }

  @Test
  void callsNobodyForWhoLeavesByTheExitButton() {
    states.heard(cast.door, new DoorSign(DoorSign.Kind.EXIT_BUTTON));
    later(5);
    states.well(cast.door, Contact.OPEN);
    assertThat(open()).isEmpty();
  }

  @Test
  void callsStaffForADoorWhoseDeviceIsAwayAndUntilItIsBack() {
    states.ill(cast.door, OpeningReason.UNREACHABLE);
    states.tellWhatLasts();
    assertThat(open()).isEmpty();
    later(31);
    states.tellWhatLasts();
    assertThat(open()).containsExactly(StaffTask.Kind.DOOR_OFFLINE);
    states.well(cast.door, Contact.CLOSED);
    states.tellWhatLasts();
    assertThat(open()).isEmpty();
  }

  @Test
  void tellsAnEntryOnItsOpeningAndItsBeingHeldOpen() {
    enter(cast.kiosk, send());
    UUID entry = lastEntries().getFirst().attemptId();
    later(1);
    states.well(cast.door, Contact.OPEN);
    later(61);
    states.tellWhatLasts();
    assertThat(states.history(cast.door, 2)).allMatch(it -> entry.equals(it.entryId()));
  }

  /** Time passes while the door is watched and nothing new is read. */
  private void later(int seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    sql.sql("update door_state set watched_until = ?::timestamptz where door_id = ?")
        .params(clock.instant().plusSeconds(10).toString(), cast.door)
        .update();
  }

  private void watched(Contact contact) {
    later(0);
    states.well(cast.door, contact);
    clock.advance(Duration.ofSeconds(1));
  }

  private List<StaffTask.Kind> open() {
    return tasks.open(cast.property.id()).stream().map(StaffTask::kind).toList();
  }

  private List<Entry> lastEntries() {
    return entries.ofRoom(cast.property.id(), cast.maple.id(), 10);
  }

  private int pulses() {
    return simulated.state(cast.door).orElseThrow().pulses();
  }

  private EntryAnswer enter(Kiosk kiosk, ShownKey key) {
    return entries.enter(kiosk, UUID.randomUUID(), key, Duration.ZERO);
  }

  private ShownKey send() {
    var request =
        new OneTimePinRequest(
            cast.maple.id(), Set.of(Via.EMAIL), clock.instant().plus(Duration.ofHours(24)), "");
    var sent = (SendAnswer.Sent) pins.send(cast.rosa(), cast.property, cast.ana().id(), request);
    return new ShownKey.TypedPin(keys.live(sent.id()).orElseThrow().pin());
  }
}
