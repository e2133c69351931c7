package dev.postern.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what the program does in its own time, on however busy a machine. */
public final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  /**
   * @param what what is waited for, for the report of a failure
   */
  public static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(LONGEST).pollInterval(BETWEEN_LOOKS);
  }

  private Patience() {}
}
