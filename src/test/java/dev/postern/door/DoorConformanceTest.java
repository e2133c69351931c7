package dev.postern.door;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every driver beside its simulator through every line of {@link DoorConformance}. They wait more
 * than they work, so all run at once.
 */
class DoorConformanceTest {
  @TestFactory
  Stream<DynamicTest> everyDriverPassesTheSameSuite() {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    List<DynamicTest> tests = new ArrayList<>();
    for (DoorRigs.Maker maker : DoorRigs.ALL) {
      for (DoorConformance line : DoorConformance.values()) {
        Future<String> running = threads.submit(proof(maker, line));
        tests.add(DynamicTest.dynamicTest(line.name(), running::get));
      }
    }
    return tests.stream().onClose(threads::close);
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
