package dev.postern.portal;

import dev.postern.Postern;
import dev.postern.people.Role;
import dev.postern.people.StaffMember;
import dev.postern.place.Property;
import dev.postern.portal.Routes.Route;
import dev.postern.support.Visitor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code bin/measure pages}: how long each page of the portal takes at 100,000 keys in one
 * property, beside the same page of a property that is nearly empty. The pages come from the
 * program's own routes, so that a new one is measured too, or asks to be taught what it needs.
 */
public final class MeasurePages {
  /** No page's median may take longer. */
  private static final Duration LONGEST = Duration.ofMillis(200);

  private static final int WARM_UPS = 5;
  private static final int TIMES = 30;

  /** What a page that searches as one types is asked for. */
  private static final List<String> WORDS =
      List.of("a", "z", "xu", "xu+x", "quillf", "rivera+sam", "nobodyatall", "718");

  /** The filters of a page, besides its bare address. */
  private static final Map<String, List<String>> FILTERS =
      Map.of(
          "/portal/recipients",
          List.of(
              "?show=opted_out", "?show=unreachable", "?show=deactivated", "?show=unreachable&q=a"),
          "/portal/access-keys",
          List.of(
              "?show=deactivated",
              "?show=ended",
              "?show=all",
              "?form=pin",
              "?form=qr",
              "?form=card",
              "?form=card&show=ended",
              "?who=staff",
              "?who=courier",
              "?who=recipient",
              "?who=courier&form=card",
              "?q=a&show=ended",
              "?q=rivera+sam&show=ended",
              "?q=a&who=courier",
              "?q=quillf&show=all",
              "?q=xu&form=qr"));

  /** One thing of a property, by the word before its id in an address; null where it has none. */
  private static final Map<String, String> THINGS =
      Map.ofEntries(
          Map.entry(
              "recipients",
              "select id from person where property_id = :property and last_name = 'Quillfeather'"),
          Map.entry(
              "primary-contacts", "select id from primary_contact where property_id = :property"),
          Map.entry(
              "one-time-pins",
              "select id from access_grant where property_id = :property and purpose = 'ONE_TIME'"),
          Map.entry(
              "access-keys",
              """
              select value_id from access_key join access_grant on access_grant.id = grant_id
              where access_key.property_id = :property and ended_at is null
                and access_key.form = 'PIN' and purpose = 'STANDING' order by access_key.id desc
              """),
          Map.entry(
              "kiosks",
              """
              select kiosk.id from kiosk join room on room.id = room_id
              where room.property_id = :property
              """),
          Map.entry("rooms", "select id from room where property_id = :property"),
          Map.entry(
              "invitations",
              "select invitation_id from invitation_property where property_id = :property"),
          Map.entry("entries", "select attempt_id from entry where property_id = :property"),
          Map.entry("notifications", "select id from notification where property_id = :property"),
          Map.entry("people", ofPeople("STAFF")),
          Map.entry("staff", ofPeople("STAFF")),
          Map.entry("couriers", ofPeople("COURIER")));

  /** Things of one person alone, which the one who looks has none of: the refusal is measured. */
  private static final Set<String> OF_ONE_PERSON = Set.of("passkeys", "sessions");

  private final ConfigurableApplicationContext program;
  private final JdbcClient sql;
  private final Side full;
  private final Side empty;

  /** A property and somebody who looks at it. */
  private record Side(Property property, Visitor visitor) {}

  private record Measured(
      String page, int status, double median, double p95, int bytes, double beside) {
    /** What is to be said about it, or nothing. */
    String complaint() {
      if (status >= 400) return "answered " + status;
      return median > LONGEST.toMillis() ? "too slow" : "";
    }
  }

  private MeasurePages(ConfigurableApplicationContext program, int recipients) {
    this.program = program;
    sql = program.getBean(JdbcClient.class);
    full = side("Full House", recipients, 300, 100, recipients / 10);
    empty = side("Empty House", 3, 1, 1, 2);
  }

  public static void main(String[] arguments) throws IOException {
    int recipients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    Path home = Files.createTempDirectory("postern-measure");
    boolean kept;
    try (ConfigurableApplicationContext program = start(home)) {
      checkThatAllIsKnown(pages(program));
      kept = new MeasurePages(program, recipients).measure();
    } finally {
      remove(home);
    }
    System.exit(kept ? 0 : 1);
  }

  /** The program with all its settings, on its own PostgreSQL; quiet but for the figures. */
  private static ConfigurableApplicationContext start(Path home) {
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
    try {
      return SpringApplication.run(
          Postern.class,
          "--postern.home=" + home.resolve("home"),
          "--postern.rehearsal=true",
          "--server.port=0",
          "--logging.level.root=warn");
    } finally {
      System.setOut(out);
    }
  }

  private static List<Route> pages(ConfigurableApplicationContext program) {
    return Routes.of(program).stream().filter(Route::reads).filter(Route::isOfThePortal).toList();
  }

