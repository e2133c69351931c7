package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.notification.Via;
import dev.postern.support.Cast;
import dev.postern.support.Findings;
import dev.postern.support.HandClock;
import dev.postern.support.QuietProgram;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A day on which somebody guesses every half minute at a kiosk where 200 honest people come to
 * enter: each of them gets in, and soon, by doing what the kiosk says.
 */
final class HonestDay {
  private static final int PEOPLE = 200;
  private static final Duration BETWEEN_GUESSES = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(30);

  private final QuietProgram program;
  private final Findings findings;
  private final HandClock clock;
  private final Cast cast;
  private final Visit visit;
  private final Instant start;
  private final Map<Lane, Integer> enteredBy = new EnumMap<>(Lane.class);
  private Duration slowest = Duration.ZERO;

  HonestDay(QuietProgram program, Findings findings) {
    this.program = program;
    this.findings = findings;
    clock = program.bean(HandClock.class);
    cast = new Cast(program.context());
    visit = new Visit(program.bean(Entries.class), cast.kiosk, clock);
    start = clock.instant();
  }

  private record Honest(Instant arrives, String unit, LiveKeys keys) {}

  void prove() {
    findings.say("");
    findings.say(
        "4. %d honest people on a day with a guess every %d s",
        PEOPLE, BETWEEN_GUESSES.toSeconds());
    List<Honest> people = new ArrayList<>();
    Random random = new Random(1);
    for (int n = 0; n < PEOPLE; n++) people.add(honest(random));
    people.sort(Comparator.comparing(Honest::arrives));
    Instant nextGuess = start;
    for (Honest each : people) {
      for (; nextGuess.isBefore(each.arrives()); nextGuess = nextGuess.plus(BETWEEN_GUESSES)) {
        guess(nextGuess, each.keys().pin().randomDigits());
      }
      enter(each);
    }
    judge();
  }

  private void guess(Instant at, int randomDigits) {
    notBefore(at);
    visit.guess(Pin.draw(randomDigits, ""));
  }

  private void enter(Honest each) {
    notBefore(each.arrives());
    Instant arrived = clock.instant();
    visit.enter(each.keys(), each.unit()).ifPresent(lane -> enteredBy.merge(lane, 1, Integer::sum));
    Duration took = Duration.between(arrived, clock.instant());
    if (took.compareTo(slowest) > 0) slowest = took;
  }

  /** Who comes while another stands there waits for them. */
  private void notBefore(Instant at) {
    if (clock.instant().isBefore(at)) clock.set(at);
  }

  private void judge() {
    int entered = enteredBy.values().stream().mapToInt(Integer::intValue).sum();
    EntryTable entries = program.bean(EntryTable.class);
    Map<Lane, Double> spent = entries.spent(cast.maple.id(), start.minusSeconds(1));
    int lookedUp =
        program
            .bean(JdbcClient.class)
            .sql("select count(*) from entry where room_id = ? and chance is not null")
            .param(cast.maple.id())
            .query(Integer.class)
            .single();
    double chance = spent.values().stream().mapToDouble(Double::doubleValue).sum();
    double budget =
        Part.PIN.capacity(cast.property.strictness())
            + Part.UNIT_AND_PIN.capacity(cast.property.strictness());
    findings.say(
        "   entered %d of %d by %s, the slowest in %d s",
        entered, PEOPLE, enteredBy, slowest.toSeconds());
    findings.say(
        "   of %,d guesses %d were looked up; their chances are %.3g together, at once there is %.3g",
        visit.guesses(), lookedUp, chance, budget);
    findings.promise(entered == PEOPLE, "nobody is locked out");
    findings.promise(slowest.compareTo(SOON) <= 0, "everybody enters within %s", SOON);
    findings.promise(
        chance <= budget + refilledInADay(), "the guesses stay within what there is at once");
    findings.promise(visit.guessedRight() == 0, "no guess opens the door");
    findings.sum(
        "%d of %d honest people entered during %,d guesses", entered, PEOPLE, visit.guesses());
  }

  private double refilledInADay() {
    double second =
        Part.PIN.refill(cast.property.strictness())
            + Part.UNIT_AND_PIN.refill(cast.property.strictness());
    return second * Duration.ofDays(1).toSeconds();
  }

  private Honest honest(Random random) {
    Instant arrives = start.plusSeconds(random.nextInt((int) Duration.ofHours(23).toSeconds()));
    var recipient = cast.ana();
    var request =
        new OneTimePinRequest(
            cast.maple.id(), Set.of(Via.EMAIL), start.plus(Duration.ofHours(24)), "locked out");
    SendAnswer answer =
        program.bean(OneTimePins.class).send(cast.rosa(), cast.property, recipient.id(), request);
    LiveKeys keys =
        program.bean(AccessKeys.class).live(((SendAnswer.Sent) answer).id()).orElseThrow();
    return new Honest(arrives, recipient.unit(), keys);
  }
}
