package dev.postern.bench;

import java.util.Arrays;
import java.util.Locale;

/** How long each request took, and all of them together. */
final class Latencies {
  private final long[] nanos;
  private final long wallNanos;

  /**
   * @param nanos of each
   * @param wallNanos from the first one's beginning to the last one's end
   */
  Latencies(long[] nanos, long wallNanos) {
    this.nanos = nanos.clone();
    this.wallNanos = wallNanos;
    Arrays.sort(this.nanos);
  }

  int count() {
    return nanos.length;
  }

  /** In one second, all connections together. */
  double throughput() {
    return nanos.length / (wallNanos / 1e9);
  }

  /** The time that this share of the requests took at most, in milliseconds. */
  double millis(double share) {
    if (nanos.length == 0) return Double.NaN;
    return nanos[(int) Math.min(nanos.length - 1L, (long) (share * nanos.length))] / 1e6;
  }

  double p50() {
    return millis(0.5);
  }

  double p99() {
    return millis(0.99);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,8.0f/s  p50 %6.2f ms  p99 %6.2f ms", throughput(), p50(), p99());
  }
}
