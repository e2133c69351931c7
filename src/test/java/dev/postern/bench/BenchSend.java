package dev.postern.bench;

import dev.postern.audit.Act;
import dev.postern.audit.Actor;
import dev.postern.bench.HttpLoad.Outcome;
import dev.postern.people.NewRecipient;
import dev.postern.people.NewStaffMember;
import dev.postern.people.Recipients;
import dev.postern.people.Role;
import dev.postern.people.Staff;
import dev.postern.place.Organization;
import dev.postern.place.Places;
import dev.postern.place.Property;
import dev.postern.support.Findings;
import dev.postern.vault.Secret;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code bin/bench send}: one-time PINs to distinct recipients through the portal's form, in turns
 * with pgbench, which puts the bare rows of such a sending into the same tables.
 *
 * <p>Twice: with the letters kept in the queue, which is the promise about sending, and with the
 * rehearsal's gateway delivering them meanwhile, which pgbench has no part in.
 */
public final class BenchSend {
  private static final int ROUNDS = 3;
  private static final int DESKS = 64;
  private static final int WARM_UP = 3_200;
  private static final List<Load> LOADS =
      List.of(new Load(1, 200, 0.4), new Load(16, 1_600, 0), new Load(64, 3_200, 1));

  /** Tomcat ends a connection after a hundred requests, and pgbench keeps its own. */
  private static final String STAYS_OPEN = "-Dserver.tomcat.max-keep-alive-requests=-1";

  /** What is to be delivered waits until the measurement is over. */
  private static final String DELIVERED_LATER =
      """
      create function bench_later() returns trigger language plpgsql as $$
      begin new.execution_time := new.execution_time + interval '1 day'; return new; end $$;
      create trigger bench_later before insert on scheduled_tasks for each row
        when (new.task_name = 'notification.send') execute function bench_later();
      """;

  private static final String EMAIL = "admin@river.example";
  private static final String PASSWORD = "the doorman knows it";

  /** One of these is a sending without a program: the rows that it leaves, in one commit. */
  private static final String BARE_INSERTS =
      """
      \\set i :i + 1
      \\set n :first + :client_id * :each + :i
      begin;
      insert into access_grant (id, property_id, room_id, person_id, purpose, single_entry,
          valid_from, expires_at, reason, form, issued_by, issued_at)
        select uuidv7(), property_id, room_id, person_id, 'ONE_TIME', true,
          now(), now() + interval '1 day', 'bare', gen_random_uuid(), issuer_id, now()
        from bench_recipient where n = :n
        returning id, property_id, person_id \\gset
      insert into access_key (id, value_id, grant_id, property_id, form, random_digits, index_hash,
          sealed, created_at)
        values (uuidv7(), uuidv7(), :id, :property_id, 'QR', null,
          sha256(uuid_send(gen_random_uuid())), '\\x%1$s', now());
      insert into access_key (id, value_id, grant_id, property_id, form, random_digits, index_hash,
          sealed, created_at)
        values (uuidv7(), uuidv7(), :id, :property_id, 'PIN', 6,
          sha256(uuid_send(gen_random_uuid())), '\\x%1$s', now());
      insert into notification (id, property_id, person_id, kind, about, via, destination, language,
          sealed_text, state, not_after, queued_at, changed_at)
        values (uuidv7(), :property_id, :person_id, 'ONE_TIME_PIN', :id, 'EMAIL',
          'ana@mail.example', 'en', '\\x%2$s', 'QUEUED', now() + interval '1 day', now(), now());
      insert into audit_event (at, property_id, actor_kind, actor_name, act, subject_kind,
          subject_id, subject_name, details)
        values (now(), :property_id, 'STAFF', 'Rosa Rivera', 'bench.bare', 'recipient',
          :person_id, 'Ana Rivera', '{"via": "EMAIL", "reason": "", "expires": "tomorrow"}');
      commit;
      """
          .formatted("ab".repeat(60), "ab".repeat(400));

