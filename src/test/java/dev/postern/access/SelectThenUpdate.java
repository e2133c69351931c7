package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.place.Strictness;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mistake that {@link ChanceBudgetTable#debit} does not make: it looks, and then it takes. */
final class SelectThenUpdate {
  private final JdbcClient sql;

  SelectThenUpdate(JdbcClient sql) {
    this.sql = sql;
  }

  boolean debit(UUID room, Part part, double cost, Strictness strictness) {
    double spent =
        sql.sql("select spent from chance_budget where room_id = ? and part = ?")
            .params(room, part.name())
            .query(Double.class)
            .single();
    if (spent + cost > part.capacity(strictness)) return false;
    sql.sql("update chance_budget set spent = spent + ? where room_id = ? and part = ?")
        .params(cost, room, part.name())
        .update();
    return true;
  }
}
