package dev.postern.access;

import dev.postern.door.DoorMatrix;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoors;
import dev.postern.notification.Via;
import dev.postern.support.Cast;
import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;
import dev.postern.task.StaffTasks;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * {@code bin/prove doors}: what every driver does when its device fails, and what becomes of a
 * one-time PIN then.
 */
public final class ProveDoors {
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration DEADLINE = Entries.DOOR_DEADLINE.plusSeconds(1);

  private final QuietProgram program;
  private final Findings findings;
  private final Cast cast;

  public static void main(String[] arguments) throws Exception {
    Findings findings = new Findings();
    try (QuietProgram program = QuietProgram.start()) { // first, so that the drivers are quiet too
      new DoorMatrix(findings).prove();
      new ProveDoors(program, findings).prove();
    }
    findings.end("bin/prove doors");
    System.exit(findings.kept() ? 0 : 1);
  }

  private ProveDoors(QuietProgram program, Findings findings) {
    this.program = program;
    this.findings = findings;
    this.cast = new Cast(program.context());
  }

  private void prove() {
    findings.say("2. A one-time PIN at a door that fails in each way, through the whole program");
    int kept = 0;
    for (Behaviour behaviour : Behaviour.values()) if (enterAt(behaviour)) kept++;
    findings.sum("%d of %d faults settle the PIN as promised", kept, Behaviour.values().length);
  }

  private boolean enterAt(Behaviour behaviour) {
    SimulatedDoors doors = program.bean(SimulatedDoors.class);
    ShownKey pin = send();
    int pulses = pulses();
    int tasks = tasks();
    doors.behave(cast.door, behaviour);
    long start = System.nanoTime();
    EntryAnswer answer = enter(pin);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    int released = pulses() - pulses;
    boolean called = tasks() > tasks;
    doors.behave(cast.door, Behaviour.OPENS);
    boolean worksAgain = enter(pin) instanceof EntryAnswer.Opened;
    findings.say(
        "   %-14s %-10s in %,4d ms, released %d, staff called: %s, the PIN works again: %s",
        behaviour,
        answer.getClass().getSimpleName(),
        took.toMillis(),
        released,
        called ? "yes" : "no",
        worksAgain ? "yes" : "no");
    boolean kept =
        switch (answer) {
          case EntryAnswer.Opened _ -> released == 1 && !worksAgain && !called;
          case EntryAnswer.NotOpened _ ->
              released == 0 && worksAgain && !called && took.compareTo(SOON) < 0;
          case EntryAnswer.Unknown _ -> released <= 1 && !worksAgain && called;
          default -> false;
        };
    findings.promise(kept && took.compareTo(DEADLINE) < 0, "%s settles the PIN", behaviour);
    return kept;
  }

  private EntryAnswer enter(ShownKey pin) {
    return program.bean(Entries.class).enter(cast.kiosk, UUID.randomUUID(), pin, Duration.ZERO);
  }

  private int pulses() {
    return program.bean(SimulatedDoors.class).state(cast.door).orElseThrow().pulses();
  }

  private int tasks() {
    return program.bean(StaffTasks.class).open(cast.property.id()).size();
  }

  private ShownKey send() {
    var until = program.bean(Clock.class).instant().plus(Duration.ofHours(24));
    var request = new OneTimePinRequest(cast.maple.id(), Set.of(Via.EMAIL), until, "");
    var answer =
        (SendAnswer.Sent)
            program
                .bean(OneTimePins.class)
                .send(cast.rosa(), cast.property, cast.ana().id(), request);
    return new ShownKey.TypedPin(
        program.bean(AccessKeys.class).live(answer.id()).orElseThrow().pin());
  }
}
