package dev.postern.access;

/** How much may lie behind a count of rare things. */
final class Poisson {
  /** The mean that is exceeded with no more than the rest of this confidence, after so many. */
  static double mostBehind(long count, double confidence) {
    double low = count;
    double high = 2.0 * count + 20;
    while (high - low > 1e-6 * high) {
      double middle = (low + high) / 2;
      if (atMost(count, middle) > 1 - confidence) low = middle;
      else high = middle;
    }
    return high;
  }

  /** The chance of at most so many where the mean is this. */
  static double atMost(long count, double mean) {
    double logTerm = -mean;
    double sum = Math.exp(logTerm);
    for (long n = 1; n <= count; n++) {
      logTerm += Math.log(mean) - Math.log((double) n);
      sum += Math.exp(logTerm);
    }
    return sum;
  }

  private Poisson() {}
}
