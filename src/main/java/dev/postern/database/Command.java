package dev.postern.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short command of the operating system, run to its end. */
final class Command {
  record Outcome(int code, String output) {
    boolean ok() {
      return code == 0;
    }
  }

  static Outcome run(List<String> command) {
    try {
      Process process = quiet(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      return new Outcome(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while running " + command, e));
    }
  }

  /** PG… variables of the surroundings would point our PostgreSQL at somebody else's. */
  static ProcessBuilder quiet(List<String> command) {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }

  private Command() {}
}
