package dev.postern.door;

import dev.postern.database.GroupCommit;
import dev.postern.door.SimulatedDoor.Behaviour;
import dev.postern.door.SimulatedDoor.Leaf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The hardware of the rehearsal. It lives in the database, so every node sees the same door and a
 * restart changes nothing.
 */
@Component
public class SimulatedDoors {
  public static final String DRIVER = "simulated";

  /** How long the strike stays released. */
  public static final Duration PULSE = Duration.ofSeconds(5);

  /** After a release, when its leaf is pulled and when it has fallen shut. */
  private static final Duration PULLED = Duration.ofSeconds(1);

  private static final Duration LET_GO = Duration.ofSeconds(4);

  private final SimulatedDoorTable table;
  private final boolean rehearsal;
  private final Clock clock;
  private final GroupCommit<UUID, Optional<Behaviour>> together;

  SimulatedDoors(
      SimulatedDoorTable table,
      @Value("${postern.rehearsal:false}") boolean rehearsal,
      Clock clock) {
    this.table = table;
    this.rehearsal = rehearsal;
    this.clock = clock;
    together = new GroupCommit<>(this::press);
  }

  /** Whether simulated doors work here: only in the rehearsal. */
  public boolean allowed() {
    return rehearsal;
  }

  /** The door as it is now; empty if it is not a simulated one. */
  public Optional<SimulatedDoor> state(UUID doorId) {
    return table.find(doorId);
  }

  /** Tells the door how to answer from now on. Does nothing if it is not a simulated one. */
  @Transactional
  public void behave(UUID doorId, Behaviour behaviour) {
    table.behave(doorId, behaviour);
  }

  /** Tells what becomes of the leaf from now on. */
  @Transactional
  public void leaf(UUID doorId, Leaf leaf) {
    table.leaf(doorId, leaf);
  }

  /** Somebody opens the leaf by force, or shuts it. */
  @Transactional
  public void move(UUID doorId, boolean open) {
    table.move(doorId, open, clock.instant());
  }

  /** Somebody inside presses the exit button and leaves. */
  @Transactional
  public void pressExitButton(UUID doorId) {
    table.pressExitButton(doorId, clock.instant());
  }

  /**
   * The hardware's side of one command: releases the strike if the door is so told.
   *
   * @return how it behaves; empty if it is not a simulated one
   */
  public Optional<Behaviour> press(UUID doorId) {
    return together.ask(doorId);
  }

  private List<Optional<Behaviour>> press(List<UUID> doorIds) {
    Instant now = clock.instant();
    Map<UUID, Behaviour> behaviours =
        table.press(doorIds, now.plus(PULSE), now.plus(PULLED), now.plus(LET_GO));
    return doorIds.stream().map(it -> Optional.ofNullable(behaviours.get(it))).toList();
  }

  void install(UUID doorId) {
    table.add(doorId);
  }

  Optional<DoorFault> fault() {
    var onlyThere = new DoorFault("driver", DoorFault.Reason.ONLY_IN_REHEARSAL);
    return rehearsal ? Optional.empty() : Optional.of(onlyThere);
  }
}
