package dev.postern.door;

import java.util.List;

/** What became of adding a door, or of changing one. */
public sealed interface AddedDoor {
  /** The room has its door so. */
  record Added(Door door) implements AddedDoor {}

  /** Nothing was stored; every fault that was found, each belonging to a field of the form. */
  record Refused(List<DoorFault> faults) implements AddedDoor {}
}
