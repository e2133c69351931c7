package dev.postern.bench;

import dev.postern.bench.HttpLoad.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One-time vouchers of FreeRADIUS in a PostgreSQL database of their own on the program's server:
 * read, compared, and deleted in the request that accepts them. Whoever deletes the row wins, so
 * that a voucher is accepted once however many ask.
 */
final class FreeRadius implements Peer {
  static final String MISSING =
      "FreeRADIUS on PostgreSQL: not installed: apt-get install freeradius freeradius-postgresql,"
          + " row left out";

  private static final Path PROGRAM = Path.of("/usr/sbin/freeradius");
  private static final Path DRIVER = Path.of("/usr/lib/freeradius/rlm_sql_postgresql.so");
  private static final String DATABASE = "vouchers";
  private static final String ROLE = "postern"; // it may create databases
  private static final String SECRET = "between the two of us";

  /** As many as ask at the same time at most: each waits for its own commit. */
  private static final int THREADS = 64;

  /** The tables that FreeRADIUS brings, those that this uses. */
  private static final String TABLES =
      """
      create table radcheck (
        id serial primary key, UserName text not null default '', Attribute text not null default '',
        op varchar(2) not null default '==', Value text not null default '');
      create index radcheck_UserName on radcheck (UserName, Attribute);
      create table radpostauth (
        id bigserial primary key, username text not null, pass text, reply text,
        CalledStationId text, CallingStationId text, authdate timestamptz not null default now(),
        Class text);
      create index radpostauth_username_idx on radpostauth (username);
      create index radpostauth_class_idx on radpostauth (Class);
      """;

  private static final String SETTINGS =
      """
      name = radiusd
      prefix = /usr
      localstatedir = /var
      raddbdir = "${folder}"
      logdir = ${raddbdir}
      run_dir = ${raddbdir}
      libdir = /usr/lib/freeradius
      pidfile = ${raddbdir}/pid
      max_requests = 65536
      log {
        destination = files
        file = ${raddbdir}/radius.log
      }
      security {
        reject_delay = 0
      }
      client one {
        ipaddr = 127.0.0.1
        secret = "${secret}"
      }
      thread pool {
        start_servers = ${threads}
        max_servers = ${threads}
        min_spare_servers = 1
        max_spare_servers = ${threads}
        max_requests_per_server = 0
      }
      modules {
        always reject {
          rcode = reject
        }
        pap {
        }
        sql {
          driver = "rlm_sql_postgresql"
          dialect = "postgresql"
          server = "127.0.0.1"
          port = ${database_port}
          login = "${role}"
          password = "${password}"
          radius_db = "${database}"
          read_profiles = no
          sql_user_name = "%{User-Name}"
          authorize_check_query = "select id, UserName, Attribute, Value, Op from radcheck \\
            where UserName = '%{SQL-User-Name}' order by id"
          pool {
            start = ${threads}
            min = ${threads}
            max = ${threads}
            spare = 0
            uses = 0
            lifetime = 0
            idle_timeout = 0
          }
        }
      }
      server vouchers {
        listen {
          type = auth
          ipaddr = 127.0.0.1
          port = ${port}
        }
        authorize {
          sql
          pap
        }
        authenticate {
          pap
        }
        post-auth {
          if ("%{sql:with used as (delete from radcheck where UserName = '%{User-Name}' \\
              returning UserName) insert into radpostauth (username, reply) \\
              select UserName, 'Access-Accept' from used returning 1}" != "1") {
            reject
          }
        }
      }
      """;

  private final TemporaryFolder folder;
  private final int databasePort;
  private final String password;
  private final int port;
  private int made;
  private int used;

