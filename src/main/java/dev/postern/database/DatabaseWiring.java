package dev.postern.database;

import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;

/**
 * Gives Spring Boot the server to work with; pool, migrations, sessions and jobs follow from it.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {
  @Bean
  Home home(
      @Value("${postern.home:}") String folder,
      @Value("${postern.rehearsal:true}") String rehearsal) {
    // A rehearsal and a real site on one machine never share data by accident.
    String usual =
        switch (rehearsal) {
          case "true" -> "rehearsal";
          case "false" -> "site";
          // Spring itself would also read yes, on or 1, but not everywhere alike.
          default ->
              throw new StartRefused(
                  "The setting postern.rehearsal is '%s'.".formatted(rehearsal),
                  "Set it to true for the rehearsal or to false for a real site.");
        };
    return Home.in(
        folder.isBlank()
            ? Path.of(System.getProperty("user.home"), ".postern", usual)
            : Path.of(folder));
  }

  @Bean
  @Lazy
  OwnPostgres ownPostgres(Home home) {
    return OwnPostgres.start(home);
  }

  @Bean
  JdbcConnectionDetails databaseServer(DatabaseSettings given, ObjectProvider<OwnPostgres> own) {
    String url = given.url();
    return url == null || url.isBlank()
        ? new OwnServer(own.getObject())
        : new GivenServer(url, given.username(), given.password()).requireUsable();
  }

  @Bean
  Clock clock(DataSource database) {
    return new DatabaseClock(database);
  }

  /**
   * Who calls a method that must not run in a transaction would otherwise keep the connection of
   * its first query until it returns: a node would have no connection left while its doors move.
   */
  @Bean
  TransactionManagerCustomizer<AbstractPlatformTransactionManager>
      connectionsAreKeptByTransactions() {
    return transactions ->
        transactions.setTransactionSynchronization(
            AbstractPlatformTransactionManager.SYNCHRONIZATION_ON_ACTUAL_TRANSACTION);
  }

  private record OwnServer(OwnPostgres postgres) implements JdbcConnectionDetails {
    @Override
    public String getJdbcUrl() {
      return postgres.jdbcUrl();
    }

    @Override
    public String getUsername() {
      return postgres.username();
    }

    @Override
    public String getPassword() {
      return postgres.password();
    }
  }
}
