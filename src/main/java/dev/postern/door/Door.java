package dev.postern.door;

import java.util.UUID;

/**
 * What a driver can open; every room has at most one.
 *
 * @param driver the name of the {@link DoorDriver} that speaks to it
 * @param settings where its device is and how it pulses; never a secret
 */
public record Door(UUID id, UUID roomId, String name, String driver, DoorSettings settings) {}
