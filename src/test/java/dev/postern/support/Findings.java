package dev.postern.support;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a command of the house finds: printed as it is found, and whether it is as promised. */
public final class Findings {
  private final List<String> summary = new ArrayList<>();
  private int missed;

  /** Prints a line. */
  @FormatMethod
  public void say(String format, Object... figures) {
    System.out.println(String.format(Locale.ROOT, format, figures));
  }

  /** Prints what was promised if it is not kept. */
  @FormatMethod
  public void promise(boolean kept, String format, Object... figures) {
    if (kept) return;
    missed++;
    System.out.println("   MISSED: " + String.format(Locale.ROOT, format, figures));
  }

  /** Adds to the one line that is printed last. */
  @FormatMethod
  public void sum(String format, Object... figures) {
    summary.add(String.format(Locale.ROOT, format, figures));
  }

  /** Prints the last line. */
  public void end(String command) {
    say("");
    say(
        "%s: %s. %s",
        command,
        String.join("; ", summary),
        missed == 0 ? "Everything promised is kept." : missed + " PROMISES MISSED.");
  }

  public boolean kept() {
    return missed == 0;
  }
}
