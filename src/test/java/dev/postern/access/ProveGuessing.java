package dev.postern.access;

import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;

/**
 * {@code bin/prove guessing}: what the guard promises about whoever guesses PINs at a kiosk, each
 * part against the real program and its PostgreSQL.
 */
public final class ProveGuessing {
  public static void main(String[] arguments) throws Exception {
    Findings findings = new Findings();
    try (QuietProgram program = QuietProgram.start()) {
      new GuessesAtTwoNodes(program, findings).prove();
    }
    try (QuietProgram program = QuietProgram.startByHandClock()) {
      new Overspend(program, findings).prove();
      new AttackerYears(program, findings).prove();
      new HonestDay(program, findings).prove();
    }
    findings.end("bin/prove guessing");
    System.exit(findings.kept() ? 0 : 1);
  }

  private ProveGuessing() {}
}
