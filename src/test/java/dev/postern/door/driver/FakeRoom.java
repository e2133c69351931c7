package dev.postern.door.driver;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What hangs at a simulated relay board: the strike, the leaf with its contact, the button. */
public final class FakeRoom {
  /** Long enough that nobody who looks every half second misses it. */
  private static final Duration PRESS = Duration.ofMillis(900);

  private final AtomicInteger releases = new AtomicInteger();
  private final AtomicBoolean stuck = new AtomicBoolean();
  private volatile boolean contact;
  private volatile long releasedUntil = System.nanoTime();
  private volatile long pressedUntil = System.nanoTime();

  /** The board's own timer: a pulse in a pulse begins it anew. */
  public synchronized void pulse(Duration time) {
    if (!released()) releases.incrementAndGet();
    releasedUntil = System.nanoTime() + time.toNanos();
  }

  public synchronized void lock() {
    releasedUntil = System.nanoTime();
  }

  public boolean released() {
    return releasedUntil - System.nanoTime() > 0;
  }

  public int releases() {
    return releases.get();
  }

  public void leaf(boolean open) {
    if (!stuck.get()) contact = open;
  }

  public void stick(boolean open) {
    contact = open;
    stuck.set(true);
  }

  /** Whether the contact says that the leaf is open. */
  public boolean contact() {
    return contact;
  }

  public void pressExitButton() {
    pressedUntil = System.nanoTime() + PRESS.toNanos();
  }

  public boolean exitPressed() {
    return pressedUntil - System.nanoTime() > 0;
  }
}
