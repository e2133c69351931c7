package dev.postern.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Primary;

/** The program's clock in tests: it stands still until somebody moves it. */
@Primary
public final class HandClock extends Clock {
  /** Sunday, 22 November 2026, 15:00 UTC. */
  public static final Instant START = Instant.parse("2026-11-22T15:00:00Z");

  private volatile Instant now = START;

  /** Tests share one program, so whoever cares about the absolute time sets it first. */
  public void set(Instant at) {
    now = at;
  }

  /** Lets {@code time} pass. */
  public synchronized void advance(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("zones belong to properties, not to the clock");
  }
}
