package dev.postern.door;

import java.util.Set;

/** What became of adding a door. */
public sealed interface AddedDoor {
  /** The room has its door. */
  record Added(Door door) implements AddedDoor {}

  /** Nothing was stored; every fault that was found, each belonging to a field of the form. */
  record Refused(Set<DoorFault> faults) implements AddedDoor {}
}
