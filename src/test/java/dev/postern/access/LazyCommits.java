package dev.postern.access;

import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The control: with {@code synchronous_commit} off an answer does not wait for the disk, and a kill
 * of PostgreSQL must lose some that were given. If it lost none, losing none would show nothing.
 */
final class LazyCommits {
  private static final int MOST_KILLS = 10;
  private static final int ENTRIES_BEFORE = 20;

  private final Nodes nodes;
  private final List<Doorstep> doorsteps;
  private final Findings findings;
  private final JdbcClient sql;
  private final KilledPostgres postgres;

  LazyCommits(QuietProgram program, Nodes nodes, List<Doorstep> doorsteps, Findings findings) {
    this.nodes = nodes;
    this.doorsteps = doorsteps;
    this.findings = findings;
    sql = program.bean(JdbcClient.class);
    postgres = new KilledPostgres(program);
  }

  void prove() throws Exception {
    sql.sql("alter role current_user set synchronous_commit = off").update();
    restart(); // so that every connection is a new one
    findings.say("");
    findings.say(
        "2. The same with synchronous_commit = %s", postgres.ask("show synchronous_commit"));
    int kills = 0;
    int lost = 0;
    int acknowledged = 0;
    while (lost == 0 && kills < MOST_KILLS) {
      kills++;
      Ledger ledger = new Ledger();
      Set<UUID> opened = enterUntilKilled(ledger);
      acknowledged += opened.size();
      lost += ledger.lost(sql, opened);
    }
    findings.say("   kills %d, entries acknowledged %d, lost %d", kills, acknowledged, lost);
    findings.promise(lost > 0, "a database that does not wait for its disk is found out");
    findings.sum("without waiting for the disk %d of %d would be lost", lost, acknowledged);
  }

  private Set<UUID> enterUntilKilled(Ledger ledger) throws Exception {
    try (Regulars regulars = new Regulars(nodes, doorsteps, ledger)) {
      while (ledger.opened().size() < ENTRIES_BEFORE) Thread.sleep(5);
      Set<UUID> opened = ledger.opened();
      postgres.killAll();
      regulars.sendHome(); // whoever asked again would enter anew
      postgres.awaitBack();
      return opened;
    }
  }

  private void restart() throws Exception {
    postgres.killAll();
    Thread.sleep(20);
    postgres.awaitBack();
  }
}
