package dev.postern.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The medians of several rounds.
 *
 * @param throughput in one second
 * @param p50 in milliseconds
 * @param p99 in milliseconds
 */
record Figures(double throughput, double p50, double p99) {
  static Figures median(List<Latencies> rounds) {
    return new Figures(
        median(rounds, Latencies::throughput),
        median(rounds, Latencies::p50),
        median(rounds, Latencies::p99));
  }

  /** How often the other's throughput goes into this one. */
  double times(Figures other) {
    return throughput / other.throughput;
  }

  private static double median(List<Latencies> rounds, ToDoubleFunction<Latencies> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,8.0f/s  p50 %7.2f ms  p99 %7.2f ms", throughput, p50, p99);
  }
}
