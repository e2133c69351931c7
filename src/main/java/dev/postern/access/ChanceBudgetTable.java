package dev.postern.access;

import dev.postern.access.ChanceBudget.Part;
import dev.postern.database.Times;
import dev.postern.place.Strictness;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of chance_budget. */
@Repository
class ChanceBudgetTable {
  /** What is still spent now: time has refilled some of it, a clock set back nothing. */
  private static final String SPENT =
      """
      greatest(0, b.spent - :refill * least(:longest,
        greatest(0, extract(epoch from (cast(:now as timestamptz) - b.counted_at)))))
      """;

  /** Nodes differ by moments, and a moment must not count twice; a clock that was wrong is left. */
  private static final String COUNTED_AT =
      """
      case when b.counted_at > cast(:now as timestamptz) + interval '1 minute' then :now
        else greatest(b.counted_at, :now) end
      """;

  private final JdbcClient sql;

  ChanceBudgetTable(JdbcClient sql) {
    this.sql = sql;
  }

  /** Whether it could be paid: one statement refills, compares and takes. */
  boolean debit(UUID roomId, Part part, double cost, Strictness strictness, Instant now) {
    return statement(
                """
                insert into chance_budget as b (room_id, part, spent, counted_at)
                select :room, :part, :cost, :now where :cost <= :capacity
                on conflict (room_id, part) do update
                set spent = %1$s + :cost, counted_at = %2$s
                where %1$s + :cost <= :capacity
                """,
                roomId, part, strictness, now)
            .param("cost", cost)
            .param("capacity", part.capacity(strictness))
            .update()
        == 1;
  }

  /** Holds the parts that PINs alone are paid from until the caller's transaction ends. */
  void lock(UUID roomId) {
    sql.sql(
            """
            select part from chance_budget where room_id = :room and part in ('PIN', 'RESERVE')
            order by part for update
            """)
        .param("room", roomId)
        .query(String.class)
        .list();
  }

  void refund(UUID roomId, Part part, double cost) {
    sql.sql(
            """
            update chance_budget set spent = greatest(0, spent - :cost)
            where room_id = :room and part = :part
            """)
        .param("cost", cost)
        .param("room", roomId)
        .param("part", part.name())
        .update();
  }

  /** What is spent of each part now; a part that nobody ever used is left out. */
  Map<Part, Double> spent(UUID roomId, Strictness strictness, Instant now) {
    Map<Part, Double> spent = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      statement(
              "select %s as spent from chance_budget b where room_id = :room and part = :part",
              roomId, part, strictness, now)
          .query(Double.class)
          .optional()
          .ifPresent(so -> spent.put(part, so));
    }
    return spent;
  }

  /**
   * Takes note of the time that passed, so that a part refills in small steps; and of alerts that
   * are over, so that they can come again.
   */
  void settle(UUID roomId, Part part, Strictness strictness, Instant now) {
    statement(
            """
            update chance_budget b set spent = %1$s, counted_at = %2$s,
              alerted = case
                when %1$s < 0.9 * 0.25 * :capacity then 0
                when %1$s < 0.9 * 0.5 * :capacity then least(alerted, 25)
                when %1$s < 0.9 * :capacity then least(alerted, 50)
                else alerted end
            where room_id = :room and part = :part
            """,
            roomId, part, strictness, now)
        .param("capacity", part.capacity(strictness))
        .update();
  }

  /** Whether this call is the first to see so much of it spent. */
  boolean alert(
      UUID roomId, Part part, int percent, double least, Strictness strictness, Instant now) {
    return statement(
                """
                update chance_budget b set alerted = :percent
                where room_id = :room and part = :part and alerted < :percent and %s >= :least
                """,
                roomId, part, strictness, now)
            .param("percent", percent)
            .param("least", least)
            .update()
        == 1;
  }

  private JdbcClient.StatementSpec statement(
      String text, UUID roomId, Part part, Strictness strictness, Instant now) {
    return sql.sql(text.formatted(SPENT, COUNTED_AT))
        .param("room", roomId)
        .param("part", part.name())
        .param("refill", part.refill(strictness))
        .param("longest", (double) ChanceBudget.LONGEST_STEP.toSeconds())
        .param("now", Times.sql(now));
  }
}
