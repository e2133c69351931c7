package dev.postern.people;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a staff member is there for. The whole table of rights is this file and {@link Capability}.
 */
public enum Role {
  STAFF(
      EnumSet.of(
          Capability.SEE_RECIPIENTS,
          Capability.MANAGE_RECIPIENTS,
          Capability.SEND_ONE_TIME_PINS,
          Capability.REVEAL_PINS,
          Capability.SEE_ENTRIES,
          Capability.REARM_GUARD,
          Capability.OPEN_DOORS)),
  MANAGER(
      EnumSet.of(
          Capability.SEE_RECIPIENTS,
          Capability.MANAGE_RECIPIENTS,
          Capability.SEND_ONE_TIME_PINS,
          Capability.REVEAL_PINS,
          Capability.SEE_ENTRIES,
          Capability.REARM_GUARD,
          Capability.OPEN_DOORS,
          Capability.SEE_AUDIT_LOG,
          Capability.MANAGE_KIOSKS,
          Capability.MANAGE_STAFF,
          Capability.MANAGE_ACCESS_KEYS,
          Capability.MANAGE_PROPERTY)),
  ADMINISTRATOR(EnumSet.allOf(Capability.class));

  @SuppressWarnings("ImmutableEnumChecker") // copied once and never given out
  private final Set<Capability> capabilities;

  Role(Set<Capability> capabilities) {
    this.capabilities = Set.copyOf(capabilities);
  }

  public boolean may(Capability capability) {
    return capabilities.contains(capability);
  }
}
