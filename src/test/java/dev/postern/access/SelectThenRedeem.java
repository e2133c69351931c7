package dev.postern.access;

import dev.postern.Postern;
import dev.postern.database.Times;
import java.time.Instant;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The program with the mistake that {@link EntryTable#redeem} does not make: it looks, then takes.
 */
@Primary
class SelectThenRedeem extends EntryTable {
  private final JdbcClient sql;

  public static void main(String[] arguments) {
    new SpringApplication(Postern.class, SelectThenRedeem.class).run(arguments);
  }

  SelectThenRedeem(JdbcClient sql) {
    super(sql);
    this.sql = sql;
  }

  @Override
  boolean redeem(KeyAtDoor key, UUID attemptId, Instant now) {
    boolean open =
        sql.sql("select redeemed_at is null and revoked_at is null from access_grant where id = ?")
            .param(key.grantId())
            .query(Boolean.class)
            .single();
    if (!open) return false;
    sql.sql("update access_grant set redeemed_by_entry = ?, redeemed_at = ? where id = ?")
        .params(attemptId, Times.sql(now), key.grantId())
        .update();
    return true;
  }
}
