package dev.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a program and its PostgreSQL keep in memory, in megabytes. A page that several processes
 * share counts once in {@code shared} and in each of them in {@code resident}.
 *
 * @param shared each page divided among those who share it (PSS)
 * @param resident as {@code ps} tells it (RSS)
 * @param ofJvm the part of {@code shared} that is the JVM's
 */
record Resident(double shared, double resident, double ofJvm, int processes) {
  static Resident of(ProcessHandle program) throws IOException {
    List<ProcessHandle> all = Stream.concat(Stream.of(program), program.descendants()).toList();
    double shared = 0;
    double resident = 0;
    for (ProcessHandle each : all) {
      shared += megabytes(each, "Pss:");
      resident += megabytes(each, "Rss:");
    }
    return new Resident(shared, resident, megabytes(program, "Pss:"), all.size());
  }

  private static double megabytes(ProcessHandle process, String field) throws IOException {
    Path file = Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup");
    if (!Files.exists(file)) return 0; // it ended meanwhile
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith(field)) return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }
    return 0;
  }
}
