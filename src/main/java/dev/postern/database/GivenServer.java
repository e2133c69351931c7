package dev.postern.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Somebody else's PostgreSQL, looked at once before Postern begins to work with it. */
record GivenServer(String url, @Nullable String username, @Nullable String password)
    implements JdbcConnectionDetails {
  private static final int LOGIN_SECONDS = 10;

  @Override
  public String getJdbcUrl() {
    return url;
  }

  @Override
  public @Nullable String getUsername() {
    return username;
  }

  @Override
  public @Nullable String getPassword() {
    return password;
  }

  /**
   * @throws StartRefused when it does not answer, does not let us in, or does not fit
   */
  GivenServer requireUsable() {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new StartRefused(
          "postern.database.url does not name a PostgreSQL.",
          "Write it as jdbc:postgresql://<host>/<database>.");
    }
    try (Connection connection = DriverManager.getConnection(url, credentials())) {
      requireUtf8(connection);
    } catch (SQLException e) {
      throw refusal(e);
    }
    return this;
  }

  private void requireUtf8(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery("show server_encoding")) {
      answer.next();
      String encoding = answer.getString(1);
      if (encoding.equals("UTF8")) return;
      throw new StartRefused(
          "The database at "
              + address()
              + " stores text as "
              + encoding
              + ", which cannot hold every name.",
          "Create it anew with: create database <name> encoding 'UTF8' template template0");
    }
  }

  private StartRefused refusal(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "28P01", "28000" ->
          new StartRefused(
              "The PostgreSQL at " + address() + " does not accept the user and password given.",
              "Check postern.database.username and postern.database.password.",
              e);
      case "3D000" ->
          new StartRefused(
              "The PostgreSQL at " + address() + " has no database of that name.",
              "Create it with: create database <name> encoding 'UTF8' owner <user> — or correct"
                  + " postern.database.url.",
              e);
      default ->
          new StartRefused(
              "The PostgreSQL at "
                  + address()
                  + " cannot be reached ("
                  + state
                  + ": "
                  + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                  + ")",
              "Check that it runs and that this machine may reach it, or correct"
                  + " postern.database.url. Without that setting Postern brings its own.",
              e);
    };
  }

  private Properties credentials() {
    var properties = new Properties();
    properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
    if (username != null) properties.setProperty("user", username);
    if (password != null) properties.setProperty("password", password);
    return properties;
  }

  /** What follows the question mark may be a password. */
  private String address() {
    int end = url.indexOf('?');
    return end < 0 ? url : url.substring(0, end);
  }

  @Override
  public String toString() {
    return address();
  }
}
