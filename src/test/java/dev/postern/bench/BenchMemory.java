package dev.postern.bench;

import dev.postern.support.Findings;
import dev.postern.support.Visitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code bin/bench memory}: what the program and its PostgreSQL keep resident a minute after the
 * start and after some thousand pages, as a user starts it and with flags one could give it; and
 * what the flags cost in pages served. No garbage collection is forced: nobody does that at a site.
 */
public final class BenchMemory {
  private static final double MOST_MEGABYTES = 350;
  private static final String INSTALLED = "bin/install";
  private static final int CONNECTIONS = 4;
  private static final int PAGES_OF_EACH = 1_000;
  private static final Duration AFTER_WORK = Duration.ofSeconds(10);
  private static final List<String> PAGES =
      List.of(
          "/kiosk",
          "/portal",
          "/portal/recipients",
          "/portal/one-time-pins/matches?q=ma",
          "/portal/entries");

  private final Findings findings = new Findings();
  private final Path folder;
  private final Duration rest;

  private BenchMemory(Path folder, Duration rest) {
    this.folder = folder;
    this.rest = rest;
  }

  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    boolean kept;
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      kept =
          new BenchMemory(folder.path(), Duration.ofSeconds(seconds))
              .run(ways(Packaged.in(folder)));
    }
    System.exit(kept ? 0 : 1);
  }

  private static Map<String, List<String>> ways(Packaged packaged) throws Exception {
    List<String> serial = List.of("-XX:+UseSerialGC");
    List<String> heap = List.of("-Xmx256m");
    Map<String, List<String>> ways = new LinkedHashMap<>();
    ways.put("java -jar", packaged.asItIs());
    ways.put("serial collector", packaged.asItIs(serial));
    ways.put("heap of 256 MB", packaged.asItIs(heap));
    ways.put("compact headers", packaged.asItIs(List.of("-XX:+UseCompactObjectHeaders")));
    ways.put(INSTALLED, packaged.installed());
    return ways;
  }

  private boolean run(Map<String, List<String>> ways) throws Exception {
    findings.say(
        "%-22s %9s %9s %9s   %9s %9s   %9s %8s",
        "megabytes", "at rest", "of JVM", "RSS", "worked", "RSS", "pages/s", "p99 ms");
    for (var way : ways.entrySet()) measure(way.getKey(), way.getValue());
    findings.end("Resident");
    return findings.kept();
  }

  private void measure(String name, List<String> way) throws Exception {
    Path data = Files.createTempDirectory(folder, "data");
    try (Program _ = Program.startAs(data, way)) {
      // Making a data folder is done once; what is measured finds one.
    }
    try (Program program = Program.startAs(data, way)) {
      Thread.sleep(rest);
      Resident atRest = Resident.of(program.process());
      Latencies served = work(program, data);
      Thread.sleep(AFTER_WORK);
      Resident worked = Resident.of(program.process());
      findings.say(
          "%-22s %9.0f %9.0f %9.0f   %9.0f %9.0f   %9.0f %8.1f",
          name,
          atRest.shared(),
          atRest.ofJvm(),
          atRest.resident(),
          worked.shared(),
          worked.resident(),
          served.throughput(),
          served.p99());
      if (name.equals(INSTALLED)) promise(atRest);
    }
  }

  private void promise(Resident atRest) {
    findings.sum("%.0f MB at rest, database included", atRest.shared());
    findings.promise(
        atRest.shared() <= MOST_MEGABYTES,
        "%.0f MB at rest, promised %.0f",
        atRest.shared(),
        MOST_MEGABYTES);
  }

  private Latencies work(Program program, Path data) throws Exception {
    Visitor manager = RehearsalDesk.signedIn(program, data);
    Map<String, String> headers = RehearsalDesk.cookie(manager);
    List<byte[]> pages =
        IntStream.range(0, PAGES_OF_EACH)
            .mapToObj(n -> HttpLoad.request("GET", PAGES.get(n % PAGES.size()), headers, ""))
            .collect(Collectors.toList());
    var outcome =
        new HttpLoad(program.port())
            .run(
                Collections.nCopies(CONNECTIONS, pages), answer -> String.valueOf(answer.status()));
    int asked = CONNECTIONS * PAGES_OF_EACH;
    findings.promise(outcome.count("200") == asked, "pages answered %s", outcome.answers());
    return outcome.latencies();
  }
}
