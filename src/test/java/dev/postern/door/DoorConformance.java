package dev.postern.door;

import static dev.postern.door.DoorSign.Kind.CLOSED;
import static dev.postern.door.DoorSign.Kind.EXIT_BUTTON;
import static dev.postern.door.DoorSign.Kind.OPENED;

import dev.postern.door.DoorRig.Fault;
import dev.postern.door.Opening.NotOpened;
import dev.postern.door.Opening.Opened;
import dev.postern.door.Opening.Unknown;
import java.time.Duration;
import java.util.UUID;

/**
 * What every driver must do, whatever its device does: one line each of the matrix that {@code
 * bin/prove doors} prints and that the build checks. Returns null when it did, else what was seen.
 */
public enum DoorConformance {
  OPENS_ONCE {
    @Override
    void prove(DoorRig rig) throws Exception {
      expect(open(rig, TIME) instanceof Opened, "says opened");
      expect(rig.releases() == 1 && rig.released(), "strike released once");
    }
  },
  PULSE_ENDS_WITHOUT_US {
    @Override
    void prove(DoorRig rig) throws Exception {
      expect(open(rig, TIME) instanceof Opened, "says opened");
      expect(Watching.within(PULSE.plus(SLACK), () -> !rig.released()), "strike locks by itself");
      expect(rig.commands() == 1, "nothing but the one command was sent");
    }
  },
  NEVER_AFTER_THE_DEADLINE {
    @Override
    void prove(DoorRig rig) {
      expect(open(rig, Duration.ZERO) instanceof NotOpened, "says not opened");
      expect(rig.commands() == 0 && rig.releases() == 0, "nothing was sent");
    }
  },
  REFUSED {
    @Override
    void prove(DoorRig rig) throws Exception {
      rig.play(Fault.REFUSES);
      Opening opening = open(rig, TIME);
      expect(opening instanceof NotOpened, "says not opened: " + opening);
      expect(rig.releases() == 0, "strike stays locked");
    }
  },
  ABSENT {
    @Override
    void prove(DoorRig rig) throws Exception {
      rig.play(Fault.ABSENT);
      long start = System.nanoTime();
      Opening opening = open(rig, TIME);
      expect(opening instanceof NotOpened, "says not opened: " + opening);
      expect(System.nanoTime() - start < SOON.toNanos(), "within two seconds");
      expect(rig.driver().probe(rig.line(), SHORT) instanceof Health.Ill, "is known to be ill");
    }
  },
  SWALLOWED {
    @Override
    void prove(DoorRig rig) {
      rig.play(Fault.SWALLOWS);
      Opening opening = inTime(rig);
      expect(!(opening instanceof Opened), "does not say opened");
      expect(rig.commands() <= 1, "was sent once at most");
    }
  },
  REPLY_LOST {
    @Override
    void prove(DoorRig rig) {
      unknown(rig, Fault.REPLY_LOST);
    }
  },
  REPLY_LATE {
    @Override
    void prove(DoorRig rig) {
      unknown(rig, Fault.REPLY_LATE);
    }
  },
  HALF_ANSWER {
    @Override
    void prove(DoorRig rig) {
      unknown(rig, Fault.HALF_ANSWER);
    }
  },
  WRONG_ANSWER {
    @Override
    void prove(DoorRig rig) {
      unknown(rig, Fault.WRONG_ANSWER);
    }
  },
  ANSWERED_TWICE {
    @Override
    void prove(DoorRig rig) {
      rig.play(Fault.ANSWERS_TWICE);
      expect(open(rig, TIME) instanceof Opened, "says opened");
      expect(rig.releases() == 1, "strike released once");
    }
  },
  COMMAND_TWICE {
    @Override
    void prove(DoorRig rig) throws Exception {
      rig.play(Fault.COMMAND_TWICE);
      open(rig, TIME);
      Thread.sleep(SHORT);
      expect(rig.releases() == 1, "strike released once");
      expect(Watching.within(PULSE.plus(SLACK), () -> !rig.released()), "and locks by itself");
    }
  },
  REBOOT_IN_THE_PULSE {
    @Override
    void prove(DoorRig rig) throws Exception {
      try (var before = new Watching(rig)) {
        expect(Watching.within(LONG, before::isWell), "is watched");
        expect(open(rig, TIME) instanceof Opened, "says opened");
        rig.reboot();
        expect(!rig.released(), "strike is locked");
        expect(rig.releases() == 1, "and was released once");
      }
      try (var after = new Watching(rig)) {
        expect(Watching.within(LONG, after::isWell), "is watched again");
        expect(open(rig, TIME) instanceof Opened, "opens again");
        expect(rig.releases() == 2, "once");
      }
    }
  },
  WATCHED {
    @Override
    void prove(DoorRig rig) throws Exception {
      try (var watching = new Watching(rig)) {
        expect(Watching.within(LONG, watching::isWell), "is well");
        rig.leaf(true);
        expect(Watching.within(LONG, () -> watching.count(OPENED) == 1), "opening is told");
        rig.leaf(false);
        expect(Watching.within(LONG, () -> watching.count(CLOSED) == 1), "closing is told");
        expect(watching.contact() == Contact.CLOSED, "reads shut");
        rig.play(Fault.ABSENT);
        rig.reboot();
        expect(Watching.within(LONG, () -> watching.lost() != null), "loss of the line is told");
      }
    }

    @Override
    boolean concerns(DoorRig rig) {
      return hasContact(rig);
    }
  },
  CONTACT_NEVER_OPENS {
    @Override
    void prove(DoorRig rig) throws Exception {
      try (var watching = new Watching(rig)) {
        expect(Watching.within(LONG, watching::isWell), "is well");
        expect(open(rig, TIME) instanceof Opened, "says opened");
        Thread.sleep(PULSE.plus(SHORT));
        expect(watching.count(OPENED) == 0, "no opening is told");
        expect(watching.contact() == Contact.CLOSED && watching.isWell(), "reads shut, and well");
      }
    }

    @Override
    boolean concerns(DoorRig rig) {
      return hasContact(rig);
    }
  },
  CONTACT_STUCK {
    @Override
    void prove(DoorRig rig) throws Exception {
      rig.stick(true);
      try (var watching = new Watching(rig)) {
        expect(Watching.within(LONG, () -> watching.contact() == Contact.OPEN), "reads open");
        expect(open(rig, TIME) instanceof Opened, "opens all the same");
        rig.leaf(true);
        rig.leaf(false);
        Thread.sleep(SHORT);
        expect(watching.contact() == Contact.OPEN && watching.isWell(), "still reads open");
        expect(watching.count(OPENED) == 0, "tells no opening that is none");
      }
    }

    @Override
    boolean concerns(DoorRig rig) {
      return hasContact(rig);
    }
  },
  CLOCK_WRONG {
    @Override
    void prove(DoorRig rig) throws Exception {
      for (long seconds : new long[] {-400_000_000, 400_000_000}) {
        rig.clockOff(seconds);
        try (var watching = new Watching(rig)) {
          expect(Watching.within(LONG, watching::isWell), "is well");
          rig.leaf(true);
          expect(Watching.within(LONG, () -> watching.count(OPENED) == 1), "opening is told");
          rig.leaf(false);
          expect(Watching.within(LONG, () -> watching.count(CLOSED) == 1), "closing is told");
        }
        expect(open(rig, TIME) instanceof Opened, "opens");
        Thread.sleep(PULSE.plus(SHORT));
      }
    }

    @Override
    boolean concerns(DoorRig rig) {
      return hasContact(rig);
    }
  },
  SIGNS_REPLAYED_AND_OUT_OF_ORDER {
    @Override
    void prove(DoorRig rig) throws Exception {
      try (var watching = new Watching(rig)) {
        expect(Watching.within(LONG, watching::isWell), "is well");
        rig.leaf(true);
        expect(Watching.within(LONG, () -> watching.count(OPENED) == 1), "opening is told");
        rig.leaf(false);
        expect(Watching.within(LONG, () -> watching.count(CLOSED) == 1), "closing is told");
        rig.replaySigns();
        Thread.sleep(SHORT);
        expect(watching.count(OPENED) == 1, "no opening is told again");
        expect(watching.contact() == Contact.CLOSED && watching.isWell(), "reads shut, and well");
      }
    }

    @Override
    boolean concerns(DoorRig rig) {
      return hasContact(rig);
    }
  },
  EXIT_BUTTON_TOLD {
    @Override
    void prove(DoorRig rig) throws Exception {
      try (var watching = new Watching(rig)) {
        expect(Watching.within(LONG, watching::isWell), "is well");
        rig.pressExitButton();
        expect(Watching.within(LONG, () -> watching.count(EXIT_BUTTON) == 1), "is told");
      }
      expect(rig.commands() == 0, "and no command is sent for it");
    }

    @Override
    boolean concerns(DoorRig rig) {
      return capable(rig, DoorCapability.EXIT_BUTTON);
    }
  };

