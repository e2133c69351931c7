package dev.postern.access;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Years of guessing at one room, drawn guess by guess. */
final class DrawnYears {
  private static final int YEARS_WITH_THE_SAME_PINS = 100;

  private final AttackedRoom room;
  private final Numbers numbers;

  DrawnYears(AttackedRoom room, Numbers numbers) {
    this.room = room;
    this.numbers = numbers;
  }

  /** How many guesses of so many years got in. */
  long entries(int years) {
    return LongStream.range(0, years / YEARS_WITH_THE_SAME_PINS)
        .parallel()
        .map(seed -> entriesOfSomeYears(new SplittableRandom(seed)))
        .sum();
  }

  private long entriesOfSomeYears(SplittableRandom random) {
    long[] pins = numbers.none();
    int first = numbers.pin();
    Numbers.add(pins, first);
    for (int live = 1; live < room.live; ) {
      int next = numbers.pin();
      if (Numbers.has(pins, next)) continue;
      Numbers.add(pins, next);
      live++;
    }
    long alone = YEARS_WITH_THE_SAME_PINS * room.guessesAlone();
    long withUnit = YEARS_WITH_THE_SAME_PINS * room.guessesWithUnit();
    long entries = 0;
    for (long n = 0; n < alone; n++) if (Numbers.has(pins, numbers.guess(random))) entries++;
    for (long n = 0; n < withUnit; n++) if (numbers.guess(random) == first) entries++;
    return entries;
  }
}
