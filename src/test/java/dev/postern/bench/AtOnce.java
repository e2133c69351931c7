package dev.postern.bench;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.postern.bench.HttpLoad.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToLongFunction;

/** Connections that are all open before any of them begins to ask, each with its own thread. */
final class AtOnce {
  /** An open connection. */
  interface Connection extends AutoCloseable {
    /** Writes the request, waits, and says in a word what was answered. */
    String ask(byte[] request) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Opens one of them. */
  interface Opening {
    Connection open() throws IOException;
  }

  /** When a request is due: from then on it is counted how long it takes. */
  interface Pace {
    /** As soon as its connection has the answer to the one before. */
    Pace UNPACED = (_, _) -> System.nanoTime();

    /** Whatever became of those before: one that a stall holds up is late, and counts as late. */
    static Pace every(Duration between) {
      return (start, turn) -> start + turn * between.toNanos();
    }

    /**
     * @param start when all began, by {@link System#nanoTime}, as what is returned
     * @param turn how many are due before it, the connections taking turns
     */
    long due(long start, int turn);
  }

  /**
   * Returns when all have asked; to connect is not counted.
   *
   * @param requests those of each connection, sent one after the other
   */
  static Outcome run(List<List<byte[]>> requests, Pace pace, Opening opening) throws Exception {
    Map<String, Long> answers = new ConcurrentHashMap<>();
    CountDownLatch ready = new CountDownLatch(requests.size());
    CompletableFuture<Long> go = new CompletableFuture<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(requests.size())) {
      List<Future<long[]>> running = new ArrayList<>();
      for (int n = 0; n < requests.size(); n++) {
        List<byte[]> its = requests.get(n);
        int first = n;
        running.add(
            threads.submit(() -> {
              try (Connection connection = opening.open()) {
                ready.countDown();
                long start = go.get();
                return ask(
                    connection, its, i -> pace.due(start, first + i * requests.size()), answers);
              }
            }));
      }
      ready.await();
      long from = System.nanoTime();
      go.complete(from);
      List<long[]> all = new ArrayList<>();
      for (Future<long[]> each : running) all.add(each.get());
      long wall = System.nanoTime() - from;
      long[] nanos = all.stream().flatMapToLong(Arrays::stream).toArray();
      return new Outcome(new Latencies(nanos, wall), answers);
    }
  }

  private static long[] ask(
      Connection connection,
      List<byte[]> requests,
      IntToLongFunction due,
      Map<String, Long> answers)
      throws IOException, InterruptedException {
    long[] nanos = new long[requests.size()];
    for (int n = 0; n < nanos.length; n++) {
      long from = due.applyAsLong(n);
      NANOSECONDS.sleep(from - System.nanoTime());
      String answer = connection.ask(requests.get(n));
      nanos[n] = System.nanoTime() - from;
      answers.merge(answer, 1L, Long::sum);
    }
    return nanos;
  }

  private AtOnce() {}
}
