package dev.postern.bench;

import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;
import dev.postern.vault.Vault;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bin/bench redeem}: how fast one-time PINs are redeemed over HTTP, through the whole path
 * (attempt id, guard, key, grant, door, entry, audit event), in turns with pgbench and one bare
 * statement on the same PostgreSQL, and with the peers; how flat that stays as the tables grow; and
 * how long people wait who come one by one.
 */
public final class BenchRedeem {
  private static final int ROUNDS = 3;
  private static final int WARM_UP = 12_800;

  /** How many at so many connections, ten seconds or less. */
  private static final Map<Integer, Integer> REDEEMED = new LinkedHashMap<>();

  /** Beside pgbench's throughput. */
  private static final Map<Integer, Double> PROMISED = Map.of(1, 0.5, 16, 0.9, 64, 1.5);

  static {
    REDEEMED.put(1, 1_000);
    REDEEMED.put(16, 6_400);
    REDEEMED.put(64, 9_600);
  }

  private final Findings findings;

  /** At one number of connections, the medians of the rounds. */
  private record Pair(int connections, Figures bare, Figures ours) {
    double ratio() {
      return ours.times(bare);
    }
  }

  private BenchRedeem(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param arguments numbers of keys; the peers have no years behind them, so that the fewest are
   *     enough for them
   */
  public static void main(String[] arguments) throws Exception {
    List<Long> sizes =
        arguments.length == 0
            ? List.of(10_000L, 1_000_000L)
            : Arrays.stream(arguments).map(Long::valueOf).sorted().toList();
    Findings findings = new Findings();
    BenchRedeem bench = new BenchRedeem(findings);
    List<List<Pair>> all = new ArrayList<>();
    for (long keys : sizes) all.add(bench.measure(keys, all.isEmpty()));
    if (all.size() > 1) bench.judgeGrowth(all.getFirst(), all.getLast());
    findings.end("bin/bench redeem");
    System.exit(findings.kept() ? 0 : 1);
  }

  private List<Pair> measure(long keys, boolean fewest) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      IssuedPins pins = housesAndPins(folder.path());
      try (Program program = Program.start(folder.path());
          Connection superuser = program.connect("postgres");
          Peers peers = fewest ? Peers.installed(program, findings) : Peers.none()) {
        long from = System.nanoTime();
        PastYears past = new PastYears(superuser);
        past.fill(keys);
        BareCodes bare = new BareCodes(program, superuser);
        bare.fill(keys, pins.most());
        findings.say("");
        findings.say("%,d keys, filled in %.0f s", keys, (System.nanoTime() - from) / 1e9);
        findings.say("bytes a row, table + indexes: %s", String.join(", ", past.sizes()));
        KioskEntries entries = new KioskEntries(program, superuser, pins, findings);
        List<Pair> pairs = measure(entries, bare, peers);
        if (fewest) PacedEntries.measure(entries, findings);
        peers.check(findings);
        return pairs;
      }
    }
  }

  private static IssuedPins housesAndPins(Path folder) {
    try (QuietProgram program = QuietProgram.startIn(folder)) {
      return new IssuedPins(program.bean(Vault.class), new Houses(program).add());
    }
  }

  private List<Pair> measure(KioskEntries entries, BareCodes bare, Peers peers) throws Exception {
    peers.prepare(REDEEMED.keySet(), ROUNDS);
    entries.redeem(16, WARM_UP);
    findings.say("connections  %-77s  %16s  %8s", "", "its throughput", "its p99");
    List<Pair> pairs = new ArrayList<>();
    for (int connections : REDEEMED.keySet()) {
      pairs.add(compare(connections, entries, bare, peers));
    }
    return pairs;
  }

  private Pair compare(int connections, KioskEntries entries, BareCodes bare, Peers peers)
      throws Exception {
    int count = REDEEMED.getOrDefault(connections, 0);
    List<Latencies> ofBare = new ArrayList<>();
    List<Latencies> ofOurs = new ArrayList<>();
    Map<Peer, List<Latencies>> ofPeers = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      ofBare.add(bare.redeem(connections, count));
      ofOurs.add(entries.redeem(connections, count));
      peers.redeem(connections, ofPeers);
    }
    Pair pair = new Pair(connections, Figures.median(ofBare), Figures.median(ofOurs));
    findings.say("%11d  %-34s %s", connections, "over HTTP", pair.ours());
    judge(pair);
    ofPeers.forEach((peer, rounds) -> judge(pair, peer, Figures.median(rounds)));
    return pair;
  }

  private void judge(Pair pair) {
    int connections = pair.connections();
    double promised = PROMISED.getOrDefault(connections, 0.0);
    say("pgbench, one bare statement", pair.bare(), pair.ours());
    findings.promise(
        pair.ratio() >= promised, "%.1f x pgbench at %d connections", promised, connections);
    findings.promise(
        connections != 16 || pair.ours().p99() <= 2 * pair.bare().p99(), "twice its p99 at 16");
    findings.sum("%.2f x pgbench at %d connections", pair.ratio(), connections);
  }

  private void judge(Pair pair, Peer peer, Figures theirs) {
    say(peer.name(), theirs, pair.ours());
    findings.promise(
        pair.ours().times(theirs) >= peer.promised(),
        "%.1f x %s at %d connections",
        peer.promised(),
        peer.name(),
        pair.connections());
  }

  private void say(String who, Figures theirs, Figures ours) {
    findings.say(
        "%11s  %-34s %s  %14.2f x  %6.2f x",
        "", who, theirs, ours.times(theirs), ours.p99() / theirs.p99());
  }

  private void judgeGrowth(List<Pair> few, List<Pair> many) {
    findings.say("");
    for (int n = 0; n < few.size(); n++) {
      double bare = many.get(n).bare().p50() / few.get(n).bare().p50();
      double ours = many.get(n).ours().p50() / few.get(n).ours().p50();
      findings.say(
          "From the least to the most keys, at %d connections: p50 of pgbench x %.2f, over HTTP x %.2f",
          few.get(n).connections(), bare, ours);
      findings.promise(ours <= bare * 1.1, "it grows no more than the bare statement, and 10 %%");
    }
  }
}
