package dev.postern.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * What pgbench is measured with: one table of codes, and the one statement that redeems one. It is
 * the least that anybody could write who wants a code to work once; it knows no guard, no person,
 * no entry and no audit event.
 */
final class BareCodes {
  private static final String REDEEM =
      """
      \\set i :i + 1
      \\set n :client_id * :each + :i
      update bare.code set redeemed_at = now(), redeemed_by = gen_random_uuid()
      where hash = sha256(int4send(:n)) and redeemed_at is null and expires_at > now() returning redeemed_by;
      """;

  private final Pgbench pgbench;
  private final Connection superuser;

  BareCodes(Program program, Connection superuser) throws IOException {
    pgbench = new Pgbench(program.databasePort(), "postern", "postern", program.databasePassword());
    this.superuser = superuser;
  }

  /** As many as the program has keys, and those that are redeemed. */
  void fill(long keys, int redeemed) throws SQLException {
    try (Statement sql = superuser.createStatement()) {
      sql.execute("create schema bare authorization postern");
      sql.execute(
          """
          create table bare.code (hash bytea not null, expires_at timestamptz not null,
            redeemed_at timestamptz, redeemed_by uuid)
          """);
      sql.execute(
          """
          insert into bare.code (hash, expires_at)
          select sha256(int4send(n)), now() + interval '1 day' from generate_series(1, %d) n order by random()
          """
              .formatted(keys + redeemed));
      sql.execute("alter table bare.code add primary key (hash)");
      sql.execute("alter table bare.code owner to postern");
      sql.execute("vacuum analyze bare.code");
    }
  }

  /** Each client redeems codes of its own. */
  Latencies redeem(int clients, int codes) throws Exception {
    int each = codes / clients;
    Latencies latencies = pgbench.run(REDEEM, Map.of("i", 0, "each", each), clients, each);
    takeBack(codes);
    return latencies;
  }

  /** Makes them redeemable again, and checks that each was redeemed. */
  private void takeBack(int redeemed) throws SQLException {
    try (Statement sql = superuser.createStatement()) {
      int rows =
          sql.executeUpdate(
              "update bare.code set redeemed_at = null, redeemed_by = null where redeemed_at is not null");
      if (rows != redeemed)
        throw new IllegalStateException(rows + " of " + redeemed + " were redeemed");
      sql.execute("vacuum bare.code");
      sql.execute("checkpoint");
    }
  }
}
