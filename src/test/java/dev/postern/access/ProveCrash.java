package dev.postern.access;

import dev.postern.Postern;
import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;
import java.net.http.HttpClient;
import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code bin/prove crash}: what was acknowledged survives kill -9 of PostgreSQL and of nodes; and
 * some of it does not where commits do not wait for the disk.
 */
public final class ProveCrash {
  private static final int PEOPLE = 12;

  private final QuietProgram program;
  private final HttpClient http;
  private final Findings findings;
  private final List<Doorstep> doorsteps;
  private final JdbcClient sql;

  /**
   * @param arguments how often PostgreSQL is killed, and how often a node
   */
  public static void main(String[] arguments) throws Exception {
    Findings findings = new Findings();
    try (QuietProgram program = QuietProgram.start();
        HttpClient http = RoamingKiosk.newClient()) {
      // That its database is away is what this is about, and no news.
      LoggingSystem.get(ProveCrash.class.getClassLoader()).setLogLevel(null, LogLevel.OFF);
      new ProveCrash(program, http, findings)
          .prove(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    }
    findings.end("bin/prove crash");
    System.exit(findings.kept() ? 0 : 1);
  }

  private ProveCrash(QuietProgram program, HttpClient http, Findings findings) {
    this.program = program;
    this.http = http;
    this.findings = findings;
    doorsteps = Doorstep.add(program, http, PEOPLE, 1);
    sql = program.bean(JdbcClient.class);
  }

  private void prove(int databaseKills, int nodeKills) throws Exception {
    findings.say(
        "1. %d people come and go at %d nodes; PostgreSQL is killed %d times, a node %d times",
        PEOPLE, Nodes.COUNT, databaseKills, nodeKills);
    Ledger ledger = new Ledger();
    try (Nodes nodes = Nodes.start(program, http, "node", Postern.class)) {
      Kills kills = new Kills(program, http, nodes, ledger, findings);
      try (Regulars _ = new Regulars(nodes, doorsteps, ledger)) {
        kills.ofDatabase(databaseKills);
        kills.ofNodes(nodeKills);
      }
      Settling settling = new Settling(new KilledPostgres(program));
      settling.await(settling.now());
      judge(ledger, kills.lost() + ledger.lost(sql, ledger.opened()));
      new LazyCommits(program, nodes, doorsteps, findings).prove();
    }
  }

  private void judge(Ledger ledger, int lost) {
    List<GrantedEntry> granted = GrantedEntry.all(sql);
    long unknown = granted.stream().filter(it -> "UNKNOWN".equals(it.opening())).count();
    int twice = Ledger.twice(sql);
    findings.say(
        "   answers %s, asked again because nobody answered %,d",
        ledger.tally.answers(), ledger.tally.again());
    findings.say(
        "   acknowledged and lost %d, PINs that let in two %d, PINs sent and lost %d",
        lost, twice, ledger.lostPins(sql));
    findings.say(
        "   entries settled as unknown %d; %,d attempts were asked again, %d of them were told"
            + " first that the door is open and then that nobody knows",
        unknown, ledger.askedAgain(), ledger.openedUnwritten());
    findings.promise(lost == 0, "nothing acknowledged is lost");
    findings.promise(ledger.lostPins(sql) == 0, "no PIN that was sent is lost");
    findings.promise(twice == 0, "no PIN lets in two");
    findings.promise(
        ledger.tally.strange().isEmpty(), "the same answer: %s", ledger.tally.strange());
    judgeDoors(granted);
    findings.sum(
        "%,d entries acknowledged, %d lost, %d double, %d unknown",
        ledger.opened().size(), lost, twice, unknown);
  }

  /** No door moved for anybody who is not written down, and each did for everybody who is. */
  private void judgeDoors(List<GrantedEntry> granted) {
    int pulses = 0;
    for (Doorstep doorstep : doorsteps) {
      var here = granted.stream().filter(it -> it.room().equals(doorstep.room)).toList();
      long opened = here.stream().filter(it -> "OPENED".equals(it.opening())).count();
      long spent = here.stream().filter(GrantedEntry::spent).count();
      pulses += doorstep.pulses();
      findings.promise(
          opened <= doorstep.pulses() && doorstep.pulses() <= spent,
          "at a door %d opened, %d with the unknown ones, %d door commands",
          opened,
          spent,
          doorstep.pulses());
    }
    findings.say(
        "   door commands %,d, entries opened or unknown %,d",
        pulses, granted.stream().filter(GrantedEntry::spent).count());
  }
}
