package dev.postern.support;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;

/** The program's clock in tests: it stands still until somebody moves it. */
@Primary
public final class HandClock extends Clock {
  /** Sunday, 22 November 2026, 15:00 UTC. */
  public static final Instant START = Instant.parse("2026-11-22T15:00:00Z");

  private final ObjectProvider<Scheduler> scheduler; // it ticks with this clock
  private volatile Instant now = START;

  HandClock(ObjectProvider<Scheduler> scheduler) {
    this.scheduler = scheduler;
  }

  /** Tests share one program, so whoever cares about the absolute time sets it first. */
  public void set(Instant at) {
    now = at;
    lookForWhatIsDue();
  }

  /** Lets {@code time} pass, and what is due by then be done. */
  public synchronized void advance(Duration time) {
    now = now.plus(time);
    lookForWhatIsDue();
  }

  /**
   * The scheduler's own pause is a second of this clock, which may stand still from now on: whoever
   * moved it just after the scheduler had looked would wait for ever.
   */
  private void lookForWhatIsDue() {
    scheduler.ifAvailable(Scheduler::triggerCheckForDueExecutions);
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
