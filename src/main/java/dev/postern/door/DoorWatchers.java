package dev.postern.door;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Watches every door from one node at a time: each node takes what nobody watches and keeps it by a
 * lease that it renews. What a lost node watched is watched by another one ten seconds later.
 */
@Component
class DoorWatchers {
  private static final Logger LOG = LoggerFactory.getLogger(DoorWatchers.class);
  private static final Duration LEASE = Duration.ofSeconds(10);
  private static final int AT_ONCE = 200;

  private final UUID node = UUID.randomUUID();
  private final Map<UUID, DoorWatcher> watchers = new ConcurrentHashMap<>();
  private final DoorStateTable table;
  private final DoorStates states;
  private final Doors doors;
  private final boolean watch;
  private final Clock clock;

  DoorWatchers(
      DoorStateTable table,
      DoorStates states,
      Doors doors,
      @Value("${postern.door.watch:true}") boolean watch,
      Clock clock) {
    this.table = table;
    this.states = states;
    this.doors = doors;
    this.watch = watch;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT2S")
  void watch() {
    if (!watch) return;
    Instant now = clock.instant();
    try {
      Set<UUID> kept = Set.copyOf(table.keep(node, watchers.keySet(), now.plus(LEASE)));
      watchers.forEach((door, watcher) -> {
        if (!kept.contains(door) || watcher.isDeaf()) stop(door, watcher);
      });
      for (UUID door : table.take(node, now, now.plus(LEASE), AT_ONCE)) {
        DoorWatcher before = watchers.put(door, new DoorWatcher(door, doors, states));
        if (before != null) before.stop();
      }
      states.tellWhatLasts();
    } catch (DataAccessException e) {
      LOG.warn("The doors' leases could not be renewed: {}", e.toString());
    }
  }

  @PreDestroy
  void stop() {
    watchers.forEach(this::stop);
    try {
      table.release(node);
    } catch (DataAccessException e) {
      LOG.warn("The doors' leases run out by themselves: {}", e.toString());
    }
  }

  private void stop(UUID door, DoorWatcher watcher) {
    watcher.stop();
    watchers.remove(door, watcher);
  }
}
