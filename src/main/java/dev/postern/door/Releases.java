package dev.postern.door;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Knows which entry released a room's door; the module that keeps the entries implements it. */
public interface Releases {
  /** The last entry whose pulse may have released the room's strike at this moment. */
  Optional<UUID> entryReleasing(UUID roomId, Instant at);
}