  /**
   * @param program whose PostgreSQL it shares, as another database
   */
  FreeRadius(Program program) throws IOException, SQLException {
    folder = TemporaryFolder.create();
    databasePort = program.databasePort();
    password = program.databasePassword();
    port = Program.freePort();
    try (Connection database = connect("postern", ROLE);
        Statement sql = database.createStatement()) {
      sql.execute("create database " + DATABASE);
    }
    try (Connection database = connect(DATABASE, ROLE);
        Statement sql = database.createStatement()) {
      sql.execute(TABLES);
    }
    Files.writeString(
        folder.path().resolve("radiusd.conf"),
        SETTINGS
            .replace("${folder}", folder.path().toString())
            .replace("${secret}", SECRET)
            .replace("${threads}", Integer.toString(THREADS))
            .replace("${database_port}", Integer.toString(databasePort))
            .replace("${role}", ROLE)
            .replace("${password}", password)
            .replace("${database}", DATABASE)
            .replace("${port}", Integer.toString(port)));
  }

  static boolean installed() {
    return Stream.of(PROGRAM, DRIVER).allMatch(Files::isReadable);
  }

  @Override
  public String name() {
    return "FreeRADIUS vouchers in PostgreSQL";
  }

  @Override
  public String doesNot() {
    return "no guard against guessing, no keyed hash (the codes stand there), no expiry or rule of"
        + " person, room and kiosk, no answer for an attempt that asks again, no audit, no door; it"
        + " asks by UDP, not HTTP";
  }

  @Override
  public double promised() {
    return 3;
  }

  @Override
  public int codes(int connections) {
    return Math.min(1_000 * connections, 3_200);
  }

  @Override
  public void fill(int codes) throws SQLException {
    try (Connection database = connect(DATABASE, ROLE);
        Statement sql = database.createStatement()) {
      sql.execute(
          """
          insert into radcheck (UserName, Attribute, op, Value)
          select code, 'Cleartext-Password', ':=', code
          from (select lpad(n::text, 8, '0') as code from generate_series(%d, %d) n) codes
          """
              .formatted(made, made + codes - 1));
    }
    tidy();
    made += codes;
  }

  @Override
  public Latencies redeem(int connections, int codes) throws Exception {
    int each = codes / connections;
    List<List<String>> requests = new ArrayList<>();
    for (int n = 0; n < connections; n++) {
      List<String> mine = new ArrayList<>();
      for (int i = 0; i < each; i++) mine.add(code(used++));
      requests.add(mine);
    }
    Outcome outcome = ask(requests);
    Peer.same(
        "vouchers that FreeRADIUS accepted",
        (long) connections * each,
        outcome.count(RadiusLoad.ACCEPTED));
    tidy();
    return outcome.latencies();
  }

  @Override
  public void check() throws Exception {
    Outcome again = ask(List.of(List.of(code(0))));
    Peer.same("vouchers that were rejected again", 1, again.count(RadiusLoad.REJECTED));
    Peer.same("vouchers that are left", made - used, count("radcheck"));
    Peer.same("acceptances recorded", used, count("radpostauth"));
  }

  @Override
  public void close() {
    folder.close();
  }

  /** It runs only meanwhile: its connections are needed by others between. */
  private Outcome ask(List<List<String>> requests) throws Exception {
    try (Server _ = start()) {
      return new RadiusLoad(port, SECRET).run(requests);
    }
  }

  /** Leaves the server nothing to do in the turns of the others. */
  private void tidy() throws SQLException {
    try (Connection database = connect(DATABASE, "postgres");
        Statement sql = database.createStatement()) {
      sql.execute("vacuum analyze radcheck, radpostauth");
      sql.execute("checkpoint");
    }
  }

  private static String code(int n) {
    return String.format("%08d", n);
  }

  private Server start() throws IOException, InterruptedException {
    Path log = folder.path().resolve("radius.log");
    Files.deleteIfExists(log);
    return Server.start(
        List.of(PROGRAM.toString(), "-f", "-d", folder.path().toString(), "-n", "radiusd"),
        folder.path().resolve("out.log"),
        () -> Files.exists(log) && Files.readString(log).contains("Ready to process requests"));
  }

  private long count(String table) throws SQLException {
    try (Connection database = connect(DATABASE, ROLE);
        Statement sql = database.createStatement();
        ResultSet row = sql.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private Connection connect(String database, String user) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + databasePort + "/" + database, user, password);
  }
}
