package dev.postern.access;

import dev.postern.access.Doorstep.SentPin;
import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** PIN after PIN is raced for; each has one winner, and its door one command. */
final class OneWinner {
  /** So many PINs are raced for at a time, each at a room of its own. */
  private static final int AT_A_TIME = 2;

  private static final int KIOSKS = 5;

  private final Nodes nodes;
  private final Findings findings;
  private final List<Doorstep> doorsteps;
  private final JdbcClient sql;
  private final Tally tally = new Tally();
  private final Map<UUID, List<UUID>> opened = new ConcurrentHashMap<>();

  OneWinner(QuietProgram program, HttpClient http, Nodes nodes, Findings findings) {
    this.nodes = nodes;
    this.findings = findings;
    sql = program.bean(JdbcClient.class);
    doorsteps = Doorstep.add(program, http, AT_A_TIME, KIOSKS);
  }

  /** Races for so many PINs; how many let in more than one. */
  int race(int pins) throws Exception {
    AtomicInteger next = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Doorstep doorstep : doorsteps) {
        running.add(
            threads.submit(() -> {
              while (next.getAndIncrement() < pins) race(doorstep);
              return true;
            }));
      }
      for (Future<?> each : running) each.get();
    }
    return (int) granted().values().stream().filter(entries -> entries.size() > 1).count();
  }

  private void race(Doorstep doorstep) throws Exception {
    SentPin pin = doorstep.send();
    opened.put(pin.grant(), new Race(nodes, tally).run(doorstep, pin));
  }

  void judge(int pins) {
    Map<UUID, List<GrantedEntry>> granted = granted();
    int once = 0;
    int agree = 0;
    for (Map.Entry<UUID, List<UUID>> pin : opened.entrySet()) {
      List<GrantedEntry> entries = granted.getOrDefault(pin.getKey(), List.of());
      if (entries.size() != 1) continue;
      once++;
      GrantedEntry entry = entries.getFirst();
      boolean told = pin.getValue().equals(List.of(entry.attempt()));
      if (told && entry.redeems() && "OPENED".equals(entry.opening())) agree++;
    }
    findings.say("   answers %s", tally.answers());
    findings.say(
        "   PINs with one entry %,d, of these told so and redeemed by it %,d, door commands %,d",
        once, agree, pulses());
    findings.promise(once == pins, "exactly one entry for each of %,d PINs", pins);
    findings.promise(agree == pins, "whoever was told to enter is who redeemed the PIN");
    findings.promise(pulses() == pins, "exactly %,d door commands", pins);
    findings.promise(
        Set.of("200 opened", "200 refused").containsAll(tally.answers().keySet()),
        "no answers but opened and refused");
    findings.promise(tally.strange().isEmpty(), "every request is answered: %s", tally.strange());
    int failed =
        tally.answers().entrySet().stream()
            .filter(answer -> answer.getKey().startsWith("5"))
            .mapToInt(Map.Entry::getValue)
            .sum();
    findings.sum(
        "%,d PINs × %d attempts at %d nodes: %,d entries, %,d door commands, %d answers 5xx",
        pins,
        Race.ATTEMPTS,
        Nodes.COUNT,
        granted.values().stream().mapToInt(List::size).sum(),
        pulses(),
        failed);
  }

  int pulses() {
    return doorsteps.stream().mapToInt(Doorstep::pulses).sum();
  }

  Map<String, Integer> answers() {
    return tally.answers();
  }

  private Map<UUID, List<GrantedEntry>> granted() {
    return GrantedEntry.all(sql).stream()
        .filter(entry -> opened.containsKey(entry.grant()))
        .collect(Collectors.groupingBy(GrantedEntry::grant));
  }
}
