package dev.postern.database;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What was found in the database a moment ago, so that it is not read again for each of many who
 * ask for the same. What this node changes is forgotten at once; what another node changes counts
 * here after {@link #LASTS}. That nothing was found is never remembered.
 */
public final class ShortMemory<K, V> {
  public static final Duration LASTS = Duration.ofSeconds(1);

  private static final int MOST = 10_000;

  /**
   * Replaced whole when it is to be forgotten: what was being read meanwhile goes into the old one.
   */
  private volatile Map<K, Found<V>> found = new ConcurrentHashMap<>();

  private record Found<V>(V value, long nanoTime) {
    boolean isOld() {
      return System.nanoTime() - nanoTime >= LASTS.toNanos();
    }
  }

  /** What is remembered, or what {@code reading} finds now. */
  public Optional<V> get(K key, Function<K, Optional<V>> reading) {
    Map<K, Found<V>> memory = found;
    Found<V> before = memory.get(key);
    if (before != null && !before.isOld()) return Optional.of(before.value());
    long now = System.nanoTime();
    Optional<V> read = reading.apply(key);
    if (memory.size() >= MOST) memory.clear();
    read.ifPresentOrElse(
        value -> memory.put(key, new Found<>(value, now)), () -> memory.remove(key));
    return read;
  }

  /** Forgets everything, once more when the caller's transaction has committed. */
  public void forget() {
    found = new ConcurrentHashMap<>();
    if (!TransactionSynchronizationManager.isSynchronizationActive()) return;
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            found = new ConcurrentHashMap<>();
          }
        });
  }
}
