package dev.postern.door;

import dev.postern.vault.Secret;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A driver beside a simulator of its device, for {@link DoorConformance}: the same door leaf, the
 * same strike and the same faults for every kind of controller. The simulator listens on loopback
 * and counts what really happened.
 */
public interface DoorRig extends AutoCloseable {
  /** What goes wrong with the commands that follow. */
  enum Fault {
    NONE,
    /** The device says no, and does nothing. */
    REFUSES,
    /** Nothing listens at its address. */
    ABSENT,
    /** It takes the command and neither does nor says anything. */
    SWALLOWS,
    /** It releases the strike, and the answer is lost with the line. */
    REPLY_LOST,
    /** It releases the strike and answers after the deadline. */
    REPLY_LATE,
    /** It releases the strike; only the beginning of the answer comes. */
    HALF_ANSWER,
    /** It releases the strike; what comes is no answer to this command. */
    WRONG_ANSWER,
    /** It releases the strike and answers twice. */
    ANSWERS_TWICE,
    /** The network hands the command to the device twice, where its protocol can do so. */
    COMMAND_TWICE
  }

  /** For the name of a test. */
  String name();

  DoorDriver driver();

  /** With a pulse of one second and with a contact, if the kind of device can have one. */
  DoorLine line();

  void play(Fault fault);

  /** How often the locked strike was released. */
  int releases();

  /** Whether the strike is released at this moment. */
  boolean released();

  /** How many commands arrived at the device, whatever it did with them. */
  int commands();

  /** Moves the leaf; the contact follows, and tells whoever listens, unless it is stuck. */
  void leaf(boolean open);

  /** From now on the contact says that the leaf is open, or shut, whatever it is. */
  void stick(boolean open);

  /** Somebody presses the exit button, where the device knows one. */
  default void pressExitButton() {}

  /**
   * The power goes and comes back: the strike locks, connections break, what the device counts or
   * knows of the time begins anew. Returns when it listens again.
   */
  void reboot() throws Exception;

  /** Sets the device's clock wrong by so many seconds, where it has one. */
  default void clockOff(long seconds) {}

  /** Sends again, in another order, the signs that it has sent; false if it never sends any. */
  default boolean replaySigns() throws Exception {
    return false;
  }

  @Override
  void close() throws IOException;

  /** A line to a door with these settings. */
  static DoorLine line(String driver, @Nullable Secret password, Map<String, String> settings) {
    var door =
        new Door(
            new UUID(0, 1), new UUID(0, 2), "Package room", driver, new DoorSettings(settings));
    return new DoorLine(door, password);
  }
}
