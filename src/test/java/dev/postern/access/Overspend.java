package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.database.Times;
import dev.postern.place.Strictness;
import dev.postern.support.Cast;
import dev.postern.support.Findings;
import dev.postern.support.HandClock;
import dev.postern.support.QuietProgram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The control: the same 9,000 guesses against a debit that looks and then takes pay for more than
 * there is, so guesses like these would find such a mistake; against the real one they do not.
 */
final class Overspend {
  private static final int GUESSERS = 90;
  private static final int GUESSES_EACH = 100;
  private static final int ROOM_FOR = 20;

  private final Findings findings;
  private final ChanceBudgetTable budgets;
  private final SelectThenUpdate wrong;
  private final JdbcClient sql;
  private final Cast cast;
  private final Instant now;

  Overspend(QuietProgram program, Findings findings) {
    this.findings = findings;
    budgets = program.bean(ChanceBudgetTable.class);
    sql = program.bean(JdbcClient.class);
    wrong = new SelectThenUpdate(sql);
    cast = new Cast(program.context());
    now = program.bean(HandClock.class).instant();
  }

  /** Whether a guess is paid for. */
  private interface Debit {
    boolean take(double cost);
  }

  void prove() throws Exception {
    Strictness strictness = cast.property.strictness();
    int overspent =
        lookedUp(cast.maple.id(), cost -> wrong.debit(cast.maple.id(), Part.PIN, cost, strictness));
    int exact =
        lookedUp(
            cast.annex.id(),
            cost -> budgets.debit(cast.annex.id(), Part.PIN, cost, strictness, now));
    findings.say("");
    findings.say(
        "2. The same guesses without HTTP, room for %d: looks and then takes %d looked up,"
            + " the program's own debit %d",
        ROOM_FOR, overspent, exact);
    findings.promise(overspent > ROOM_FOR, "the wrong debit is found out");
    findings.promise(exact == ROOM_FOR, "the right one takes %d", ROOM_FOR);
    findings.sum("looking and then taking would have been %d", overspent);
  }

  private int lookedUp(UUID room, Debit debit) throws Exception {
    Strictness strictness = cast.property.strictness();
    // Half a guess more than there is room for, so that no rounding decides.
    double cost = Part.PIN.capacity(strictness) / (ROOM_FOR + 0.5);
    sql.sql("insert into chance_budget (room_id, part, spent, counted_at) values (?, 'PIN', 0, ?)")
        .params(room, Times.sql(now))
        .update();
    AtomicInteger lookedUp = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(GUESSERS);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int guesser = 0; guesser < GUESSERS; guesser++) {
        running.add(
            threads.submit(() -> {
              together.await();
              for (int n = 0; n < GUESSES_EACH; n++) {
                if (debit.take(cost)) lookedUp.incrementAndGet();
              }
              return true;
            }));
      }
      for (Future<?> each : running) each.get();
    }
    return lookedUp.get();
  }
}