  /** What an opening may take: less than the program's five seconds, so that the suite is quick. */
  static final Duration TIME = Duration.ofMillis(4_500);

  /** For a command that nobody answers. */
  static final Duration SHORT = Duration.ofSeconds(2);

  private static final Duration PULSE = Duration.ofSeconds(1);
  private static final Duration SLACK = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(10);

  /**
   * @throws NotKept when the driver did something else
   */
  abstract void prove(DoorRig rig) throws Exception;

  /** Whether it is about this kind of device at all. */
  boolean concerns(DoorRig rig) {
    return true;
  }

  /** Says what a driver should have done. */
  static final class NotKept extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotKept(String what) {
      super(what);
    }
  }

  static void expect(boolean kept, String what) {
    if (!kept) throw new NotKept(what);
  }

  static void unknown(DoorRig rig, Fault fault) {
    rig.play(fault);
    Opening opening = inTime(rig);
    expect(opening instanceof Unknown, "says that nobody knows: " + opening);
    expect(rig.commands() == 1 && rig.releases() == 1, "was sent once");
  }

  static Opening inTime(DoorRig rig) {
    long start = System.nanoTime();
    Opening opening = open(rig, SHORT);
    expect(System.nanoTime() - start < SHORT.plus(SLACK).toNanos(), "answers by the deadline");
    return opening;
  }

  static Opening open(DoorRig rig, Duration time) {
    var command =
        new DoorCommand(rig.line(), UUID.randomUUID(), System.nanoTime() + time.toNanos());
    return rig.driver().open(command);
  }

  static boolean hasContact(DoorRig rig) {
    return capable(rig, DoorCapability.CONTACT);
  }

  static boolean capable(DoorRig rig, DoorCapability what) {
    return rig.driver().capabilities(rig.line().settings()).contains(what);
  }
}
