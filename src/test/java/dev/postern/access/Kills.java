package dev.postern.access;

import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * kill -9 of PostgreSQL and then of nodes, while people come and go. After each kill what was
 * acknowledged before it is held against the database, once what the kill left behind is settled.
 */
final class Kills {
  /** So many new people enter before the database is killed again. */
  private static final int ENTRIES_BETWEEN = 20;

  private static final int LONGEST_PAUSE_MILLIS = 1_000;

  private final Nodes nodes;
  private final HttpClient http;
  private final Ledger ledger;
  private final Findings findings;
  private final JdbcClient sql;
  private final KilledPostgres postgres;
  private final AtomicInteger lost = new AtomicInteger();

  Kills(QuietProgram program, HttpClient http, Nodes nodes, Ledger ledger, Findings findings) {
    this.nodes = nodes;
    this.http = http;
    this.ledger = ledger;
    this.findings = findings;
    sql = program.bean(JdbcClient.class);
    postgres = new KilledPostgres(program);
  }

  void ofDatabase(int kills) throws Exception {
    Settling settling = new Settling(postgres);
    double longestAway = 0;
    long began = System.nanoTime();
    for (int n = 0; n < kills; n++) {
      int before = ledger.opened().size();
      while (ledger.opened().size() < before + ENTRIES_BETWEEN) Thread.sleep(20);
      pause();
      String killed = settling.now();
      Set<UUID> acknowledged = ledger.opened();
      long away = System.nanoTime();
      postgres.kill();
      Thread.sleep(20); // a connection that is made still could be one to the killed one
      postgres.awaitBack();
      longestAway = Math.max(longestAway, seconds(away));
      settling.await(killed);
      lost.addAndGet(ledger.lost(sql, acknowledged));
    }
    say("PostgreSQL", kills, began, settling, "after it is back");
    findings.say("   PostgreSQL was away for %.1f s at the longest", longestAway);
  }

  /** One node is always there; two are being killed and started. */
  void ofNodes(int kills) throws Exception {
    Settling settling = new Settling(postgres);
    AtomicInteger left = new AtomicInteger(kills);
    Semaphore mayBeAway = new Semaphore(Nodes.COUNT - 1, true);
    long began = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Node node : nodes.all()) {
        running.add(
            threads.submit(() -> {
              while (left.getAndDecrement() > 0) killAndStart(node, mayBeAway, settling);
              return true;
            }));
      }
      for (Future<?> each : running) each.get();
    }
    say("nodes", kills, began, settling, "after the kill");
  }

  private void killAndStart(Node node, Semaphore mayBeAway, Settling settling) throws Exception {
    mayBeAway.acquire();
    try {
      pause();
      Set<UUID> acknowledged = ledger.opened();
      node.kill();
      String killed = settling.now();
      node.startAgain();
      settling.await(killed);
      lost.addAndGet(ledger.lost(sql, acknowledged));
      node.await(http);
    } finally {
      mayBeAway.release();
    }
  }

  int lost() {
    return lost.get();
  }

  private void say(String what, int kills, long began, Settling settling, String since) {
    findings.say(
        "   %d kills of %s in %.0f s: %,d entries acknowledged so far, %d of them lost, what was"
            + " left behind settled within %.1f s %s",
        kills,
        what,
        seconds(began),
        ledger.opened().size(),
        lost(),
        settling.longestSeconds(),
        since);
    findings.promise(
        settling.longestSeconds() <= Settling.LONGEST.toSeconds(),
        "settled within %d s",
        Settling.LONGEST.toSeconds());
    findings.sum("%d kills of %s, settled within %.1f s", kills, what, settling.longestSeconds());
  }

  private static void pause() throws InterruptedException {
    Thread.sleep(ThreadLocalRandom.current().nextInt(LONGEST_PAUSE_MILLIS));
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
