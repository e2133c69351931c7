package dev.postern.access;

import dev.postern.place.Strictness;
import dev.postern.support.Findings;
import dev.postern.support.HandClock;
import dev.postern.support.QuietProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A year in which somebody guesses day and night, at rooms of every size and both settings: the
 * chances of all guesses that are looked up stay within the budget. Then very many such years are
 * drawn: that often somebody gets in.
 */
final class AttackerYears {
  private static final int DAYS = 365;

  /** In days; the last ones come on the last day of the year. */
  private static final int BETWEEN_ATTACKS = 7;

  private static final List<Integer> LIVE = List.of(1, 10, 43, 100, 412, 1_000, 10_000);

  /** Those whose numbers are few enough to draw all years guess by guess. */
  private static final Set<Integer> DRAWN = Set.of(1, 10, 43, 100);

  private static final int YEARS = 200_000;

  private final QuietProgram program;
  private final Findings findings;

  AttackerYears(QuietProgram program, Findings findings) {
    this.program = program;
    this.findings = findings;
  }

  void prove() {
    findings.say("");
    findings.say("3. A year of guessing whenever anything is left, staff re-arm whenever they can");
    List<AttackedRoom> rooms = aYear();
    findings.say(
        "   %-9s %6s %6s %13s %17s %16s",
        "setting", "live", "digits", "guesses alone", "guesses with unit", "share of budget");
    for (AttackedRoom room : rooms) {
      findings.say(
          "   %-9s %,6d %6d %,13d %,17d %14.2f %%",
          room.strictness.name().toLowerCase(Locale.ROOT),
          room.live,
          room.randomDigits + 1,
          room.guessesAlone(),
          room.guessesWithUnit(),
          100 * room.share());
      // One part in a thousand million is what adding up many small figures costs.
      findings.promise(room.share() <= 1 + 1e-9, "within the budget");
    }
    double most = rooms.stream().mapToDouble(AttackedRoom::share).max().orElseThrow();
    findings.sum("a greedy year takes at most %.2f %% of its budget", 100 * most);
    drawYears(rooms);
  }

  private List<AttackedRoom> aYear() {
    List<AttackedRoom> rooms = new ArrayList<>();
    for (Strictness strictness : Strictness.values()) {
      for (int live : LIVE) rooms.add(new AttackedRoom(program, strictness, live));
    }
    HandClock clock = program.bean(HandClock.class);
    RoomGuards guards = program.bean(RoomGuards.class);
    var transaction = program.bean(TransactionTemplate.class);
    for (int day = 0; day < DAYS; day++) {
      transaction.executeWithoutResult(_ -> guards.settle()); // one wait for the disk, not 100
      // What comes back in a few days is never too much to be held: nothing is lost by waiting.
      if (day % BETWEEN_ATTACKS == 0) {
        for (AttackedRoom room : rooms) room.guessAll(clock.instant());
      }
      clock.advance(Duration.ofDays(1)); // the longest that a part refills in one step
    }
    return rooms;
  }

  private void drawYears(List<AttackedRoom> rooms) {
    findings.say(
        "   %,d such years drawn, each with all its guesses, at the standard setting", YEARS);
    findings.say(
        "   %6s %6s %12s %9s %15s %19s",
        "live", "digits", "guesses/year", "entries", "years per entry", "99 % sure: at least");
    long all = 0;
    long allYears = 0;
    Numbers numbers = new Numbers(Pin.FEWEST_RANDOM);
    for (AttackedRoom room : rooms) {
      if (room.strictness != Strictness.STANDARD || !DRAWN.contains(room.live)) continue;
      if (numbers.randomDigits() != room.randomDigits) numbers = new Numbers(room.randomDigits);
      long entries = new DrawnYears(room, numbers).entries(YEARS);
      double atLeast = YEARS / Poisson.mostBehind(entries, 0.99);
      all += entries;
      allYears += YEARS;
      findings.say(
          "   %,6d %6d %,12d %,9d %,15.0f %,19.0f",
          room.live,
          room.randomDigits + 1,
          room.guessesAlone() + room.guessesWithUnit(),
          entries,
          YEARS / (double) entries,
          atLeast);
      double expected = YEARS * room.strictness.yearlyBudget();
      findings.promise(
          entries <= expected + 3.3 * Math.sqrt(expected),
          "no more entries than the budget allows, %,.0f and what chance adds",
          expected);
    }
    findings.sum(
        "%,d drawn years: an entry in every %,.0f years", allYears, allYears / (double) all);
  }
}
