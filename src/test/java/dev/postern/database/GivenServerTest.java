package dev.postern.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.postern.support.TestPostgres;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class GivenServerTest {
  @Test
  void takesADatabaseThatFits() {
    var server = server(TestPostgres.emptyUrl(), TestPostgres.password());
    assertThat(server.requireUsable()).isSameAs(server);
  }

  @Test
  void saysThatNothingAnswers() throws IOException {
    String url = "jdbc:postgresql://127.0.0.1:" + Postmaster.freePort() + "/site?password=hidden";
    assertThat(refusal(url, "any").happened())
        .contains("cannot be reached")
        .doesNotContain("hidden");
  }

  @Test
  void saysThatThePasswordIsWrong() {
    var refused = refusal(TestPostgres.emptyUrl(), "guessed");
    assertThat(refused.happened()).contains("does not accept the user and password");
    assertThat(refused.happened() + refused.remedy()).doesNotContain("guessed");
  }

  @Test
  void saysThatTheDatabaseIsNotThere() {
    String url = TestPostgres.emptyUrl().replaceFirst("/test_\\d+", "/nowhere");
    assertThat(refusal(url, TestPostgres.password()).happened()).contains("no database");
  }

  @Test
  void saysThatTheEncodingCannotHoldEveryName() {
    String url = TestPostgres.emptyUrl();
    JdbcClient.create(TestPostgres.dataSource(url))
        .sql(
            "create database test_900 template template0 encoding 'LATIN1' locale 'C' locale_provider 'libc'")
        .update();
    String latin = url.replaceFirst("/test_\\d+", "/test_900");
    assertThat(refusal(latin, TestPostgres.password()).happened()).contains("as LATIN1");
  }

  @Test
  void saysThatTheAddressIsNoPostgres() {
    assertThat(refusal("jdbc:mysql://host/site", "any").happened()).contains("PostgreSQL");
  }

  private static StartRefused refusal(String url, String password) {
    return catchThrowableOfType(StartRefused.class, () -> server(url, password).requireUsable());
  }

  private static GivenServer server(String url, String password) {
    return new GivenServer(url, TestPostgres.username(), password);
  }
}
