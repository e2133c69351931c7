package dev.postern.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What is looked at and made sure of before anything is written to our own PostgreSQL. */
final class FirstConnection {
  static final String ROLE = "postern";
  static final String DATABASE = "postern";

  private final String url;
  private final String password;

  FirstConnection(String url, String password) {
    this.url = url;
    this.password = password;
  }

  void prepare(Path data) throws SQLException, IOException {
    try (var connection = DriverManager.getConnection(url, DataFolder.SUPERUSER, password)) {
      requireOurs(connection, data);
      requireDurable(connection);
      makeRole(connection);
      makeDatabase(connection);
    }
  }

  private static void requireOurs(Connection connection, Path data)
      throws SQLException, IOException {
    Path theirs = Path.of(show(connection, "data_directory"));
    if (theirs.toRealPath().equals(data.toRealPath())) return;
    throw new IllegalStateException("a PostgreSQL with other data answers: " + theirs);
  }

  private static void requireDurable(Connection connection) throws SQLException {
    for (String setting : Postmaster.DURABLE) {
      if (show(connection, setting).equals("on")) continue;
      throw new IllegalStateException("PostgreSQL runs without " + setting);
    }
  }

  private void makeRole(Connection connection) throws SQLException {
    // A statement that fails is logged, and this one holds the password.
    execute(connection, "set log_min_error_statement = panic");
    String verb =
        exists(connection, "select from pg_roles where rolname = '" + ROLE + "'")
            ? "alter role "
            : "create role ";
    execute(connection, verb + ROLE + " login createdb password '" + password + "'");
  }

  private static void makeDatabase(Connection connection) throws SQLException {
    if (exists(connection, "select from pg_database where datname = '" + DATABASE + "'")) return;
    execute(connection, "create database " + DATABASE + " owner " + ROLE);
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery("show " + setting)) {
      answer.next();
      return answer.getString(1);
    }
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery(query)) {
      return answer.next();
    }
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (var prepared = connection.createStatement()) {
      prepared.execute(statement);
    }
  }
}
