package dev.postern.database;

import java.nio.file.Path;
import java.util.Locale;

/** Reads out of what PostgreSQL printed why it did not start. */
final class LogReason {
  static StartRefused refusal(String output, Path data) {
    String lower = output.toLowerCase(Locale.ROOT);
    if (lower.contains("no space left on device") || lower.contains("disk quota exceeded")) {
      return DiskSpace.refusal(data);
    }
    return new StartRefused(
        "The database that Postern brings did not start. PostgreSQL said: " + lastWords(output),
        "Look into " + data.resolveSibling("postgresql.log") + ", then start again.");
  }

  static boolean portTaken(String output) {
    return output.contains("Address already in use");
  }

  private static String lastWords(String output) {
    return output
        .lines()
        .filter(line -> line.matches(".*(FATAL|PANIC|ERROR|error|could not|failed).*"))
        .reduce((first, second) -> second)
        .or(() -> output.lines().reduce((first, second) -> second))
        .orElse("nothing");
  }

  private LogReason() {}
}
