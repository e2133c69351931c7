package dev.postern.access;

import dev.postern.access.Doorstep.SentPin;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * People who are sent PIN after PIN and enter with each, at whichever node answers, until they are
 * sent home. A request that nobody answered is sent again as the same attempt, as a kiosk does it.
 */
final class Regulars implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Leaves a machine of two cores something to start nodes with. */
  private static final Duration BETWEEN_VISITS = Duration.ofMillis(100);

  /** One in so many asks the same again, and one shows the used PIN as a new attempt. */
  private static final int SOMETIMES = 4;

  private final Nodes nodes;
  private final Ledger ledger;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean home;

  Regulars(Nodes nodes, List<Doorstep> doorsteps, Ledger ledger) {
    this.nodes = nodes;
    this.ledger = ledger;
    for (int n = 0; n < doorsteps.size(); n++) {
      int usual = n;
      threads.execute(() -> comeAndGo(doorsteps.get(usual), usual));
    }
  }

  private void comeAndGo(Doorstep doorstep, int usual) {
    try {
      for (int visit = usual; !home; visit++) {
        enter(doorstep, visit);
        Thread.sleep(BETWEEN_VISITS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void enter(Doorstep doorstep, int visit) throws InterruptedException {
    SentPin pin;
    try {
      pin = doorstep.send();
    } catch (DataAccessException | TransactionException e) {
      Thread.sleep(PAUSE); // the database is away
      return;
    }
    ledger.sent(pin);
    UUID attempt = UUID.randomUUID();
    var answer = ask(doorstep, attempt, pin, visit);
    if (answer == null) return;
    ledger.told(pin, attempt, answer);
    if (visit % SOMETIMES == 0) {
      var again = ask(doorstep, attempt, pin, visit + 1);
      if (again != null) ledger.toldAgain(answer, again);
    } else if (visit % SOMETIMES == 1) {
      UUID other = UUID.randomUUID();
      var stranger = ask(doorstep, other, pin, visit + 1);
      if (stranger != null) ledger.told(pin, other, stranger);
    }
  }

  /** Asks until a node answers; null when everybody was sent home before. */
  private RoamingKiosk.@Nullable Answer ask(Doorstep doorstep, UUID attempt, SentPin pin, int usual)
      throws InterruptedException {
    long touched = System.nanoTime();
    for (int node = usual; !home; node++) {
      Duration waited = Duration.ofNanos(System.nanoTime() - touched);
      try {
        var answer =
            doorstep.kiosks.getFirst().show(nodes.node(node), attempt, pin.digits(), waited);
        if (answer.status() == 200) return answer;
      } catch (IOException nobodyThere) {
        // The next node is asked, like after an answer that is none.
      }
      ledger.tally.sentAgain();
      Thread.sleep(PAUSE);
    }
    return null;
  }

  /** Nobody asks again from now on. */
  void sendHome() {
    home = true;
  }

  /** Returns when everybody is gone. */
  @Override
  public void close() {
    sendHome();
    threads.close();
  }
}
