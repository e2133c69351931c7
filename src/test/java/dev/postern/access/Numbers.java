package dev.postern.access;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** All numbers of so many random digits, without those that the program never draws for a PIN. */
final class Numbers {
  /** The unit of everybody: whoever guesses knows it, and that no PIN holds it. */
  private static final String UNIT = "718";

  private final int randomDigits;
  private final int count;

  /** A bit for each number. */
  private final long[] neverDrawn;

  Numbers(int randomDigits) {
    this.randomDigits = randomDigits;
    count = (int) Math.pow(10, randomDigits);
    neverDrawn = new long[count / Long.SIZE + 1];
    IntStream.range(0, neverDrawn.length).parallel().forEach(this::fill);
  }

  private void fill(int word) {
    for (int bit = 0; bit < Long.SIZE; bit++) {
      int number = word * Long.SIZE + bit;
      if (number < count && Trivial.is(String.valueOf(count + number).substring(1), UNIT)) {
        neverDrawn[word] |= 1L << bit;
      }
    }
  }

  int randomDigits() {
    return randomDigits;
  }

  /** No bit is set. */
  long[] none() {
    return new long[neverDrawn.length];
  }

  /** The random digits of a PIN as the program draws it. */
  int pin() {
    String pin = Pin.draw(randomDigits, UNIT).digits().reveal();
    return Integer.parseInt(pin.substring(0, randomDigits));
  }

  /** What somebody guesses who knows what is never drawn. */
  int guess(SplittableRandom random) {
    while (true) {
      int guess = random.nextInt(count);
      if (!has(neverDrawn, guess)) return guess;
    }
  }

  static boolean has(long[] bits, int number) {
    return (bits[number >> 6] & 1L << number) != 0;
  }

  static void add(long[] bits, int number) {
    bits[number >> 6] |= 1L << number;
  }
}
