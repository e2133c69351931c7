package dev.postern.bench;

import dev.postern.support.Findings;
import java.time.Duration;

/**
 * Entries as people come, not as fast as the program can: every tenth of a second somebody accepts
 * at the next house's kiosk, whether or not the one before is in. What is counted is how long they
 * stand there until the door is open.
 */
final class PacedEntries {
  private static final int PER_SECOND = 10;
  private static final Duration LASTING = Duration.ofSeconds(30);
  private static final int PROMISED_MILLIS = 100;

  static void measure(KioskEntries entries, Findings findings) throws Exception {
    int count = (int) LASTING.toSeconds() * PER_SECOND;
    Duration between = Duration.ofSeconds(1).dividedBy(PER_SECOND);
    Latencies latencies = entries.redeem(Houses.COUNT, count, AtOnce.Pace.every(between));
    findings.say("");
    findings.say(
        "%d entries a second for %d s, from Accept to the open door: p50 %.1f ms, p99 %.1f ms, most %.1f ms",
        PER_SECOND, LASTING.toSeconds(), latencies.p50(), latencies.p99(), latencies.millis(1));
    findings.promise(
        latencies.p99() <= PROMISED_MILLIS,
        "99 of 100 in at most %d ms at %d entries a second",
        PROMISED_MILLIS,
        PER_SECOND);
    findings.sum("p99 %.0f ms at %d entries a second", latencies.p99(), PER_SECOND);
  }

  private PacedEntries() {}
}
