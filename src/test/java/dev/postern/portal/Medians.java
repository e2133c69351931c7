package dev.postern.portal;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Two medians and how far apart they are, as sure as so many measurements allow. */
final class Medians {
  private static final int RESAMPLES = 4_000;
  private static final double LEFT_OUT = 0.01;

  private final SplittableRandom random = new SplittableRandom(1);

  /**
   * @param low and {@code high}: where the difference lies with a confidence of 99 %
   */
  record Difference(double of, double and, double low, double high) {
    double between() {
      return of - and;
    }

    boolean within(double milliseconds) {
      return low >= -milliseconds && high <= milliseconds;
    }
  }

  Difference difference(double[] of, double[] and) {
    double[] left = Arrays.stream(of).sorted().toArray();
    double[] right = Arrays.stream(and).sorted().toArray();
    double[] differences = new double[RESAMPLES];
    for (int n = 0; n < RESAMPLES; n++) differences[n] = resampled(left) - resampled(right);
    Arrays.sort(differences);
    int cut = (int) (RESAMPLES * LEFT_OUT / 2);
    return new Difference(
        left[left.length / 2],
        right[right.length / 2],
        differences[cut],
        differences[RESAMPLES - 1 - cut]);
  }

  /** The median of as many as there are, each drawn from all of them. */
  private double resampled(double[] sorted) {
    int[] drawn = new int[sorted.length];
    for (int n = 0; n < sorted.length; n++) drawn[random.nextInt(sorted.length)]++;
    int seen = 0;
    int at = -1;
    while (seen <= sorted.length / 2) seen += drawn[++at];
    return sorted[at];
  }
}
