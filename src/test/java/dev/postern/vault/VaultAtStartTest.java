package dev.postern.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.postern.database.Home;
import dev.postern.support.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class VaultAtStartTest {
  @TempDir Path folder;
  private Home home;
  private Path keys;
  private JdbcClient sql;

  @BeforeEach
  void anEmptySite() {
    home = new Home(folder.resolve("home"));
    keys = folder.resolve("home.keys");
    sql = JdbcClient.create(TestPostgres.freshDatabase());
  }

  @Test
  void makesKeysBesideTheDataThatOnlyTheirOwnerReads() throws Exception {
    start();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rw-------");
    assertThat(keys.startsWith(home.folder())).isFalse();
  }

  @Test
  void opensAtTheNextStartWhatItSealed() {
    byte[] sealed = start().seal(new Secret("123 4567"), "row 1");
    assertThat(start().open(sealed, "row 1")).isEqualTo(new Secret("123 4567"));
  }

  @Test
  void opensNothingThatWasSealedForAnotherRow() {
    Vault vault = start();
    byte[] sealed = vault.seal(new Secret("123 4567"), "row 1");
    assertThatThrownBy(() -> vault.open(sealed, "row 2")).hasMessageContaining("row 2");
  }

  @Test
  void findsEqualNumbersOfTwoPropertiesUnderDifferentHashes() {
    Vault vault = start();
    UUID one = UUID.randomUUID();
    Secret pin = new Secret("1234567");
    assertThat(vault.index(one, "PIN", pin))
        .hasSize(32)
        .isEqualTo(start().index(one, "PIN", pin))
        .isNotEqualTo(vault.index(UUID.randomUUID(), "PIN", pin))
        .isNotEqualTo(vault.index(one, "CARD", pin));
  }

  @Test
  void refusesToStartWithoutTheKeysOfItsDatabase() throws Exception {
    start();
    Files.delete(keys);
    assertThatThrownBy(this::start)
        .isInstanceOf(VaultRefused.class)
        .hasMessageContaining("missing");
    assertThat(keys).doesNotExist();
  }

  @Test
  void refusesToStartWithTheKeysOfAnotherDatabase() {
    start();
    sql = JdbcClient.create(TestPostgres.freshDatabase());
    Home other = new Home(folder.resolve("other"));
    new VaultAtStart().vault(other, sql, null);
    assertThatThrownBy(this::start)
        .isInstanceOf(VaultRefused.class)
        .hasMessageContaining("does not belong to this database");
  }

  @Test
  void refusesKeysThatOthersCanReadAndKeysThatAreDamaged() throws Exception {
    start();
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(this::start)
        .isInstanceOf(VaultRefused.class)
        .hasMessageContaining("can be read by others");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(keys, "not a key\nnor this");
    assertThatThrownBy(this::start)
        .isInstanceOf(VaultRefused.class)
        .hasMessageContaining("damaged");
  }

  private Vault start() {
    return new VaultAtStart().vault(home, sql, null);
  }
}
