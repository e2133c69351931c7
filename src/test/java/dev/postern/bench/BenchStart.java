package dev.postern.bench;

import dev.postern.support.Findings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code bin/bench start}: from the start of the process to the first page served, with an empty
 * and an existing data folder, as a user starts it and as it could be started. By turns, because
 * what else this machine does changes from minute to minute.
 */
public final class BenchStart {
  private static final double LONGEST_SECONDS = 5;
  private static final String INSTALLED = "bin/install";
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

  private final Findings findings = new Findings();
  private final Path folder;
  private final Map<String, List<String>> ways = new LinkedHashMap<>();

  private BenchStart(Packaged packaged, Path folder) throws Exception {
    this.folder = folder;
    ways.put("java -jar", packaged.asItIs());
    ways.put("java -jar, first compiler only", packaged.asItIs(QUICK));
    ways.put("taken apart", packaged.takenApart(List.of()));
    ways.put("taken apart, first compiler only", packaged.takenApart(QUICK));
    ways.put("taken apart, AOT cache", packaged.withCache(List.of()));
    ways.put("taken apart, AOT cache, first compiler only", packaged.withCache(QUICK));
    ways.put(INSTALLED, packaged.installed());
  }

  public static void main(String[] arguments) throws Exception {
    int starts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    boolean kept;
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      kept = new BenchStart(Packaged.in(folder), folder.path()).run(starts);
    }
    System.exit(kept ? 0 : 1);
  }

  private boolean run(int starts) throws Exception {
    Path existing = Files.createTempDirectory(folder, "existing");
    seconds(existing, ways.getOrDefault(INSTALLED, List.of())); // makes it
    Map<String, List<Double>> empty = new LinkedHashMap<>();
    Map<String, List<Double>> again = new LinkedHashMap<>();
    for (int n = 0; n < starts; n++) {
      for (var way : ways.entrySet()) {
        Path fresh = Files.createTempDirectory(folder, "empty");
        add(empty, way.getKey(), seconds(fresh, way.getValue()));
        add(again, way.getKey(), seconds(existing, way.getValue()));
      }
    }
    print(empty, again);
    return findings.kept();
  }

  private void print(Map<String, List<Double>> empty, Map<String, List<Double>> again) {
    findings.say("%-46s %14s   %s", "seconds to the first page", "empty folder", "existing folder");
    again.forEach((way, seconds) ->
        findings.say(
            "%-46s %14.1f   %8.1f   (%s)",
            way, median(empty.getOrDefault(way, List.of())), median(seconds), all(seconds)));
    double usual = median(again.getOrDefault(INSTALLED, List.of()));
    findings.promise(
        usual <= LONGEST_SECONDS,
        "%.1f s as bin/install lays it out, promised %.0f",
        usual,
        LONGEST_SECONDS);
    findings.sum("first page after %.1f s on an existing folder", usual);
    findings.end("Starts");
  }

  private static double seconds(Path data, List<String> way) throws Exception {
    try (Program program = Program.startAs(data, way)) {
      return program.untilFirstPage().toMillis() / 1e3;
    }
  }

  private static void add(Map<String, List<Double>> to, String way, double seconds) {
    to.computeIfAbsent(way, _ -> new ArrayList<>()).add(seconds);
  }

  private static double median(List<Double> all) {
    List<Double> sorted = all.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String all(List<Double> seconds) {
    return seconds.stream()
        .map(each -> String.format(Locale.ROOT, "%.1f", each))
        .collect(Collectors.joining(", "));
  }
}
