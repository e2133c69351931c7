package dev.postern.door;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Speaks to one kind of controller. Calls nobody but who stands in {@link AllowedHosts}, keeps no
 * state between calls, and can be asked by many threads at once. Every driver passes the same
 * conformance suite.
 */
public interface DoorDriver {
  /** How often a device that says nothing by itself is looked at. */
  Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** How long a look may take before the line counts as lost. */
  Duration LONGEST_LOOK = Duration.ofSeconds(3);

  /** As stored in {@link Door#driver}. */
  String name();

  /** What staff fill in, in this order. */
  List<DoorField> fields();

  /** What is wrong with settings whose fields are all right each by itself. */
  default List<DoorFault> faults(DoorSettings settings) {
    return List.of();
  }

  Set<DoorCapability> capabilities(DoorSettings settings);

  /**
   * Sends the command once, or not at all.
   *
   * <p>Looks at {@link DoorCommand#tooLate} right before sending, never sends twice, leaves the end
   * of the pulse to the device, and answers by the deadline. {@link Opening.NotOpened} is a
   * promise: the command certainly had no effect, and will have none. An exception counts as {@link
   * Opening.Unknown}.
   */
  Opening open(DoorCommand command);

  /** Asks whether the device is there and what its contact says, within the limit. */
  Health probe(DoorLine line, Duration limit);

  /**
   * Tells the listener what the door does until the line is lost, and then why it was; or until the
   * thread is interrupted. Says at once, and then at least every ten seconds, that the line is well
   * and what the contact reads: that reading is the truth, whatever signs came before. A sign that
   * the device repeats is told once, one that comes late changes nothing that is newer.
   *
   * @param after the number of the last sign that was told before; what the device kept since is
   *     told first, where it keeps any
   */
  default OpeningReason watch(DoorLine line, long after, DoorListener listener)
      throws InterruptedException {
    while (true) {
      switch (probe(line, LONGEST_LOOK)) {
        case Health.Well well -> listener.well(well.contact());
        case Health.Ill(OpeningReason because) -> {
          return because;
        }
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }
}
