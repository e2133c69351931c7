package dev.postern.door;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Every driver beside its simulator through every line of {@link DoorConformance}. They wait more
 * than they work, so many run at once; too many would make a busy machine late for their deadlines.
 */
class DoorConformanceTest {
  private static final int AT_ONCE = 12;

  @TestFactory
  Stream<DynamicTest> everyDriverPassesTheSameSuite() {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    List<DynamicTest> tests = new ArrayList<>();
    for (DoorRigs.Maker maker : DoorRigs.ALL) {
      for (DoorConformance line : DoorConformance.values()) {
        Future<String> running = threads.submit(proof(maker, line));
        tests.add(
            DynamicTest.dynamicTest(
                line + " " + DoorRigs.ALL.indexOf(maker), () -> finished(running)));
      }
    }
    return tests.stream().onClose(threads::close);
  }

  /** A rig that this machine has not the program for is skipped. */
  private static void finished(Future<String> running) throws Exception {
    try {
      running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TestAbortedException skipped) throw skipped;
      throw e;
    }
  }

  private static Callable<String> proof(DoorRigs.Maker maker, DoorConformance line) {
    return () -> {
      try (DoorRig rig = maker.make()) {
        if (line.concerns(rig)) line.prove(rig);
        return rig.name();
      }
    };
  }
}
