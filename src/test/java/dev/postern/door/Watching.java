package dev.postern.door;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Watches a door by its driver, as the program does, and remembers what it heard. */
final class Watching implements DoorListener, AutoCloseable {
  private final List<DoorSign.Kind> told = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile @Nullable Contact contact;
  private volatile int looks;
  private volatile @Nullable OpeningReason lost;
  private long last;

  Watching(DoorRig rig) {
    thread = Thread.startVirtualThread(() -> watch(rig));
  }

  private void watch(DoorRig rig) {
    try {
      lost = rig.driver().watch(rig.line(), 0, this);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** As the program does: a contact that reads otherwise than before has moved. */
  @Override
  public synchronized void well(@Nullable Contact now) {
    Contact before = contact;
    contact = now;
    looks++;
    if (before == null || now == null || before == now) return;
    told.add(now == Contact.OPEN ? DoorSign.Kind.OPENED : DoorSign.Kind.CLOSED);
  }

  @Override
  public synchronized void heard(DoorSign sign) {
    if (sign.number() != 0 && sign.number() <= last) return;
    last = Math.max(last, sign.number());
    switch (sign.kind()) {
      case EXIT_BUTTON -> told.add(sign.kind());
      case OPENED -> well(Contact.OPEN);
      case CLOSED -> well(Contact.CLOSED);
    }
  }

  int count(DoorSign.Kind kind) {
    return (int) told.stream().filter(kind::equals).count();
  }

  @Nullable Contact contact() {
    return contact;
  }

  @Nullable OpeningReason lost() {
    return lost;
  }

  boolean isWell() {
    return looks > 0 && lost == null;
  }

  static boolean within(Duration limit, BooleanSupplier what) throws InterruptedException {
    long giveUp = System.nanoTime() + limit.toNanos();
    while (!what.getAsBoolean()) {
      if (System.nanoTime() > giveUp) return false;
      Thread.sleep(20);
    }
    return true;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
