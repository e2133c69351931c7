package dev.postern.door;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches one door on a thread of its own, and again whenever its line was lost. */
final class DoorWatcher implements DoorListener {
  private static final Logger LOG = LoggerFactory.getLogger(DoorWatcher.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  /** What reads the same is written down again after so long. */
  private static final Duration BETWEEN_WRITES = Duration.ofSeconds(5);

  /** A driver that says nothing for so long has lost its line without noticing. */
  private static final Duration DEAF = Duration.ofSeconds(25);

  private final UUID doorId;
  private final Doors doors;
  private final DoorStates states;
  private final Thread thread;
  private volatile long heardAt = System.nanoTime();
  private @Nullable Contact written;
  private long writtenAt;
  private boolean known;
  private Duration pause = SHORTEST_PAUSE;

  DoorWatcher(UUID doorId, Doors doors, DoorStates states) {
    this.doorId = doorId;
    this.doors = doors;
    this.states = states;
    this.thread = Thread.ofVirtual().name("door " + doorId).start(this::watch);
  }

  void stop() {
    thread.interrupt();
  }

  /** Whether it must be begun anew: a driver hangs, or a surprise ended it. */
  boolean isDeaf() {
    return !thread.isAlive() || System.nanoTime() - heardAt > DEAF.toNanos();
  }

  private void watch() {
    try {
      while (true) {
        Optional<OpeningReason> lost = watchOnce();
        if (lost.isEmpty()) return;
        known = false;
        heardAt = System.nanoTime();
        states.ill(doorId, lost.get());
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
        heardAt = System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("Door {} is no longer watched by this thread: {}", doorId, e.toString());
    }
  }

  private Optional<OpeningReason> watchOnce() throws InterruptedException {
    try {
      return doors.watch(doorId, this);
    } catch (RuntimeException e) {
      LOG.warn("The watch of door {} ended: {}", doorId, e.toString());
      return Optional.of(OpeningReason.UNCLEAR_ANSWER);
    }
  }

  @Override
  public synchronized void well(@Nullable Contact contact) {
    long now = System.nanoTime();
    heardAt = now;
    pause = SHORTEST_PAUSE;
    if (known && contact == written && now - writtenAt < BETWEEN_WRITES.toNanos()) return;
    states.well(doorId, contact);
    known = true;
    written = contact;
    writtenAt = now;
  }

  @Override
  public synchronized void heard(DoorSign sign) {
    heardAt = System.nanoTime();
    states.heard(doorId, sign);
    known = false; // the next reading is compared with what is written now
  }
}
