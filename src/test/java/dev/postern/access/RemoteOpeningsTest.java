package dev.postern.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.access.RemoteOpenings.Answer;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoors;
import dev.postern.people.People;
import dev.postern.people.Person;
import dev.postern.support.Cast;
import dev.postern.support.RehearsalTest;
import dev.postern.task.StaffTask;
import dev.postern.task.StaffTasks;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@RehearsalTest
class RemoteOpeningsTest {
  @Autowired ApplicationContext program;
  @Autowired RemoteOpenings openings;
  @Autowired Entries entries;
  @Autowired SimulatedDoors doors;
  @Autowired StaffTasks tasks;
  @Autowired People people;

  private Cast cast;

  @BeforeEach
  void rosaIsAtTheDesk() {
    cast = new Cast(program);
  }

  @Test
  void opensOnceAndIsAnEntryWithItsReason() {
    UUID attempt = UUID.randomUUID();
    assertThat(open(attempt, " Ana, phone is dead ")).isEqualTo(open(attempt, "sent again"));

    assertThat(pulses()).isEqualTo(1);
    Entry entry = entries.ofProperty(cast.property.id(), null, 1).getFirst();
    assertThat(entry.attemptId()).isEqualTo(attempt);
    assertThat(entry.kiosk()).isNull();
    assertThat(entry.personId()).isEqualTo(rosa().id());
    assertThat(entry.reason()).isEqualTo("Ana, phone is dead");
    assertThat(entry.opening()).isEqualTo(Entry.Settled.OPENED);
  }

  @Test
  void movesNothingWithoutAReason() {
    assertThat(open(UUID.randomUUID(), "  ")).isInstanceOf(Answer.NoReason.class);
    assertThat(pulses()).isZero();
  }

  @Test
  void saysWhatTheDoorSaid() {
    doors.behave(cast.door, Behaviour.REFUSES);
    assertThat(open(UUID.randomUUID(), "test"))
        .isEqualTo(new Answer.Asked(new EntryAnswer.NotOpened()));
    doors.behave(cast.door, Behaviour.CUTS_THE_LINE);
    assertThat(open(UUID.randomUUID(), "test"))
        .isEqualTo(new Answer.Asked(new EntryAnswer.Unknown()));
    assertThat(tasks.open(cast.property.id()).getFirst().kind())
        .isEqualTo(StaffTask.Kind.DOOR_UNKNOWN);
  }

  @Test
  void limitsHowOftenOnePersonOpensFromAfar() {
    for (int n = 0; n < 20; n++) open(UUID.randomUUID(), "again");
    assertThat(open(UUID.randomUUID(), "again")).isInstanceOf(Answer.TooMany.class);
    assertThat(pulses()).isEqualTo(20);
  }

  private Answer open(UUID attempt, String reason) {
    return openings.open(cast.rosa(), rosa(), cast.maple, attempt, reason);
  }

  private Person rosa() {
    return people.find(requireNonNull(cast.rosa().personId())).orElseThrow();
  }

  private int pulses() {
    return doors.state(cast.door).orElseThrow().pulses();
  }
}
