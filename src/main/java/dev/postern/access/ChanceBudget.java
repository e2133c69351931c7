package dev.postern.access;

import dev.postern.place.Strictness;
import java.time.Duration;

/**
 * The arithmetic of a room's yearly budget against guessing. The budget B is a chance: of one entry
 * by guessing in any year. Each guess costs the chance that it hits, so whatever is guessed within
 * the budget gets in with a chance of B at the most. Each part of it holds a fifth at once and
 * refills by four fifths in a year: so in no year can more be spent than its share of B.
 */
public final class ChanceBudget {
  /** What of a part can be spent at once. */
  public static final double AT_ONCE = 0.2;

  private static final Duration YEAR = Duration.ofDays(365);

  /**
   * The longest time for which a part refills in one step: a clock that jumps ahead by years brings
   * a day's worth. The {@link Sweepers} step more often.
   */
  static final Duration LONGEST_STEP = Duration.ofDays(1);

  /** The parts of a budget. */
  public enum Part {
    /** Guesses at PINs alone. */
    PIN(0.5),
    /** Guesses at a unit and a PIN. */
    UNIT_AND_PIN(0.3),
    /** What staff can move to PINs alone when those are used up. */
    RESERVE(0.2);

    private final double share;

    Part(double share) {
      this.share = share;
    }

    /** What may be spent in a year. */
    public double yearly(Strictness strictness) {
      return share * strictness.yearlyBudget();
    }

    /** What may be spent at once when nothing has been for long. */
    public double capacity(Strictness strictness) {
      return AT_ONCE * yearly(strictness);
    }

    /** What comes back each second. */
    double refill(Strictness strictness) {
      return (1 - AT_ONCE) * yearly(strictness) / YEAR.toSeconds();
    }

    /** How long until so much has come back. */
    Duration refilling(double missing, Strictness strictness) {
      return Duration.ofSeconds((long) Math.ceil(Math.max(0, missing) / refill(strictness)));
    }
  }

  private ChanceBudget() {}
}