  private static List<String> queries(Route route) {
    boolean searches =
        Arrays.stream(route.handler().getMethodParameters())
            .anyMatch(parameter -> parameter.getParameter().getName().equals("q"));
    List<String> queries = new ArrayList<>();
    if (searches) WORDS.forEach(word -> queries.add("?q=" + word));
    queries.addAll(FILTERS.getOrDefault(route.path(), List.of()));
    return queries;
  }

  /** Says at once what this class has to learn about new pages. */
  private static void checkThatAllIsKnown(List<Route> pages) {
    Set<String> unknown =
        pages.stream().flatMap(page -> page.nouns().stream()).collect(Collectors.toSet());
    unknown.removeAll(THINGS.keySet());
    unknown.removeAll(OF_ONE_PERSON);
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(
          "MeasurePages knows no %s: teach it to find one".formatted(unknown));
    }
    Set<String> paths = pages.stream().map(Route::path).collect(Collectors.toSet());
    for (String path : FILTERS.keySet()) {
      if (!paths.contains(path)) throw new IllegalStateException("There is no page " + path);
    }
  }

  private Side side(String name, int recipients, int staff, int couriers, int past) {
    Site site = new Site(program);
    Property property = site.property(name);
    long from = System.nanoTime();
    new BigProperty(program, property).fill(recipients, staff, couriers, past);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d keys, %,d of them live, made in %.0f s%n",
        name,
        count("access_key where property_id = ?", property),
        count("access_key where property_id = ? and ended_at is null", property),
        (System.nanoTime() - from) / 1e9);
    StaffMember administrator = site.member(Role.ADMINISTRATOR, property);
    Visitor visitor = site.visitor().signIn(administrator.email(), Site.PASSWORD);
    visitor.post("/portal/property", Map.of("property", property.id().toString()));
    return new Side(property, visitor);
  }

  private int count(String rows, Property property) {
    return sql.sql("select count(*) from " + rows)
        .param(property.id())
        .query(Integer.class)
        .single();
  }

  private boolean measure() {
    System.out.printf(
        "%n%-66s %10s %10s %9s %12s %6s%n",
        "page", "median", "95 of 100", "bytes", "nearly empty", "ratio");
    List<Measured> all = new ArrayList<>();
    for (Route route : pages(program)) {
      all.add(measure(route, ""));
      for (String query : queries(route)) all.add(measure(route, query));
    }
    Measured slowest = all.stream().max(Comparator.comparingDouble(Measured::median)).orElseThrow();
    long wrong = all.stream().filter(one -> !one.complaint().isEmpty()).count();
    System.out.printf(
        Locale.ROOT,
        "%n%d pages, %d of them wrong or over %d ms; the slowest median is %.1f ms: %s%n",
        all.size(),
        wrong,
        LONGEST.toMillis(),
        slowest.median(),
        slowest.page());
    return wrong == 0;
  }

  /** Both sides by turns, so that what else this machine does weighs on both. */
  private Measured measure(Route route, String query) {
    String there = route.address(noun -> thing(noun, full)) + query;
    String beside = route.address(noun -> thing(noun, empty)) + query;
    boolean ofOnePerson = route.nouns().stream().anyMatch(OF_ONE_PERSON::contains);
    double[] times = new double[TIMES];
    double[] timesBeside = new double[TIMES];
    int bytes = 0;
    int status = 0;
    for (int n = -WARM_UPS; n < TIMES; n++) {
      long start = System.nanoTime();
      HttpResponse<String> answer = full.visitor().get(there);
      long between = System.nanoTime();
      empty.visitor().get(beside);
      long end = System.nanoTime();
      status = ofOnePerson && answer.statusCode() < 500 ? 0 : answer.statusCode();
      bytes = answer.body().getBytes(StandardCharsets.UTF_8).length;
      if (n < 0) continue;
      times[n] = (between - start) / 1e6;
      timesBeside[n] = (end - between) / 1e6;
    }
    Measured measured =
        new Measured(
            route.path() + query,
            status,
            at(times, 0.5),
            at(times, 0.95),
            bytes,
            at(timesBeside, 0.5));
    print(measured);
    return measured;
  }

  private static void print(Measured one) {
    System.out.printf(
        Locale.ROOT,
        "%-66s %7.1f ms %7.1f ms %,9d %9.1f ms %6.1f%s%n",
        one.page(),
        one.median(),
        one.p95(),
        one.bytes(),
        one.beside(),
        one.median() / one.beside(),
        one.complaint().isEmpty() ? "" : "  " + one.complaint());
  }

  private String thing(String noun, Side side) {
    if (OF_ONE_PERSON.contains(noun)) return UUID.randomUUID().toString();
    return sql.sql(THINGS.getOrDefault(noun, "") + " limit 1")
        .param("property", side.property().id())
        .query((row, n) -> row.getString(1))
        .single();
  }

  private static String ofPeople(String kind) {
    return """
    select person_id from assignment join person on person.id = person_id
    where assignment.property_id = :property and kind = '%s'\
    """
        .formatted(kind);
  }

  private static double at(double[] times, double share) {
    double[] sorted = Arrays.stream(times).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * sorted.length))];
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(each);
    }
  }
}
