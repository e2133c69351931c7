package dev.postern.vault;

import dev.postern.database.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keys and database must fit; a start with other keys, or none, is refused before anything is read.
 */
@Configuration(proxyBeanMethods = false)
class VaultAtStart {
  private static final Secret PROBE = new Secret("Postern");
  private static final String BOUND_TO = "vault_seal";

  /**
   * @param keyFile where the keys are; beside the home folder when not set, never inside it
   */
  @Bean
  @DependsOnDatabaseInitialization
  Vault vault(
      Home home,
      JdbcClient sql,
      @Value("${postern.vault.key-file:#{null}}") @Nullable Path keyFile) {
    Path file = keyFile == null ? home.beside(".keys") : keyFile;
    Optional<byte[]> seal = sql.sql("select sealed from vault_seal").query(byte[].class).optional();
    if (!Files.exists(file)) {
      if (seal.isPresent()) {
        throw new VaultRefused(
            "The key file %s is missing, and this database is sealed with it.".formatted(file),
            "Put your copy of the key file back, or set postern.vault.key-file to where it is. "
                + "Without it no PIN in this database can be used.");
      }
      VaultKeys.create(file);
    }
    Vault vault = VaultKeys.read(file);
    byte[] sealed = seal.orElseGet(() -> sealDatabase(sql, vault));
    try {
      vault.open(sealed, BOUND_TO);
    } catch (IllegalStateException e) {
      throw new VaultRefused(
          "The key file %s does not belong to this database.".formatted(file),
          "Put the key file of this database back, or start on the database of this key file.");
    }
    return vault;
  }

  /** Two nodes may start on an empty database at once: the first seal stays. */
  private static byte[] sealDatabase(JdbcClient sql, Vault vault) {
    sql.sql("insert into vault_seal (sealed) values (:sealed) on conflict do nothing")
        .param("sealed", vault.seal(PROBE, BOUND_TO))
        .update();
    return sql.sql("select sealed from vault_seal").query(byte[].class).single();
  }
}
