package dev.postern.access;

import dev.postern.Postern;
import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;
import java.net.http.HttpClient;

/**
 * {@code bin/prove single-entry}: one PIN, one entry, however many try at once and wherever; and
 * that the same race finds it out where a program looks first and then takes.
 */
public final class ProveSingleEntry {
  private static final int PINS_OF_THE_CONTROL = 30;

  /**
   * @param arguments how many PINs are raced for
   */
  public static void main(String[] arguments) throws Exception {
    int pins = Integer.parseInt(arguments[0]);
    Findings findings = new Findings();
    try (QuietProgram program = QuietProgram.start();
        HttpClient http = RoamingKiosk.newClient()) {
      prove(program, http, pins, findings);
      control(program, http, findings);
    }
    findings.end("bin/prove single-entry");
    System.exit(findings.kept() ? 0 : 1);
  }

  private static void prove(QuietProgram program, HttpClient http, int pins, Findings findings)
      throws Exception {
    try (Nodes nodes = Nodes.start(program, http, "node", Postern.class);
        AskedAgain again = new AskedAgain(program, http, nodes, findings)) {
      findings.say(
          "1. %,d PINs, %d attempts each at the same moment at %d nodes",
          pins, Race.ATTEMPTS, Nodes.COUNT);
      again.begin();
      OneWinner winners = new OneWinner(program, http, nodes, findings);
      long began = System.nanoTime();
      winners.race(pins);
      double seconds = (System.nanoTime() - began) / 1e9;
      findings.say("   %,.0f s, %,.0f attempts/s", seconds, pins * Race.ATTEMPTS / seconds);
      winners.judge(pins);
      again.judge();
      new ExpiredPins(program, http, nodes, findings).prove();
    }
  }

  private static void control(QuietProgram program, HttpClient http, Findings findings)
      throws Exception {
    try (Nodes nodes = Nodes.start(program, http, "wrong", SelectThenRedeem.class)) {
      OneWinner winners = new OneWinner(program, http, nodes, findings);
      int several = winners.race(PINS_OF_THE_CONTROL);
      findings.say("");
      findings.say(
          "4. The same race at nodes that look and then take: %d of %d PINs let in more than one,"
              + " %d door commands, answers %s",
          several, PINS_OF_THE_CONTROL, winners.pulses(), winners.answers());
      findings.promise(several > 0, "the wrong nodes are found out");
      findings.sum(
          "looking and then taking let in several with %d of %d PINs",
          several, PINS_OF_THE_CONTROL);
    }
  }

  private ProveSingleEntry() {}
}
