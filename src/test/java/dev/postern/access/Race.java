package dev.postern.access;

import dev.postern.access.Doorstep.SentPin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** 200 attempts with one PIN at the same moment, over all nodes and all kiosks of its room. */
final class Race {
  static final int ATTEMPTS = 200;

  private final Nodes nodes;
  private final Tally tally;

  Race(Nodes nodes, Tally tally) {
    this.nodes = nodes;
    this.tally = tally;
  }

  /** The attempts that were told that the door is open. */
  List<UUID> run(Doorstep doorstep, SentPin pin) throws Exception {
    Queue<UUID> opened = new ConcurrentLinkedQueue<>();
    CyclicBarrier together = new CyclicBarrier(ATTEMPTS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int n = 0; n < ATTEMPTS; n++) {
        Node node = nodes.node(n);
        RoamingKiosk kiosk = doorstep.kiosks.get(n % doorstep.kiosks.size());
        running.add(
            threads.submit(() -> {
              together.await();
              UUID attempt = UUID.randomUUID();
              if (opened(kiosk, node, attempt, pin)) opened.add(attempt);
              return true;
            }));
      }
      for (Future<?> each : running) each.get();
    }
    return List.copyOf(opened);
  }

  private boolean opened(RoamingKiosk kiosk, Node node, UUID attempt, SentPin pin)
      throws InterruptedException {
    try {
      var answer = kiosk.show(node, attempt, pin.digits(), Duration.ZERO);
      tally.answered(answer.word());
      return answer.opened();
    } catch (IOException e) {
      tally.strange(e.toString());
      return false;
    }
  }
}
