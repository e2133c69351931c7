package dev.postern.support;

import dev.postern.database.Home;
import dev.postern.database.OwnPostgres;
import dev.postern.database.StartRefused;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * One PostgreSQL per test JVM, the program's own with all its settings, in a folder under target/
 * that the next run uses again. It refuses to answer for data that is not in that folder, and it
 * ends with the JVM.
 */
public final class TestPostgres {
  private static final int RUNS_AT_ONCE = 8;
  private static final String MIGRATED = "migrated";
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable OwnPostgres server;

  /** A new database with all tables and no rows, for tests of one module without Spring. */
  public static DataSource freshDatabase() {
    return dataSource(freshUrl());
  }

  /** The address of a new database with all tables and no rows. */
  public static String freshUrl() {
    return newDatabase(" template " + MIGRATED);
  }

  /** The address of a new database without anything. */
  public static String emptyUrl() {
    return newDatabase("");
  }

  /** Connections to {@code url}, each opened when asked for. */
  public static DataSource dataSource(String url) {
    return new DriverManagerDataSource(url, username(), password());
  }

  public static String username() {
    return server().username();
  }

  public static String password() {
    return server().password();
  }

  private static String newDatabase(String like) {
    String name = "test_" + COUNT.incrementAndGet();
    execute("create database " + name + like);
    return server().jdbcUrl(name);
  }

  private static synchronized OwnPostgres server() {
    OwnPostgres running = server;
    if (running != null) return running;
    OwnPostgres started = start();
    server = started;
    dropDatabasesOfEarlierRuns();
    makeTemplate(started);
    return started;
  }

  private static OwnPostgres start() {
    for (int run = 0; ; run++) {
      try {
        return OwnPostgres.start(Home.in(Path.of("target", "test-postgres-" + run)));
      } catch (StartRefused e) {
        boolean usedByAnotherRun = e.happened().startsWith("Another Postern");
        if (!usedByAnotherRun || run == RUNS_AT_ONCE) throw e;
      }
    }
  }

  private static void dropDatabasesOfEarlierRuns() {
    var names = new ArrayList<String>();
    try (var connection = DriverManager.getConnection(server().jdbcUrl(), username(), password());
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select datname from pg_database where datname ~ '^(test_[0-9]+|migrated)$'")) {
      while (row.next()) names.add(row.getString(1));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    names.forEach(name -> execute("drop database " + name + " with (force)"));
  }

  private static void makeTemplate(OwnPostgres postgres) {
    execute("create database " + MIGRATED);
    Flyway.configure()
        .dataSource(postgres.jdbcUrl(MIGRATED), postgres.username(), postgres.password())
        .load()
        .migrate();
  }

  private static void execute(String command) {
    try (var connection = DriverManager.getConnection(server().jdbcUrl(), username(), password());
        var statement = connection.createStatement()) {
      statement.execute(command);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestPostgres() {}
}
