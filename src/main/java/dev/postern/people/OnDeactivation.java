package dev.postern.people;

import dev.postern.audit.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * What must happen when a person is deactivated, in the same transaction: modules above this one
 * implement it, because what they keep for the person ends with it.
 */
public interface OnDeactivation {
  void deactivated(Actor actor, UUID personId, Instant now);
}
