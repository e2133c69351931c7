package dev.postern.bench;

/** What somebody could pick instead: a server of others that takes a code once, under our load. */
interface Peer extends AutoCloseable {
  String name();

  /** What the program does for the same request and this one does not. */
  String doesNot();

  /** How many times its throughput the program is to reach; 0 for no promise. */
  double promised();

  /** How many codes so many connections redeem in a second or two. */
  int codes(int connections);

  /** Adds so many codes that nobody has used. */
  void fill(int codes) throws Exception;

  /**
   * Redeems the next of them, another with every request.
   *
   * @param connections that redeem at the same time, equally many codes each
   */
  Latencies redeem(int connections, int codes) throws Exception;

  /**
   * Compares what is left and what is recorded with what was answered, and tries a used code again.
   *
   * @throws IllegalStateException if they differ: then its figures say nothing
   */
  void check() throws Exception;

  @Override
  void close();

  /** Equality of two counts, or a sentence why the figures say nothing. */
  static void same(String what, long expected, long found) {
    if (expected == found) return;
    throw new IllegalStateException("%s: %,d, not %,d".formatted(what, found, expected));
  }
}
