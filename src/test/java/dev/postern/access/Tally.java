package dev.postern.access;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What many guessers were answered. */
final class Tally {
  private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
  private final AtomicInteger all = new AtomicInteger();
  private final AtomicInteger sentAgain = new AtomicInteger();
  private final Map<String, Integer> strange = new ConcurrentSkipListMap<>();

  void answered(String answer) {
    answers.merge(answer, 1, Integer::sum);
    all.incrementAndGet();
  }

  /** A request that no node answered. */
  void sentAgain() {
    sentAgain.incrementAndGet();
  }

  void strange(String answer) {
    strange.merge(answer, 1, Integer::sum);
  }

  int all() {
    return all.get();
  }

  int again() {
    return sentAgain.get();
  }

  Map<String, Integer> answers() {
    return new TreeMap<>(answers);
  }

  Map<String, Integer> strange() {
    return new TreeMap<>(strange);
  }
}
