package dev.postern.bench;

import dev.postern.people.ManyRecipients;
import dev.postern.people.RecordedSearch;
import dev.postern.support.Findings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code bin/bench search}: recipients found as one types, in one property of a million: over HTTP
 * as the portal asks, signed in, beside the statement that finds them, prepared and bare, on as
 * many connections of the same PostgreSQL.
 */
public final class BenchSearch {
  private static final double LONGEST_P99_MILLIS = 25;
  private static final int[] CONNECTIONS = {1, 4, 16};

  /** As many as the page shows. */
  private static final int SHOWN = 8;

  /** Each kind is asked about so long; a slow one a few times, a quick one no more than this. */
  private static final double SECONDS = 1;

  private static final int FEWEST = 40;
  private static final int MOST = 1_600;
  private static final int PLANS = 3;
  private static final int PLAN_LINES = 16;

  private final Findings findings = new Findings();
  private final Program program;
  private final UUID property;
  private final Map<String, String> headers;

  private BenchSearch(Program program, UUID property, Map<String, String> headers) {
    this.program = program;
    this.property = property;
    this.headers = headers;
  }

  public static void main(String[] arguments) throws Exception {
    int people = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    boolean kept;
    try (TemporaryFolder folder = TemporaryFolder.create();
        Program program = Program.start(folder.path())) {
      UUID property = fill(program, people);
      var headers = RehearsalDesk.cookie(RehearsalDesk.signedIn(program, folder.path()));
      kept = new BenchSearch(program, property, headers).run(people);
    }
    System.exit(kept ? 0 : 1);
  }

  private static UUID fill(Program program, int people) throws Exception {
    try (Connection connection = program.connect("postgres");
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select id from property")) {
      row.next();
      UUID property = row.getObject(1, UUID.class);
      long from = System.nanoTime();
      new ManyRecipients(connection).add(property, people);
      System.out.printf("%,d recipients in %.0f s%n", people, (System.nanoTime() - from) / 1e9);
      return property;
    }
  }

  private boolean run(int people) throws Exception {
    List<String> all = SearchKind.ALL.stream().flatMap(kind -> kind.queries().stream()).toList();
    ask(all, 1, 2 * all.size()); // to warm up
    ask(all, 4, 20 * all.size());
    for (int connections : CONNECTIONS) {
      findings.say("");
      findings.say(
          "%-28s %8s  %8s %8s %8s   bare %8s %8s %8s",
          connections == 1 ? "1 connection" : connections + " connections",
          "asked",
          "p50 ms",
          "p95 ms",
          "p99 ms",
          "p50 ms",
          "p95 ms",
          "p99 ms");
      for (SearchKind kind : SearchKind.ALL) measure(kind.name(), kind.queries(), connections);
      Latencies mixed = measure("all of them, mixed", all, connections);
      findings.sum("%d connections p99 %.1f ms", connections, mixed.p99());
    }
    plans(all);
    findings.end("%,d recipients searched".formatted(people));
    return findings.kept();
  }

  private Latencies measure(String name, List<String> queries, int connections) throws Exception {
    Latencies few = ask(queries, connections, queries.size() * connections);
    int times = (int) Math.clamp(SECONDS * few.throughput(), FEWEST, MOST);
    Latencies http = ask(queries, connections, times);
    Latencies bare = askBare(queries, connections, times);
    findings.say(
        "%-28s %8d  %8.1f %8.1f %8.1f        %8.1f %8.1f %8.1f",
        name,
        http.count(),
        http.p50(),
        http.millis(0.95),
        http.p99(),
        bare.p50(),
        bare.millis(0.95),
        bare.p99());
    findings.promise(
        http.p99() <= LONGEST_P99_MILLIS,
        "p99 %.1f ms, promised %.0f",
        http.p99(),
        LONGEST_P99_MILLIS);
    return http;
  }

