package dev.postern.portal;

import dev.postern.support.Findings;
import dev.postern.support.QuietProgram;

/**
 * {@code bin/prove enumeration}: nobody outside finds out whom the program knows, neither by what
 * it answers nor by the time that takes.
 */
public final class ProveEnumeration {
  /**
   * @param arguments how many requests of each kind; how many to sign in, where each costs a hash
   */
  public static void main(String[] arguments) throws Exception {
    int requests = Integer.parseInt(arguments[0]);
    int signIns = Math.min(requests, Integer.parseInt(arguments[1]));
    Findings findings = new Findings();
    try (QuietProgram program = QuietProgram.start()) {
      findings.say(
          "%,d requests of each kind, %,d to sign in; each in random order, one after the other",
          requests, signIns);
      PinRequestQuestion pins = new PinRequestQuestion(program);
      new Comparison(pins, requests, findings).run();
      findings.say("   what became of them: %s", pins.outcomes());
      StaffQuestions staff = new StaffQuestions(program);
      new Comparison(staff.forgottenPassword(), requests, findings).run();
      new Comparison(staff.signIn(), signIns, findings).run();
      new Comparison(new InvitationQuestion(program), requests, findings).run();
    }
    findings.end(
        "bin/prove enumeration, same answers and within %.0f ms, the farthest end of any interval"
            .formatted(Comparison.ALIKE));
    System.exit(findings.kept() ? 0 : 1);
  }

  private ProveEnumeration() {}
}
