package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShortMemoryTest {
  private final ShortMemory<String, Integer> memory = new ShortMemory<>();
  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void readsOnceForSomeWhoAskAtTheSameTime() {
    assertThat(memory.get("door", _ -> Optional.of(reads.incrementAndGet()))).contains(1);
    assertThat(memory.get("door", _ -> Optional.of(reads.incrementAndGet()))).contains(1);
    assertThat(memory.get("other", _ -> Optional.of(reads.incrementAndGet()))).contains(2);
  }

  @Test
  void readsAgainAfterItsTimeAndAfterItWasToldToForget() throws Exception {
    assertThat(memory.get("door", _ -> Optional.of(reads.incrementAndGet()))).contains(1);
    memory.forget();
    assertThat(memory.get("door", _ -> Optional.of(reads.incrementAndGet()))).contains(2);
    Thread.sleep(ShortMemory.LASTS.plusMillis(50));
    assertThat(memory.get("door", _ -> Optional.of(reads.incrementAndGet()))).contains(3);
  }

  @Test
  void doesNotKeepWhatWasBeingReadWhenItWasToldToForget() {
    memory.get(
        "door",
        _ -> {
          memory.forget();
          return Optional.of(1);
        });
    assertThat(memory.get("door", _ -> Optional.of(2))).contains(2);
  }

  @Test
  void doesNotRememberThatNothingWasFound() {
    assertThat(memory.get("door", _ -> Optional.empty())).isEmpty();
    assertThat(memory.get("door", _ -> Optional.of(1))).contains(1);
  }
}