  private Latencies ask(List<String> queries, int connections, int times) throws Exception {
    List<List<byte[]>> requests =
        shared(queries, connections, times).stream()
            .map(some -> some.stream().map(this::request).toList())
            .toList();
    var outcome =
        new HttpLoad(program.port()).run(requests, answer -> String.valueOf(answer.status()));
    int answered = outcome.latencies().count();
    findings.promise(
        outcome.count("200") == answered, "%s answered %s", queries, outcome.answers());
    return outcome.latencies();
  }

  private byte[] request(String query) {
    String asked = URLEncoder.encode(query, StandardCharsets.UTF_8);
    return HttpLoad.request("GET", "/portal/one-time-pins/matches?q=" + asked, headers, "");
  }

  /** Each connection's queries, in no order but always the same. */
  private static List<List<String>> shared(List<String> queries, int connections, int times) {
    Random random = new Random(connections);
    List<List<String>> all = new ArrayList<>();
    for (int c = 0; c < connections; c++) {
      List<String> some =
          IntStream.range(0, Math.max(1, times / connections))
              .mapToObj(n -> queries.get(n % queries.size()))
              .collect(Collectors.toCollection(ArrayList::new));
      Collections.shuffle(some, random);
      all.add(some);
    }
    return all;
  }

  private Latencies askBare(List<String> queries, int connections, int times) throws Exception {
    List<long[]> nanos = new ArrayList<>();
    List<Future<long[]>> running = new ArrayList<>();
    long from = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (List<String> some : shared(queries, connections, times)) {
        running.add(threads.submit(() -> askBare(some)));
      }
      for (Future<long[]> each : running) nanos.add(each.get());
    }
    long wall = System.nanoTime() - from;
    return new Latencies(nanos.stream().flatMapToLong(Arrays::stream).toArray(), wall);
  }

  private long[] askBare(List<String> queries) throws Exception {
    try (Connection connection = bare()) {
      Map<String, PreparedStatement> prepared = new HashMap<>();
      List<PreparedStatement> statements = new ArrayList<>();
      for (String query : queries) {
        PreparedStatement known = prepared.get(query);
        if (known == null) known = statement(connection, query).prepare(connection, "");
        prepared.put(query, known);
        statements.add(known);
      }
      long[] nanos = new long[queries.size()];
      for (int n = 0; n < nanos.length; n++) {
        long from = System.nanoTime();
        try (ResultSet rows = statements.get(n).executeQuery()) {
          while (rows.next()) rows.getString("last_name");
        }
        nanos[n] = System.nanoTime() - from;
      }
      return nanos;
    }
  }

  /** The statements of the queries that take longest, as PostgreSQL goes about them. */
  private void plans(List<String> queries) throws Exception {
    record Slow(String query, double millis) {}
    List<Slow> all = new ArrayList<>();
    for (String query : queries) all.add(new Slow(query, ask(List.of(query), 1, 5).p50()));
    all.sort(Comparator.comparingDouble(Slow::millis).reversed());
    try (Connection connection = bare()) {
      for (Slow slow : all.subList(0, PLANS)) {
        findings.say("");
        findings.say("\"%s\": %.1f ms; PostgreSQL's part:", slow.query(), slow.millis());
        explain(connection, slow.query()).forEach(line -> findings.say("  %s", line));
      }
    }
  }

  private List<String> explain(Connection connection, String query) throws SQLException {
    try (var explained =
            statement(connection, query).prepare(connection, "explain (analyze, buffers) ");
        ResultSet rows = explained.executeQuery()) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) lines.add(rows.getString(1));
      return lines.subList(0, Math.min(PLAN_LINES, lines.size()));
    }
  }

  private RecordedSearch.Statement statement(Connection connection, String query) {
    return RecordedSearch.of(connection, property, query, SHOWN).getLast();
  }

  /** As the program's own, which has every statement planned for the words it is given. */
  private Connection bare() throws Exception {
    Connection connection = program.connect("postern");
    try (var statement = connection.createStatement()) {
      statement.execute("set plan_cache_mode = force_custom_plan");
    }
    return connection;
  }
}
