package dev.postern.place;

/**
 * How rarely somebody who never stops guessing may get in at a room's door. The guard keeps every
 * kind of guess together within it.
 */
public enum Strictness {
  STANDARD(1_000),
  STRICT(10_000);

  private final int years;

  Strictness(int years) {
    this.years = years;
  }

  /** At most one entry by guessing in so many years, on average. */
  public int years() {
    return years;
  }

  /** The chance budget of a room: of one entry by guessing in any year. */
  public double yearlyBudget() {
    return 1.0 / years;
  }
}
