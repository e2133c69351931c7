package dev.postern.people;

import dev.postern.audit.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * What must happen when a staff member or a courier is assigned to more properties, in the same
 * transaction: modules above this one implement it, because what they keep for the person must be
 * known there too. What is taken away needs nothing: assignment is asked about at the door.
 */
public interface OnAssignment {
  void assigned(Actor actor, UUID personId, Instant now);
}
