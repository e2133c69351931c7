package dev.postern.access;

import dev.postern.access.Doorstep.SentPin;
import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The same attempt is asked ten times at once at different nodes, and once more after 1, 30 and 60
 * s, each time at another one: one entry, one door command, and always the same answer.
 */
final class AskedAgain implements AutoCloseable {
  private static final int PINS = 6;
  private static final int AT_ONCE = 10;
  private static final List<Duration> LATER =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60));

  private final Nodes nodes;
  private final Findings findings;
  private final JdbcClient sql;
  private final List<Doorstep> doorsteps;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<Asked>> running = new ArrayList<>();

  /** What an attempt was told, however often. */
  private record Asked(UUID attempt, int times, Set<RoamingKiosk.Answer> answers) {}

  AskedAgain(QuietProgram program, HttpClient http, Nodes nodes, Findings findings) {
    this.nodes = nodes;
    this.findings = findings;
    sql = program.bean(JdbcClient.class);
    doorsteps = Doorstep.add(program, http, PINS, 1);
  }

  /** Goes on beside whatever else happens. */
  void begin() {
    for (int n = 0; n < PINS; n++) {
      int first = n;
      running.add(threads.submit(() -> ask(doorsteps.get(first), first)));
    }
  }

  private Asked ask(Doorstep doorstep, int node) throws Exception {
    SentPin pin = doorstep.send();
    UUID attempt = UUID.randomUUID();
    long touched = System.nanoTime();
    List<Callable<RoamingKiosk.Answer>> atOnce = new ArrayList<>();
    for (int n = 0; n < AT_ONCE; n++) {
      Node asked = nodes.node(n);
      atOnce.add(
          () -> doorstep.kiosks.getFirst().show(asked, attempt, pin.digits(), since(touched)));
    }
    Set<RoamingKiosk.Answer> answers = new HashSet<>();
    for (var answer : threads.invokeAll(atOnce)) answers.add(answer.get());
    for (Duration later : LATER) {
      node++;
      Thread.sleep(later.minus(since(touched)));
      answers.add(
          doorstep.kiosks.getFirst().show(nodes.node(node), attempt, pin.digits(), since(touched)));
    }
    return new Asked(attempt, AT_ONCE + LATER.size(), answers);
  }

  void judge() throws Exception {
    int asked = 0;
    int same = 0;
    int entries = 0;
    List<GrantedEntry> granted = GrantedEntry.all(sql);
    for (Future<Asked> each : running) {
      Asked one = each.get();
      asked += one.times();
      if (one.answers().size() == 1 && one.answers().iterator().next().opened()) same++;
      else findings.say("   %s was told %s", one.attempt(), one.answers());
      entries += (int) granted.stream().filter(it -> it.attempt().equals(one.attempt())).count();
    }
    int pulses = doorsteps.stream().mapToInt(Doorstep::pulses).sum();
    findings.say("");
    findings.say(
        "2. %d attempts, each asked %d times at once and after 1, 30 and 60 s at other nodes: %d"
            + " got one answer, %d entries, %d door commands",
        PINS, AT_ONCE, same, entries, pulses);
    findings.promise(same == PINS, "the same answer each time");
    findings.promise(entries == PINS && pulses == PINS, "one entry and one door command each");
    findings.sum("%d attempts asked %d times: %d door commands", PINS, asked, pulses);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
