package dev.postern.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * A PostgreSQL that somebody else runs.
 *
 * @param url {@code jdbc:postgresql://…}; absent: Postern brings its own
 * @param username who signs in there, the owner of the database that the URL names
 * @param password of that user
 */
@ConfigurationProperties("postern.database")
record DatabaseSettings(
    @Nullable String url, @Nullable String username, @Nullable String password) {
  @Override
  public String toString() {
    return "DatabaseSettings";
  }
}