  /**
   * @param sendings of all connections together in one round
   * @param promised how many times pgbench's throughput; 0 for no promise
   */
  private record Load(int connections, int sendings, double promised) {
    int each() {
      return sendings / connections;
    }
  }

  private final boolean delivers;
  private final Connection database;
  private final List<UUID> recipients;
  private final Desks desks;
  private final HttpLoad http;
  private final Pgbench pgbench;
  private int next;
  private int sent;
  private int bare;

  private BenchSend(Program program, Connection database, boolean delivers) throws Exception {
    this.delivers = delivers;
    this.database = database;
    recipients = recipients();
    desks = new Desks(program.port(), DESKS, EMAIL, PASSWORD, property(), recipients.getFirst());
    http = new HttpLoad(program.port());
    pgbench = new Pgbench(program.databasePort(), "postern", "postern", program.databasePassword());
  }

  public static void main(String[] arguments) throws Exception {
    Findings findings = new Findings();
    if (!Pgbench.installed()) {
      findings.say("%s", Pgbench.MISSING);
      System.exit(1);
    }
    findings.say(
        "Rows: the product's own tables for both, with all their indexes and foreign keys");
    run("Sent, delivered later", true, findings);
    run("Sent, and delivered to the rehearsal's tray meanwhile", false, findings);
    findings.end("bin/bench send");
    System.exit(findings.kept() ? 0 : 1);
  }

  private static void run(String title, boolean promised, Findings findings) throws Exception {
    try (var folder = TemporaryFolder.create()) {
      Filling.fill(folder.path(), BenchSend::fill);
      try (Program program = Program.start(folder.path(), STAYS_OPEN);
          Connection database = program.connect("postern")) {
        if (promised) later(database);
        var bench = new BenchSend(program, database, !promised);
        bench.send(16, WARM_UP / 16);
        List<Comparison> compared = new ArrayList<>();
        for (Load load : LOADS) compared.add(bench.compare(load));
        bench.check();
        findings.say("%n%s (%,d sent, every one of them found)", title, bench.sent);
        for (Comparison each : compared) each.print(findings, promised);
      }
    }
  }

  private static void later(Connection database) throws SQLException {
    try (Statement sql = database.createStatement()) {
      sql.execute(DELIVERED_LATER);
    }
  }

  /** What the recipients, the room and the administrator are, for both. */
  private static void fill(ApplicationContext program) {
    Places places = program.getBean(Places.class);
    Organization organization = places.organization().orElseThrow();
    Property property =
        places.addProperty(
            Actor.SYSTEM,
            organization,
            "Bench",
            "1 River Street",
            ZoneId.of("America/New_York"),
            "US",
            "en");
    places.addRoom(Actor.SYSTEM, property.id(), "Maple Room");
    program
        .getBean(Staff.class)
        .add(
            Actor.SYSTEM,
            organization,
            new NewStaffMember("Rosa", "Rivera", EMAIL, Role.ADMINISTRATOR, Set.of(property.id())),
            new Secret(PASSWORD));
    int needed = WARM_UP + 2 * ROUNDS * LOADS.stream().mapToInt(Load::sendings).sum();
    List<NewRecipient> recipients = new ArrayList<>();
    for (int n = 0; n < needed; n++) recipients.add(recipient(n));
    program.getBean(Recipients.class).add(Actor.SYSTEM, property, recipients);
    program
        .getBean(JdbcClient.class)
        .sql(
            """
            create table bench_recipient as
            select (row_number() over (order by id))::int - 1 as n, id as person_id, property_id,
              (select id from room where room.property_id = person.property_id) as room_id,
              (select person_id from staff_account where email = '%s') as issuer_id
            from person where property_id = '%s';
            alter table bench_recipient add primary key (n);
            """
                .formatted(EMAIL, property.id()))
        .update();
  }

  private static NewRecipient recipient(int n) {
    String email = "ana" + n + "@mail.example";
    return new NewRecipient(
        null, "Ana", "Rivera", "u" + n, email, "", "", "", "en", false, false, true, false);
  }

