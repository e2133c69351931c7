package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

class OwnPostgresTest {
  /** Unpacked programs stay there between runs, data does not. */
  private static final Path FOLDER = Path.of("target", "test-own-postgres").toAbsolutePath();

  private static final int KILLS = 3;
  private static final int WRITERS = 4;
  private static final Path DATA = FOLDER.resolve("data");
  private static final Path PID_FILE = DATA.resolve("postmaster.pid");

  @BeforeAll
  static void beginWithoutData() throws IOException {
    beginWithoutData(FOLDER);
  }

  /** What a test left here that was ended is ended too. */
  static void beginWithoutData(Path folder) throws IOException {
    Path data = folder.resolve("data");
    new Leftovers(Home.in(folder), data).end();
    FileSystemUtils.deleteRecursively(data);
  }

  @AfterEach
  void leavesNothingRunning() {
    assertThat(running()).isEmpty();
  }

  @Test
  void keepsRowsAcrossARestart() throws SQLException {
    try (var postgres = start()) {
      write(postgres, "kept");
    }
    assertThat(PID_FILE).doesNotExist();
    try (var postgres = start()) {
      assertThat(wrote(postgres, "kept")).isTrue();
    }
  }

  @Test
  void writesEveryCommitToTheDiskBeforeItIsAcknowledged() throws SQLException {
    try (var postgres = start()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(ask(postgres, "show " + setting)).as(setting).isEqualTo("on");
      }
      assertThat(ask(postgres, "show data_checksums")).isEqualTo("on");
    }
  }

  @Test
  void listensOnlyInsideThisMachineToWhoKnowsThePassword() throws SQLException, IOException {
    try (var postgres = start()) {
      assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(postgres, "select rolsuper from pg_roles where rolname = current_user"))
          .isEqualTo("f");
      for (String user : List.of(postgres.username(), "postgres")) {
        var refused =
            catchThrowableOfType(
                SQLException.class,
                () -> DriverManager.getConnection(postgres.jdbcUrl(), user, "guessed"));
        assertThat(refused.getSQLState()).isEqualTo("28P01");
      }
    }
    assertThat(Files.getPosixFilePermissions(FOLDER.resolve("postgresql.password")))
        .hasToString("[OWNER_READ, OWNER_WRITE]");
  }

  @Test
  void endsWithAProgramThatIsKilledAndRefusesASecondOneBefore() throws Exception {
    try (var program = ProgramWithPostgres.startedOn(FOLDER)) {
      var refused = refusal();
      assertThat(refused.happened())
          .startsWith("Another Postern (process " + program.pid() + ") uses the folder " + FOLDER);
      program.kill();
      await("it has ended", () -> running().isEmpty());
      assertThat(FOLDER.resolve("postgresql.log"))
          .content()
          .contains("database system is shut down");
    }
    start().close();
  }

  @Test
  void endsAnOrphanCleanlyAndKeepsItsRows() throws Exception {
    try (var postgres = start()) {
      write(postgres, "before");
    }
    Process orphan = startByHand();
    try {
      try (var postgres = start()) {
        assertThat(wrote(postgres, "before")).isTrue();
        assertThat(orphan.isAlive()).isFalse();
      }
      assertThat(orphan.exitValue()).isZero();
    } finally {
      orphan.destroyForcibly();
    }
  }

  @Test
  void losesNothingAcknowledgedWhenItIsKilledUnderLoad() throws Exception {
    Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    var going = new AtomicBoolean(true);
    try (var postgres = start()) {
      String url = postgres.jdbcUrl();
      update(postgres, "drop table if exists load; create table load (id int primary key)");
      try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int writer = 0; writer < WRITERS; writer++) {
          int from = writer * 1_000_000;
          var _ = writers.submit(() -> writeWhile(going, postgres, from, acknowledged));
        }
        try {
          killAgainAndAgain(postgres, acknowledged);
        } finally {
          going.set(false);
        }
      }
      assertThat(written(postgres)).containsAll(acknowledged);
      assertThat(postgres.jdbcUrl()).isEqualTo(url);
    }
  }

  @Test
  void isTakenBackWhenOnlyItsDeadMansSwitchIsKilled() throws Exception {
    try (var postgres = start()) {
      write(postgres, "unattended");
      ProcessHandle unattended = postmaster();
      unattended.parent().orElseThrow().destroyForcibly();
      unattended.onExit().get();
      await("it has healed", () -> connects(postgres));
      assertThat(wrote(postgres, "unattended")).isTrue();
    }
  }

  @Test
  void startsInSpiteOfAPidFileThatNamesSomebodyElse() throws Exception {
    start().close();
    for (String stale :
        List.of(ProcessHandle.current().pid() + "\n" + DATA + "\n", "", "99999999")) {
      Files.writeString(PID_FILE, stale);
      assertThatCode(() -> start().close()).as(stale).doesNotThrowAnyException();
    }
  }

  @Test
  void refusesDataOfAnotherVersion() throws IOException {
    start().close();
    Path version = DATA.resolve("PG_VERSION");
    String ours = Files.readString(version);
    Files.writeString(version, "15\n");
    try {
      assertThat(refusal().happened())
          .contains("was written by PostgreSQL 15, and this Postern brings PostgreSQL 18");
    } finally {
      Files.writeString(version, ours);
    }
    start().close();
  }

  @Test
  void refusesDataWithoutItsPassword() throws IOException {
    start().close();
    Path password = FOLDER.resolve("postgresql.password");
    Path elsewhere = FOLDER.resolve("elsewhere");
    Files.move(password, elsewhere);
    try {
      assertThat(refusal().happened()).contains("the password to it", "is not");
    } finally {
      Files.move(elsewhere, password);
    }
  }

  @Test
  void beginsAnewAfterAFirstStartThatWasKilled() throws Exception {
    start().close();
    FileSystemUtils.deleteRecursively(DATA);
    Path unfinished = FOLDER.resolve("data.tmp");
    Process initdb = initdbByHand(unfinished);
    while (!Files.exists(unfinished.resolve("PG_VERSION"))) Thread.sleep(5);
    initdb.destroyForcibly().waitFor();
    assertThat(DATA).doesNotExist();
    try (var postgres = start()) {
      write(postgres, "anew");
    }
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void refusesAFullDisk() {
    Home home = Home.in(FOLDER);
    var refused =
        catchThrowableOfType(
            StartRefused.class,
            () -> OwnPostgres.start(home, Long.MAX_VALUE, RunAs.possibleHere()));
    assertThat(refused.happened()).startsWith("The disk that holds " + FOLDER + " is full");
    assertThat(LogReason.refusal("PANIC:  could not write: No space left on device", DATA))
        .hasMessageStartingWith("The disk that holds");
  }

  @Test
  void refusesAFolderItMayNotWriteTo() throws IOException {
    Path file = Files.createTempFile(FOLDER, "file", null);
    var refused = catchThrowableOfType(StartRefused.class, () -> Home.in(file.resolve("folder")));
    assertThat(refused.happened()).contains("may not write there");
    Files.delete(file);
  }

  @Test
  void refusesAsRootTheFolderOfAnOrdinaryUser() throws IOException {
    assumeTrue(RunAs.possibleHere() != RunAs.SELF, "only root may give folders away");
    Path folder = Files.createTempDirectory(FOLDER, "given");
    Files.setAttribute(folder, "unix:uid", 65534);
    var refused =
        catchThrowableOfType(StartRefused.class, () -> OwnPostgres.start(Home.in(folder)));
    assertThat(refused.happened()).contains("runs as root", "belongs to the user");
    assertThat(folder).isEmptyDirectory();
    Files.delete(folder);
  }

  @Test
  void noticesThatSomebodyWasFasterAtItsPort() throws Exception {
    start().close();
    Home home = Home.in(FOLDER);
    Path log = Files.createTempFile(FOLDER, "log", null);
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var refused =
          catchThrowableOfType(
              Postmaster.PortTaken.class,
              () ->
                  Postmaster.start(
                      PostgresBinaries.in(home),
                      RunAs.possibleHere(),
                      DATA,
                      log,
                      taken.getLocalPort()));
      assertThat(refused).isNotNull();
    } finally {
      Files.delete(log);
    }
  }

  @Test
  void runsAsNobodyWhereRootMayNotHideAndComesBack() throws Exception {
    Home home = Home.in(FOLDER);
    assumeTrue(RunAs.possibleHere() == RunAs.UNMAPPED, "only root may become nobody");
    assumeTrue(
        Command.run(
                RunAs.NOBODY.command(
                    List.of("test", "-x", Path.of("target").toAbsolutePath().toString())))
            .ok(),
        "nobody may not enter this folder");
    try (var postgres = OwnPostgres.start(home, 0, RunAs.NOBODY)) {
      write(postgres, "as nobody");
      assertThat(postmaster().info().user()).hasValue("nobody");
    }
    try (var postgres = start()) {
      assertThat(wrote(postgres, "as nobody")).isTrue();
    }
  }

  private static OwnPostgres start() {
    return OwnPostgres.start(Home.in(FOLDER));
  }

  private static StartRefused refusal() {
    return catchThrowableOfType(StartRefused.class, OwnPostgresTest::start);
  }

  private static Process startByHand() throws Exception {
    var command =
        List.of(
            FOLDER + "/postgresql/bin/postgres",
            "-D",
            DATA.toString(),
            "-p",
            Integer.toString(Postmaster.freePort()),
            "-c",
            "unix_socket_directories=");
    Process process = byHand(command);
    while (!Files.exists(PID_FILE) || !Files.readString(PID_FILE).contains("ready")) {
      Thread.sleep(10);
    }
    return process;
  }

  private static Process initdbByHand(Path into) throws IOException {
    return byHand(List.of(FOLDER + "/postgresql/bin/initdb", "-D", into.toString()));
  }

  private static Process byHand(List<String> command) throws IOException {
    return new ProcessBuilder(RunAs.possibleHere().command(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static ProcessHandle postmaster() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(PID_FILE).getFirst().strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private static void await(String what, BooleanSupplier reached) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(20);
    }
  }

  private static List<String> running() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().command().stream())
        .filter(program -> program.startsWith(FOLDER.toString()))
        .toList();
  }

  private static void killAgainAndAgain(OwnPostgres postgres, Set<Integer> acknowledged)
      throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      int enough = acknowledged.size() + 200;
      await("rows are written", () -> acknowledged.size() > enough);
      postmaster().destroyForcibly();
      await("it has healed", () -> connects(postgres));
    }
  }

  private static void writeWhile(
      AtomicBoolean going, OwnPostgres postgres, int from, Set<Integer> acknowledged) {
    int id = from;
    while (going.get()) {
      try (var connection = connect(postgres);
          var statement = connection.createStatement()) {
        while (going.get()) {
          statement.execute("insert into load values (" + ++id + ")");
          acknowledged.add(id);
        }
      } catch (SQLException e) {
        Pause.of(Duration.ofMillis(20));
      }
    }
  }

  private static Set<Integer> written(OwnPostgres postgres) throws SQLException {
    var ids = new HashSet<Integer>();
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var row = statement.executeQuery("select id from load")) {
      while (row.next()) ids.add(row.getInt(1));
    }
    return ids;
  }

  private static void write(OwnPostgres postgres, String text) throws SQLException {
    update(
        postgres,
        "create table if not exists note (text text); insert into note values ('" + text + "')");
  }

  private static void update(OwnPostgres postgres, String statements) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  private static boolean wrote(OwnPostgres postgres, String text) throws SQLException {
    return ask(postgres, "select count(*) > 0 from note where text = '" + text + "'").equals("t");
  }

  private static String ask(OwnPostgres postgres, String query) throws SQLException {
    try (var connection = connect(postgres);
        var statement = connection.createStatement();
        var answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static boolean connects(OwnPostgres postgres) {
    try (var _ = connect(postgres)) {
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static Connection connect(OwnPostgres postgres) throws SQLException {
    return DriverManager.getConnection(
        postgres.jdbcUrl(), postgres.username(), postgres.password());
  }
}