  private Comparison compare(Load load) throws Exception {
    List<Latencies> ours = new ArrayList<>();
    List<Latencies> theirs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(send(load.connections(), load.each()));
      awaitDelivery();
      theirs.add(insert(load.connections(), load.each()));
    }
    return new Comparison(load, Figures.median(ours), Figures.median(theirs));
  }

  private Latencies send(int connections, int each) throws Exception {
    List<List<byte[]>> requests = new ArrayList<>();
    for (int n = 0; n < connections; n++) {
      List<byte[]> mine = new ArrayList<>();
      for (int i = 0; i < each; i++) mine.add(desks.request(n, recipients.get(next++)));
      requests.add(mine);
    }
    Outcome outcome = http.run(requests, answer -> Integer.toString(answer.status()));
    Peer.same("sendings acknowledged", (long) connections * each, outcome.count("303"));
    sent += connections * each;
    return outcome.latencies();
  }

  private Latencies insert(int connections, int each) throws Exception {
    Map<String, Integer> variables = Map.of("i", -1, "first", next, "each", each);
    next += connections * each;
    bare += connections * each;
    return pgbench.run(BARE_INSERTS, variables, connections, each);
  }

  /** What the program still does for the sendings before does not slow down whose turn it is. */
  private void awaitDelivery() throws SQLException, InterruptedException {
    while (delivers && count("from scheduled_tasks where task_name = 'notification.send'") > 0) {
      Thread.sleep(50);
    }
  }

  /** Counts what was acknowledged. */
  private void check() throws SQLException {
    String one = "from access_grant g join bench_recipient using (person_id) where true";
    Peer.same("grants of the program", sent, count(one + " and g.reason <> 'bare'"));
    Peer.same("grants of pgbench", bare, count(one + " and g.reason = 'bare'"));
    Peer.same(
        "keys of the program",
        2L * sent,
        count(
            "from access_key join access_grant g on g.id = grant_id"
                + " join bench_recipient using (person_id) where g.reason <> 'bare'"));
    Peer.same(
        "notifications of the program",
        sent,
        count(
            "from notification join access_grant g on g.id = about"
                + " join bench_recipient on bench_recipient.person_id = g.person_id"
                + " where g.reason <> 'bare' and state not in ('FAILED', 'BLOCKED')"));
    Peer.same(
        "audit events of the program",
        sent,
        count(
            "from audit_event join bench_recipient on person_id = subject_id where act = '%s'"
                .formatted(Act.ONE_TIME_PIN_SENT.code())));
  }

  private long count(String from) throws SQLException {
    try (Statement sql = database.createStatement();
        ResultSet row = sql.executeQuery("select count(*) " + from)) {
      row.next();
      return row.getLong(1);
    }
  }

  private UUID property() throws SQLException {
    try (Statement sql = database.createStatement();
        ResultSet row = sql.executeQuery("select property_id from bench_recipient limit 1")) {
      row.next();
      return row.getObject(1, UUID.class);
    }
  }

  private List<UUID> recipients() throws SQLException {
    List<UUID> found = new ArrayList<>();
    try (Statement sql = database.createStatement();
        ResultSet row = sql.executeQuery("select person_id from bench_recipient order by n")) {
      while (row.next()) found.add(row.getObject(1, UUID.class));
    }
    return found;
  }

  private record Comparison(Load load, Figures ours, Figures theirs) {
    void print(Findings findings, boolean promised) {
      double ratio = ours.throughput() / theirs.throughput();
      int connections = load.connections();
      findings.say("  %2d  Postern, by form over HTTP   %s", connections, ours);
      findings.say("      pgbench, bare inserts        %s", theirs);
      findings.say("      ratio                         %7.2f", ratio);
      if (!promised) return;
      findings.promise(ratio >= load.promised(), "%.2f, promised %.1f", ratio, load.promised());
      findings.sum("%.2f x at %d", ratio, connections);
    }
  }
}
